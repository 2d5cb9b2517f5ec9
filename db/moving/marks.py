"""What a database says of its move, in the place where every Herald looks first: its version.

So a bot is not started with it by mistake, by an earlier version neither. Which database it was
moved to stands in `engine_memory`.
"""

from enum import StrEnum

from db.errors import DatabaseMoved
from db.schema.metadata import HEAD

MOVED_TO = "moved_to"  # keys of engine_memory; they are not moved themselves
MOVED_FROM = "moved_from"
MOVED_EPOCH = "moved_epoch"  # the last one of its owners

MOVING, MOVED = "moving-", "moved-"


class Mark(StrEnum):
    """The version of the tables while, and after, it is moved."""

    MOVING = f"{MOVING}{HEAD}"
    MOVED = f"{MOVED}{HEAD}"


def is_moved(stored: str | None) -> bool:
    """Whether a version is such a mark, of this Herald or of another one."""
    return stored is not None and stored.startswith((MOVING, MOVED))


def refuse_moved(name: str, stored: str | None, moved_to: str | None) -> None:
    """Raises DatabaseMoved for a version that is such a mark."""
    where = moved_to or "another place"
    if stored is not None and stored.startswith(MOVING):
        raise DatabaseMoved(
            f"{name} was being moved to {where} when that was interrupted: give the same "
            "`herald move` again, or `herald move --stay` for this one to be used after all"
        )
    if stored is not None and stored.startswith(MOVED):
        raise DatabaseMoved(
            f"{name} was moved to {where}: set DATABASE_URL to that. (`herald move --stay` if this "
            "one is to be used again, and that one never.)"
        )
