"""Datatypes, values and lists of a grammar in plain words: what may be written here."""

from typing import Final

from titelei.messages import filled, joined, say, template
from titelei.validate.relaxng.content_model import ContentModels
from titelei.validate.relaxng.patterns import (
    Choice,
    Data,
    Empty,
    Group,
    ListOf,
    OneOrMore,
    Pattern,
    Text,
    Value,
    alternatives,
)
from titelei.validate.relaxng.sample_values import sample
from titelei.validate.relaxng.words import listing

# Dates that may be joined in one phrase, plainest first: type, example.
_DATES: Final = {
    "gYear": "2021",
    "gYearMonth": "2021-05",
    "date": "2021-05-17",
    "dateTime": "2021-05-17T12:00:00Z",
    "gMonthDay": "--05-17",
    "gMonth": "--05",
    "gDay": "---17",
    "time": "12:00:00",
}
_MANY_DATES: Final = 3

_TYPES: Final = {
    "string": say("any text"),
    "normalizedString": say("any text"),
    "token": say("any text"),
    "anyURI": say("an address or pointer such as https://example.org/ or #kirov"),
    "ID": say("an identifier: a letter or “_” first, then letters, digits, “.”, “-” or “_”, and used only once"),
    "IDREF": say("the identifier of another element"),
    "IDREFS": say("identifiers of other elements, with spaces between"),
    "NCName": say("a name: a letter or “_” first, then letters, digits, “.”, “-” or “_”"),
    "Name": say("a name: a letter, “_” or “:” first, then letters, digits, “.”, “-”, “_” or “:”"),
    "NMTOKEN": say("one word of letters, digits, “.”, “-”, “_” or “:”"),
    "NMTOKENS": say("words of letters, digits, “.”, “-”, “_” or “:”, with spaces between"),
    "QName": say("a name with or without a prefix"),
    "language": say("a language tag such as en or ru-Latn"),
    "boolean": say("true or false"),
    "decimal": say("a number such as 12 or 12.5"),
    "double": say("a number such as 12, 12.5 or 1e6"),
    "float": say("a number such as 12, 12.5 or 1e6"),
    "integer": say("a whole number such as 12"),
    "long": say("a whole number such as 12"),
    "int": say("a whole number such as 12"),
    "short": say("a whole number such as 12"),
    "byte": say("a whole number up to 127"),
    "nonNegativeInteger": say("a whole number, 0 or larger"),
    "unsignedLong": say("a whole number, 0 or larger"),
    "unsignedInt": say("a whole number, 0 or larger"),
    "unsignedShort": say("a whole number from 0 to 65535"),
    "unsignedByte": say("a whole number from 0 to 255"),
    "positiveInteger": say("a whole number, 1 or larger"),
    "nonPositiveInteger": say("a whole number, 0 or smaller"),
    "negativeInteger": say("a whole number smaller than 0"),
    "duration": say("a duration such as P1Y6M"),
    "hexBinary": say("bytes in hexadecimal digits"),
    "base64Binary": say("bytes in Base64"),
}
# Patterns that have a plain name.
_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": say("one word without spaces"),
    r"\S+": say("one word without spaces"),
    r"(\S+)": say("one word without spaces"),
    r"[\S]+": say("one word without spaces"),
}
_LIMITS: Final = {
    "minInclusive": template("at least {limit}"),
    "maxInclusive": template("at most {limit}"),
    "minExclusive": template("more than {limit}"),
    "maxExclusive": template("less than {limit}"),
    "length": template("{limit} characters long"),
    "minLength": template("at least {limit} characters long"),
    "maxLength": template("at most {limit} characters long"),
    "totalDigits": template("of at most {limit} digits"),
    "fractionDigits": template("with at most {limit} digits after the point"),
}


def allowed_words(pattern: Pattern, models: ContentModels) -> str:
    """Say in words what a value pattern allows: “a date such as 2021, 2021-05 or 2021-05-17”."""
    parts = alternatives(pattern)
    values = [part.text for part in parts if isinstance(part, Value)]
    dates = [part.type for part in parts if isinstance(part, Data) and _is_plain_date(part, models)]
    words = [_values(values)] if values else []
    words += [_dates(dates)] if dates else []
    for part in parts:
        if not isinstance(part, Value) and not _is_plain_date(part, models):
            words.append(_one(part, models))
    return listing(word for word in words if word) or say("nothing")


def enumerated(pattern: Pattern) -> tuple[str, ...]:
    """Give the values that a pattern lists."""
    return tuple(part.text for part in alternatives(pattern) if isinstance(part, Value))


def _values(values: list[str]) -> str:
    return listing((f"“{value}”" for value in values), shown=12)


def _is_plain_date(part: Pattern, models: ContentModels) -> bool:
    """Tell whether an example says enough of a date: a pattern that allows it only forbids rarities, as time zones."""
    if not isinstance(part, Data) or part.type not in _DATES:
        return False
    only_patterns = all(name == "pattern" for name, _ in part.params)
    return only_patterns and models.matches(part, _DATES[part.type])


def _dates(types: list[str]) -> str:
    ordered = [name for name in _DATES if name in types][:_MANY_DATES]
    return say(
        "{what} such as {ordered}",
        what=say("a time") if ordered == ["time"] else say("a date"),
        ordered=listing(_DATES[name] for name in ordered),
    )


def _one(part: Pattern, models: ContentModels) -> str:
    match part:
        case Data():
            return _data(part, models)
        case ListOf():
            return _list(part.item, models)
        case Text():
            return say("any text")
        case Empty():
            return say("nothing at all")
        case OneOrMore():
            return allowed_words(part.item, models)
        case Group():
            return listing((allowed_words(item, models) for item in part.items), "and")
    return ""


def _data(data: Data, models: ContentModels) -> str:
    base = (
        say("a date such as {dates}", dates=_DATES[data.type])
        if data.type in _DATES
        else _TYPES.get(data.type, data.type)
    )
    patterns = [value for name, value in data.params if name == "pattern"]
    limits = [filled(_LIMITS[name], limit=value) for name, value in data.params if name in _LIMITS]
    for written in patterns:
        plain = _PATTERNS.get(written)
        if plain and data.type == "anyURI":
            base = say("an address or pointer without spaces, such as https://example.org/ or #kirov")
        elif plain:
            base = plain
        else:
            example = sample(data, models)
            such_as = say(", such as “{example}”", example=example) if example else ""
            is_text = data.type in ("string", "token", "normalizedString")
            short = "text" if is_text else base.partition(" such as")[0].partition(":")[0]
            base = say("{short} of the form {written}{such_as}", short=short, written=written, such_as=such_as)
    words = joined(", ", (base, listing(limits, "and"))) if limits else base
    if data.excluded is not None:
        words += say(", but not {allowed_words}", allowed_words=allowed_words(data.excluded, models))
    return words


def _list(item: Pattern, models: ContentModels) -> str:
    several = isinstance(item, OneOrMore) or (
        isinstance(item, Choice) and any(isinstance(part, OneOrMore) for part in item.items)
    )
    parts = [part for part in alternatives(item) if not isinstance(part, Empty)]
    inner = listing(allowed_words(part, models) for part in parts)
    return say("one or several of these, with spaces between: {inner}", inner=inner) if several else inner
