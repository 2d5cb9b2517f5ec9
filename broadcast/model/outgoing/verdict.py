"""What an address made of an event. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from runtime.outside import Answer

TAKEN = range(200, 300)
LONGEST_WAIT = 43_200.0  # seconds; who asks for more is asked again before
HTTP = "http"  # the first word of a code that a status follows


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """`why`: "" when it was taken, "http 503", or a code of runtime.outside.WhyNot."""

    why: str = ""
    gone: bool = False  # it asks for no events any more
    wait: float = 0.0  # seconds for which it asks

    @property
    def taken(self) -> bool:
        return not self.why


def verdict_of(answer: Answer, *, now: float) -> Verdict:
    """Anything but a success means that it comes again; `now`: Unix time, for a date to wait for.

    Standard Webhooks: 410 asks for no more of them, 429 and 503 may say how long to wait.
    """
    if answer.status in TAKEN:
        return Verdict()
    return Verdict(
        why=f"{HTTP} {answer.status}",
        gone=answer.status == HTTPStatus.GONE,
        wait=wait_of(answer.headers, now=now),
    )


def wait_of(headers: Mapping[str, str], *, now: float) -> float:
    """Retry-After (RFC 9110): seconds, or a date. What cannot be read asks for nothing."""
    asked = headers.get("retry-after", "").strip()
    try:
        seconds = float(asked) if asked.isascii() and asked.isdigit() else _until(asked) - now
    except (ValueError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else 0.0


def _until(date: str) -> float:
    return parsedate_to_datetime(date).timestamp()
