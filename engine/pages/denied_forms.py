"""A Montenegrin sentence that is not so, by its verb: `Ana nije rođena`, `nijedna osoba nema`."""

import re
from collections.abc import Sequence

from parser.resolved.orders import CLITICS
from parser.resolved.translation import Part

_PRESENT = """
    boravi broji čeka daje dijeli dolazi dopušta dopuštaju govori ima imaju ispunjava
    ispunjavaju ističe ističu izlaže iznose iznosi jeste krši mogu mora moraju može nalaže
    nalazi namjerava nastavlja navodi navršava nosi obavlja obuhvata obuhvataju odnosi odobrava
    određuje održava odstupa oduzima oduzimaju opravdava opravdavaju oslobađa ostaje ostaju
    ostavlja ostvaruje plaća planira počinje počiva podržava pokazuje pokriva posjeduje postaje
    postoji poštuje postupa potiče potvrđuje prelaze prelazi prestaje prijavljuje pripada
    produžava proširuju pruža računa radi sastoji služi smatra sprečava stiče traje traju traže
    traži treba troši ubraja učestvuje ulazi upotrebljava uzimaju uživa važi vidi vodi zadržava
    zahtijeva završava živi
"""
"""Verbs of the present tense, as the translations of laws have them."""

_OWN_DENIAL = {"ima": "nema", "imaju": "nemaju", "jeste": "nije"}
_OF_BEING = {"je": "nije", "su": "nijesu"}
_BEFORE = """
    i danas kraće lično neprekidno nepotpuno potpuno stvarno svojevoljno uredno zakonito
"""
_NEGATIVE = "ne nema nije nijedan nijedna nijedno nijesu nisu ništa"
_BEGINNINGS = "ako čim da dok gdje jer kad kada što"
_VERBS = frozenset(_PRESENT.split())
_ADVERBS = frozenset(_BEFORE.split())
_DENIED = frozenset(_NEGATIVE.split())
_CLAUSES = frozenset(_BEGINNINGS.split())
_PARTICIPLE = re.compile(r"(ao|eo|io|uo|la|lo|li|le|na|no|ni|ne|ta|to|ti|te|en|an|at|it|et|ut)$")
_PAST = re.compile(r"(ao|eo|io|uo|la|lo|li|le)$")
_NOUNS = frozenset(("dozvole", "ocjena", "organi", "to", "zakona"))
"""Words that end as a participle does and are none."""

_ANY = re.compile(
    r"(?:(?<!\w)(?P<before>od|do|sa|u|na|za|o|po|preko|iz|kod|prema|protiv) )?"
    r"bilo (?P<form>koj\w*|kog|kom) (?P<noun>\w+)"
)
_WHEN = re.compile(
    r" (od bilo kog dana( do bilo kog dana)?"
    r"|(najkasnije )?(?<!do )(?<!prije )bilo kog dana|na bilo koji dan)$"
)
_CLAUSE = re.compile(r"(?<!bilo) (da|koj\w+|čij\w+) ")
_NONE = {
    "koji": "an",
    "koja": "na",
    "koju": "nu",
    "kojoj": "noj",
    "kojom": "nom",
    "kojim": "nim",
    "kog": "nog",
    "kom": "nom",
}
_OF_ANY_SIZE = frozenset(("broj", "iznos", "udio", "trajanje"))


