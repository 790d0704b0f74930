"""A request's arguments (OAI-PMH 2.0, sections 3.1.1 and 4): decoded strictly, each once, those of its verb only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from titelei.oai.dates import Moment, parse
from titelei.oai.errors import Fault, ProtocolError, bad_argument

VERBS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ("resumptionToken",)),
    "GetRecord": (("identifier", "metadataPrefix"), ()),
    "ListIdentifiers": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
    "ListRecords": (("metadataPrefix",), ("from", "until", "set", "resumptionToken")),
}
"""Verb → (required, optional) arguments. ``resumptionToken`` is exclusive wherever it is known."""

_NAME: Final = r"[A-Za-z0-9\-_.!~*'()]+"
_PATTERNS: Final = {"metadataPrefix": re.compile(_NAME), "set": re.compile(f"{_NAME}(:{_NAME})*")}
_URI: Final = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.\-]*:|(?![^/?#]*:))"  # a scheme, or no colon that could be taken for one's end
    r"(?://[^/?#:]*(?::\d*)?(?=[/?#]|$)|(?!//))"  # an authority, or no sign of one
    r"[^#]*(?:#[^#]*)?"
)
_NOT_IN_URI: Final = re.compile(r"[\[\]]|%(?![0-9A-Fa-f]{2})")
"""What no escaping makes a URI of (XML Schema's anyURI allows most other characters)."""
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request whose arguments are in order. ``arguments`` holds them as received, the verb among them."""

    verb: str
    arguments: Mapping[str, str]
    from_: Moment | None = None
    until: Moment | None = None


def parse_request(encoded: bytes) -> Request:
    """Read a query string, or the body of a POST, which has the same form.

    Raises:
        ProtocolError: ``badVerb``, or every ``badArgument`` there is.
    """
    pairs, faults = _decode(encoded)
    verb = _verb(pairs)
    required, optional = VERBS[verb]
    given: dict[str, str] = {}
    for name, value in pairs:
        if name in given:
            faults.append(bad_argument(f"The argument {_shown(name)} is given more than once."))
        elif name != "verb" and name not in required + optional:
            known = ", ".join(required + optional) or "none"
            faults.append(bad_argument(f"{verb} has no argument {_shown(name)}. It has: {known}."))
        given.setdefault(name, value)
    if "resumptionToken" in given and "resumptionToken" in optional:
        others = [name for name in given if name not in ("verb", "resumptionToken")]
        faults += [
            bad_argument(f"resumptionToken is exclusive: it carries {_shown(name)} already. Leave that out.")
            for name in others
            if name in required + optional
        ]
    else:
        faults += [bad_argument(f"{verb} needs the argument {name}.") for name in required if name not in given]
    faults += [
        bad_argument(f"{_shown(given[name])} cannot be a {name}: it holds a character that none can have.")
        for name, pattern in _PATTERNS.items()
        if name in given and name in required + optional and not pattern.fullmatch(given[name])
    ]
    if "identifier" in given and "identifier" in required + optional and not _is_uri(given["identifier"]):
        faults.append(bad_argument(f"{_shown(given['identifier'])} cannot be an identifier: it is no URI."))
    bounds = _bounds(given, faults) if "from" in optional else (None, None)
    if faults:
        raise ProtocolError(*dict.fromkeys(faults))
    return Request(verb=verb, arguments=given, from_=bounds[0], until=bounds[1])


def _is_uri(text: str) -> bool:
    return bool(text) and _URI.fullmatch(text) is not None and not _NOT_IN_URI.search(text)


def _verb(pairs: list[tuple[str, str]]) -> str:
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) > 1:
        raise ProtocolError(Fault("badVerb", "The argument verb is given more than once."))
    if not verbs:
        raise ProtocolError(Fault("badVerb", f"The argument verb is missing. It is one of {', '.join(VERBS)}."))
    if verbs[0] not in VERBS:
        raise ProtocolError(Fault("badVerb", f"There is no verb {_shown(verbs[0])}. There are {', '.join(VERBS)}."))
    return verbs[0]


def _decode(encoded: bytes) -> tuple[list[tuple[str, str]], list[Fault]]:
    pairs: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for part in encoded.split(b"&"):
        if not part:
            continue
        name, _, value = part.partition(b"=")
        try:
            pair = (_text(name), _text(value))
        except ValueError as error:
            faults.append(bad_argument(f"An argument is {error}."))
            pair = (_lossy(name), _lossy(value))
        pairs.append(pair)
    return pairs, faults


def _text(encoded: bytes) -> str:
    if re.search(rb"%(?![0-9A-Fa-f]{2})", encoded):
        raise ValueError("wrongly encoded: after % come two hexadecimal digits")
    try:
        text = unquote_to_bytes(encoded.replace(b"+", b" ")).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("not encoded in UTF-8") from error
    if _NOT_XML.search(text):
        raise ValueError("written with a character that XML cannot hold")
    return text


def _lossy(encoded: bytes) -> str:
    return _NOT_XML.sub("\ufffd", unquote_to_bytes(encoded).decode("utf-8", "replace"))


def _bounds(given: Mapping[str, str], faults: list[Fault]) -> tuple[Moment | None, Moment | None]:
    moments: list[Moment | None] = []
    for name in ("from", "until"):
        moment = None
        if name in given:
            try:
                moment = parse(given[name])
            except ValueError as error:
                faults.append(bad_argument(f"{name}={_shown(given[name])} {error}."))
        moments.append(moment)
    first, last = moments
    if first is not None and last is not None:
        if first.is_day != last.is_day:
            faults.append(bad_argument("from and until have different granularities. Write both as days, or neither."))
        elif first.first_second > last.last_second:
            faults.append(bad_argument("from is later than until."))
    return first, last


def _shown(text: str) -> str:
    return f"“{text[:_LONGEST_SHOWN]}{'…' if len(text) > _LONGEST_SHOWN else ''}”"
