"""Where a page begins: by what stood last on the one before, so that nothing is left out."""

from bot.api.core.refusals import Refused
from bot.api.core.shapes.base import MOST_NUMBER

DIGITS = 16


def below(cursor: str | None) -> int:
    """For what is told from the newest on."""
    return MOST_NUMBER if cursor is None else _read(cursor)


def above(cursor: str | None) -> int:
    """For what is told from the first on."""
    return 0 if cursor is None else _read(cursor)


def _read(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= DIGITS):
        raise Refused(
            status=422, code="bad_cursor", detail="Give as cursor what the last page gave as next."
        )
    return int(cursor)
