"""UTCdatetime (OAI-PMH 2.0, section 3.3): days, or seconds with Z; nothing else of ISO 8601."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_FORM: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)Z)?", re.ASCII)
_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a second, as the seconds since 1970 that it spans."""

    first_second: int
    last_second: int
    is_day: bool


def parse(text: str) -> Moment:
    """Read a moment.

    Raises:
        ValueError: it is none; the text is half a sentence.
    """
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError("is not of the form YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    is_day = found[4] is None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise ValueError(f"is no date of the calendar ({error})") from error
    # Nothing here is older than 1970; a negative number would only trouble the keys.
    first = max(0, int(moment.timestamp()))
    last = int(moment.timestamp()) + (_DAY - 1 if is_day else 0)
    return Moment(first, last, is_day)


def write(seconds: int) -> str:
    """Write a moment with the granularity of seconds."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
