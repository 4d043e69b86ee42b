"""English forms that turning a sentence into a question changes: verbs and plurals."""

_AUXILIARIES = """
    can could is are was were will would has have had does do did may might must shall should
"""
_PREPOSITIONS = """
    about above after against as at before behind below between by during for from in into of on
    over since through to toward towards under until up with within without
"""
_IRREGULAR = """
    be:was become:became begin:began break:broke bring:brought build:built buy:bought come:came
    cut:cut do:did draw:drew drive:drove enter:entered fall:fell feel:felt find:found forget:forgot
    get:got give:gave go:went grow:grew have:had hear:heard hold:held keep:kept know:knew lay:laid
    lead:led leave:left lend:lent let:let lie:lay lose:lost make:made mean:meant meet:met
    offer:offered pay:paid put:put read:read return:returned rise:rose run:ran say:said see:saw
    seek:sought sell:sold send:sent set:set show:showed sit:sat speak:spoke spend:spent stand:stood
    swear:swore take:took teach:taught tell:told think:thought understand:understood visit:visited
    win:won withdraw:withdrew write:wrote
"""
AUXILIARIES = frozenset(_AUXILIARIES.split())
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
SUPPORT = frozenset({"do", "does", "did"})
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
_THIRD = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_PAST = {verb: past for verb, _, past in (pair.partition(":") for pair in _IRREGULAR.split())}
_PLURALS = {"people": "person", "persons": "person", "children": "child", "men": "man"} | {
    "women": "woman",
    "wives": "wife",
    "feet": "foot",
    "lives": "life",
}
_VOWELS = "aeiou"


def third_person(verb: str) -> str:
    """Return the form a verb has after `she`.

    >>> third_person("hold"), third_person("study"), third_person("have"), third_person("pass")
    ('holds', 'studies', 'has', 'passes')
    """
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"


def past_forms(verb: str) -> tuple[str, ...]:
    """Return the forms a verb may have in the past tense.

    >>> past_forms("file"), past_forms("apply"), past_forms("hold"), past_forms("stop")
    (('filed',), ('applied',), ('held',), ('stoped', 'stopped'))
    """
    if verb in _PAST:
        return (_PAST[verb],)
    if verb.endswith("e"):
        return (f"{verb}d",)
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return (f"{verb[:-1]}ied",)
    doubled = len(verb) > 2 and verb[-2] in _VOWELS and verb[-1] not in f"{_VOWELS}wxy"
    return (f"{verb}ed", f"{verb}{verb[-1]}ed") if doubled else (f"{verb}ed",)


def supported_forms(verb: str, support: str) -> tuple[str, ...]:
    """Return how a statement says what `do`, `does` or `did` with `verb` asks.

    >>> supported_forms("acquire", "does"), supported_forms("file", "did")
    (('acquires', 'acquire'), ('filed',))
    """
    if support == "did":
        return past_forms(verb)
    third = third_person(verb)
    return (third, verb) if support == "does" else (verb, third)


def singular_forms(noun: str) -> tuple[str, ...]:
    """Return a noun and what it may be the plural of.

    >>> singular_forms("countries"), singular_forms("people"), singular_forms("spouse")
    (('countries', 'country', 'countrie'), ('people', 'person'), ('spouse',))
    """
    if noun in _PLURALS:
        return (noun, _PLURALS[noun])
    found = [noun]
    if noun.endswith("ies"):
        found.append(f"{noun[:-3]}y")
    if noun.endswith("es") and noun[:-2].endswith(("s", "x", "z", "ch", "sh")):
        found.append(noun[:-2])
    if noun.endswith("s") and not noun.endswith("ss"):
        found.append(noun[:-1])
    return tuple(found)


def singular_verb(word: str) -> str:
    """Return the singular of a verb, as `which countries are` asks for `country is`.

    >>> singular_verb("are"), singular_verb("hold")
    ('is', 'holds')
    """
    return _SINGULAR.get(word) or third_person(word)
