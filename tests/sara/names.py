"""Names of the data as names of a case."""


def named(term: object, kind: str = "") -> str:
    """Return a name in quotes, as people write it; `kind` tells apart what is called the same.

    >>> named("bob_s_house", "home"), named("alice")
    ('"Bob S House (home)"', '"Alice"')
    """
    words = str(term).replace("_", " ").replace('"', "").split()
    name = " ".join(word[:1].upper() + word[1:] for word in words)
    return f'"{name} ({kind})"' if kind else f'"{name}"'


def dollars(amount: object) -> str:
    """Return an amount.

    >>> dollars(3200)
    '$3200'
    """
    return f"${amount}" if not str(amount).startswith("-") else f"-${str(amount)[1:]}"


def close(year: object) -> str:
    """Return the last day of a year, which is its name in the laws.

    >>> close(2017)
    '2017-12-31'
    """
    return f"{int(str(year)):04d}-12-31"


def land(country: str) -> str:
    """Return the name of a country.

    >>> land("usa"), land("venezuela")
    ('"the United States"', '"Venezuela"')
    """
    return '"the United States"' if country == "usa" else named(country)
