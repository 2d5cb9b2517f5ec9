"""A number of people at random, or a share of them, as an admin types it: `500`, `10 %`."""

import re
from dataclasses import dataclass

MOST = 1_000_000_000  # people

_SHARE = re.compile(r"(\d{1,3})\s*%", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """One of the two."""

    percent: int | None = None
    count: int | None = None


def read_share(text: str) -> Drawn | None:
    """None for anything else."""
    words = text.strip()
    if found := _SHARE.fullmatch(words):
        percent = int(found[1])
        return Drawn(percent=percent) if 1 <= percent <= 99 else None
    digits = "".join(words.split())
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > len(str(MOST)):
        return None
    count = int(digits)
    return Drawn(count=count) if 1 <= count <= MOST else None