def denied_parts(parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """Return the parts of a form with its verb denied, None where the verb is not known.

    >>> denied_parts(("Ana", "rođena", "je", "u", "Baru"))
    ('Ana', 'nije', 'rođena', 'u', 'Baru')
    >>> denied_parts(("Ana", "je", "otac")), denied_parts(("Ana", "ima", "boravak"))
    (('Ana', 'nije', 'otac'), ('Ana', 'nema', 'boravak'))
    >>> denied_parts(("Ana", "razvela", "se")), denied_parts(("rok", "može", "se", "odrediti"))
    (('Ana', 'se', 'nije', 'razvela'), ('rok', 'se', 'ne', 'može', 'odrediti'))
    >>> denied_parts(("Ana", "zakonito", "boravi")), denied_parts(("Ana", "nema", "osudu"))
    (('Ana', 'ne', 'boravi', 'zakonito'), None)
    """
    for at, part in enumerate(parts):
        if not isinstance(part, str):
            continue
        if part in _DENIED or _begins_clause(part):
            return None
        if part in CLITICS:
            return _of_clitic(parts, at)
        if part.endswith(":") and isinstance(parts[0], str) and _PARTICIPLE.search(parts[0]):
            return ("nije", *parts)
        if part.endswith(":"):
            return (*parts[:at], *((part[:-1],) if part[:-1] else ()), "nije", *parts[at + 1 :])
        if part in _VERBS and not _is_other_word(parts[at + 1 :]):
            return None if _has_other(parts[at + 1 :]) else _of_verb(parts, at)
    return None


def denies(parts: Sequence[Part]) -> bool:
    """Tell whether a form denies, other than in a clause that depends on it.

    >>> denies(("Ana", "nema", "dug")), denies(("boravak", "koji", "se", "ne", "računa"))
    (True, False)
    """
    ends = next((n for n, one in enumerate(parts) if _begins_clause(one)), len(parts))
    return any(one in _DENIED for one in parts[:ends])


_AFFIRMED = dict(nema="ima", nemaju="imaju", nije="je", nijesu="su", nisu="su", ni="ili")
_QUANTIFIED = frozenset(("neka", "neki", "neko", "nijedan", "nijedna", "nijedno", "ništa", "svi"))
"""What turns into another with the denial: who does not meet *some* condition, meets not *all*."""


def affirmed_parts(parts: Sequence[Part]) -> tuple[Part, ...] | None:
    """Return the parts of a form that denies without its denial, None where it has none of one.

    >>> affirmed_parts(("brak", "više", "ne", "postoji")), affirmed_parts(("Ana", "nema", "dug"))
    (('brak', 'i', 'dalje', 'postoji'), ('Ana', 'ima', 'dug'))
    >>> affirmed_parts(("Ana", "ima", "dug"))
    """
    ends = next((n for n, one in enumerate(parts) if _begins_clause(one)), len(parts))
    main, rest = [*parts[:ends]], parts[ends:]
    at = next((n for n, one in enumerate(main) if one in _DENIED), None)
    if at is None or any(one in _QUANTIFIED for one in main):
        return None
    found: list[Part] = []
    for number, one in enumerate(main):
        if one == "više" and number + 1 == at:
            found += ["i", "dalje"]
        elif one != "ne":
            found.append(_AFFIRMED.get(one, one) if isinstance(one, str) else one)
    return (*found, *rest)


def _of_clitic(parts: Sequence[Part], at: int) -> tuple[Part, ...] | None:
    before, clitic, after = parts[at - 1] if at else None, parts[at], parts[at + 1 :]
    participle = isinstance(before, str) and before not in _NOUNS and before.islower()
    participle = participle and bool(_PARTICIPLE.search(str(before)))
    if clitic in _OF_BEING:
        denial = _OF_BEING[str(clitic)]
        if participle:
            first = _before_adverbs(parts, at - 1)
            return (*parts[:first], denial, *parts[first:at], *after)
        return (*parts[:at], denial, *after)
    if clitic == "se" and participle and _PAST.search(str(before)):
        denial = "nijesu" if str(before).endswith(("li", "le")) else "nije"
        pair = ("se", denial) if at > 1 else (denial, "se")
        return (*parts[: at - 1], *pair, str(before), *after)
    if clitic == "bi" and participle:
        return (*parts[: at - 1], "ne", "bi", str(before), *after)
    if clitic == "se" and after and after[0] in _VERBS:
        return (*parts[:at], "se", "ne", *after)
    return None


def _of_verb(parts: Sequence[Part], at: int) -> tuple[Part, ...]:
    """Deny a verb; the adverbs before it follow it then."""
    verb = str(parts[at])
    first = _before_adverbs(parts, at)
    denial = (_OWN_DENIAL[verb],) if verb in _OWN_DENIAL else ("ne", verb)
    if first and parts[at + 1 : at + 2] == ("se",):
        return (*parts[:first], "se", *denial, *parts[first:at], *parts[at + 2 :])
    return (*parts[:first], *denial, *parts[first:at], *parts[at + 1 :])


def _begins_clause(part: Part) -> bool:
    return isinstance(part, str) and (part in _CLAUSES or part.startswith(("koj", "čij")))


def _before_adverbs(parts: Sequence[Part], at: int) -> int:
    while at and parts[at - 1] in _ADVERBS:
        at -= 1
    return at


def _is_other_word(rest: Sequence[Part]) -> bool:
    """Tell whether a word is no verb, as `radi` in `boravak radi liječenja je odobren`."""
    ends = next((n for n, one in enumerate(rest) if _begins_clause(one) or one == "i"), len(rest))
    return any(one in ("je", "su", "bi") for one in rest[:ends])


def _has_other(rest: Sequence[Part]) -> bool:
    """Tell whether a sentence has a second verb beside the first: `ima apostil i nov je`."""
    if "i" not in rest:
        return False
    second = rest[rest.index("i") + 1 :]
    ends = next((n for n, one in enumerate(second) if _begins_clause(one)), len(second))
    return any(one in _VERBS or one in ("je", "su") for one in second[:ends])


def of_none(said: str) -> str:
    """Write `nijedna osoba` in a denied sentence for `bilo koja osoba`; that it has no day is left.

    >>> of_none("bilo koja osoba nije majka djeteta Ana")
    'nijedna osoba nije majka djeteta Ana'
    >>> of_none("Ana nije u braku sa bilo kojom osobom od bilo kog dana")
    'Ana nije u braku ni sa jednom osobom'
    """
    said = _WHEN.sub("", said)
    clause = _CLAUSE.search(said)
    ends = clause.start() if clause else len(said)
    return _ANY.sub(_none, said[:ends]) + said[ends:]


def _none(found: re.Match[str]) -> str:
    noun, form = found["noun"], found["form"]
    if noun in _OF_ANY_SIZE:
        return found[0]
    ending = _NONE.get(form) or ("no" if noun.endswith(("o", "nje", "lje", "te")) else "ne")
    before = found["before"]
    return f"ni {before} jed{ending} {noun}" if before else f"nijed{ending} {noun}"
