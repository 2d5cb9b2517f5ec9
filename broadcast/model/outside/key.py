"""A key of the HTTP API: what it looks like, what it may do, and until when.

It names the bot that it is for, since several may be served behind one address. Of the key itself
only its hash is kept: 256 random bits need no slow one, and whoever looks a hash up learns nothing
from how long that takes.
"""

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from db.api.keys import ApiKeyRow
from db.schema.states import ApiRight

SECRET_BYTES = 32
SHOWN = 4  # of its last letters, to tell it from others
LONGEST_NAME = 32  # characters
MOST = 50  # keys that work
PER_MINUTE = (10, 60, 300)  # calls, to choose from

_FORM = re.compile(r"hk_(\d{1,19})_[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKey:
    """Moments are Unix seconds."""

    id: int
    name: str
    hint: str
    rights: frozenset[ApiRight]
    per_minute: int
    created_by: int
    created_at: int
    expires_at: int | None  # None: it never does
    revoked_at: int | None
    used_at: int | None

    @classmethod
    def from_row(cls, row: ApiKeyRow) -> Self:
        """A right that is not known any more is none."""
        return cls(
            id=row.id,
            name=row.name,
            hint=row.hint,
            rights=frozenset(right for right in ApiRight if right in row.rights.split()),
            per_minute=row.per_minute,
            created_by=row.created_by,
            created_at=row.created_at,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
            used_at=row.used_at,
        )

    def works(self, now: float) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


def new_secret() -> str:
    """Not to be guessed."""
    return secrets.token_urlsafe(SECRET_BYTES)


def token_of(bot_id: int, secret: str) -> str:
    """What is shown once, and sent with each call."""
    return f"hk_{bot_id}_{secret}"


def bot_of(token: str) -> int | None:
    """Which bot it is for; None: no key looks like that."""
    found = _FORM.fullmatch(token)
    return None if found is None else int(found[1])


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def stored(rights: Collection[ApiRight]) -> str:
    return " ".join(right.value for right in ApiRight if right in rights)
