"""Source links: what may be their names and codes, and what is told of one.

Bot API: a deep link `?start=CODE` carries 1-64 of `A-Za-z0-9_-`.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from db.links.links import LinkRow

LONGEST_NAME = 64  # characters
LONGEST_CODE = 64  # characters (Bot API)
# Codes that mean something else: to Telegram's apps an affiliate's link, to the bot an invitation.
RESERVED = ("_tgr_", "claim-", "join-", "test-")

_CODE = re.compile(r"[A-Za-z0-9_-]+")
_NO_CODE = re.compile(r"[^A-Za-z0-9]+")


class LinkMistake(StrEnum):
    """Why a name or a code cannot be."""

    NO_NAME = "no-name"
    LONG_NAME = "long-name"
    BAD_CODE = "bad-code"
    LONG_CODE = "long-code"
    RESERVED_CODE = "reserved-code"
    TAKEN_CODE = "taken-code"
    USED_CODE = "used-code"  # people came by it: another code would lose them


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A code with a name; `came`: subscribers who came by it first."""

    id: int
    code: str
    name: str
    came: int
    tag: str | None = None  # put on whoever comes by it

    @classmethod
    def from_row(cls, row: LinkRow) -> "Link":
        return cls(id=row.id, code=row.code, name=row.name, came=row.came, tag=row.tag)


class ByLink(StrEnum):
    """Those whom a figure of a link counts."""

    CAME = "came"
    HERE = "here"
    LEFT = "left"
    BLOCKED = "blocked"
    LOST = "lost"
    LATER = "later"
    ANSWERED = "answered"


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkFigures:
    """What became of those who came by a link first, in people."""

    came: int
    here: int  # subscribed
    left: int
    blocked: int
    lost: int  # out of reach, or their account is deleted
    later: int  # others, who came by it when they were known already
    answered: int  # of those who came, whoever tapped an answer button


def name_mistake(name: str) -> LinkMistake | None:
    if not name.strip():
        return LinkMistake.NO_NAME
    return LinkMistake.LONG_NAME if len(name) > LONGEST_NAME else None


def code_mistake(code: str) -> LinkMistake | None:
    if len(code) > LONGEST_CODE:
        return LinkMistake.LONG_CODE
    if not _CODE.fullmatch(code):
        return LinkMistake.BAD_CODE
    # Telegram's apps may compare without regard to case; nobody needs such a code in capitals.
    return LinkMistake.RESERVED_CODE if code.lower().startswith(RESERVED) else None


def code_from(name: str) -> str:
    """The name in letters that a code may have; empty where none of them is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    code = _NO_CODE.sub("-", plain).strip("-").lower()[:LONGEST_CODE].rstrip("-")
    return "" if code_mistake(code) else code
