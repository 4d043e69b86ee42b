"""What people write as they speak -> the same with its words apart: `don't` is `do not`."""

import re

_SHORT = {
    "am": r"\b(i)['\u2019]?m\b",
    "have": r"\b(i|we|you|they)['\u2019]ve\b",
    "are": r"\b(we|you|they)['\u2019]re\b",
    "will": r"\b(i|we|you|he|she|it|they)['\u2019]ll\b",
    "would": r"\b(i|we|you|he|she|it|they)['\u2019]d\b",
    "is": r"\b(he|she|it|who|that|what|there)['\u2019]s\b",
}
_WITHOUT_MARK = "do does did is are was were have has had could would should ca wo"
_DENIED = re.compile(
    r"\b([^\W\d_]+)n['\u2019]t\b|\b(" + "|".join(_WITHOUT_MARK.split()) + r")nt\b", re.I
)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_OTHERS = [(re.compile(of, re.I), word) for word, of in _SHORT.items()]
_OF_SOMEBODY = re.compile(r"\b([^\W\d_]+)['\u2019]s(?= +[^\W\d_]+\b)")


def apart(text: str) -> str:
    """Return a text with short forms of speech as whole words.

    >>> apart("I'm Russian and don't work; she hasnt left, we can't")
    'I am Russian and do not work; she has not left, we can not'
    >>> apart("Ana's mother is German, he's not")
    'Ana her mother is German, he is not'
    """
    text = _DENIED.sub(lambda at: f"{_whole(at[1] or at[2])} not", text)
    for pattern, word in _OTHERS:
        text = pattern.sub(rf"\1 {word}", text)
    return _OF_SOMEBODY.sub(r"\1 her", text)


def _whole(word: str) -> str:
    full = _WHOLE.get(word.casefold(), word)
    return full.capitalize() if word[:1].isupper() else full
