"""Keys of the HTTP API: owners make them and take them back; each is shown once."""

import logging
from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from broadcast.model.actor import Actor, require_owner
from broadcast.model.outside.key import (
    LONGEST_NAME,
    MOST,
    SHOWN,
    ApiKey,
    hash_of,
    new_secret,
    stored,
    token_of,
)
from db.api import keys
from db.api.keys import NewKeyRow
from db.connection.database import Database
from db.knowledge.names import Name
from db.schema.states import ApiRight
from runtime.clock import Clock

USED_TO = 60  # seconds: how exactly it is kept when a key was used

logger = logging.getLogger(__name__)


class KeyRefused(StrEnum):
    """Why there is no new key."""

    BAD_NAME = "bad-name"  # empty, or too long
    NO_RIGHTS = "no-rights"
    FULL = "full"


class NewKey(NamedTuple):
    """`token` is nowhere else, and is not told again."""

    id: int
    token: str


class ApiKeys:
    """`find` is asked with what came along with a call; all else is for owners."""

    def __init__(
        self, database: Database, clock: Clock, secret: Callable[[], str] = new_secret
    ) -> None:
        self._database = database
        self._clock = clock
        self._secret = secret

    async def add(
        self,
        typed: str,
        rights: Collection[ApiRight],
        *,
        bot_id: int,
        per_minute: int,
        expires_at: int | None,
        by: Actor,
    ) -> NewKey | KeyRefused:
        """`per_minute`: calls; `expires_at`: Unix seconds, None: never."""
        require_owner(by)
        name = Name.read(typed)
        if not name.fits(LONGEST_NAME):
            return KeyRefused.BAD_NAME
        if not rights:
            return KeyRefused.NO_RIGHTS
        token = token_of(bot_id, self._secret())
        new = NewKeyRow(
            name=name.text,
            key_hash=hash_of(token),
            hint=token[-SHOWN:],
            rights=stored(rights),
            per_minute=per_minute,
            expires_at=expires_at,
        )
        async with self._database.write() as connection:
            if await keys.count(connection) >= MOST:
                return KeyRefused.FULL
            number = await keys.add(connection, new, by=by.user_id, now=self._now())
        logger.info("API key %d is new, by %d: %s", number, by.user_id, stored(rights))
        return NewKey(number, token)

    async def page(self, *, offset: int, limit: int, by: Actor) -> tuple[Sequence[ApiKey], int]:
        """Those that are not revoked, the newest first, and how many they are."""
        require_owner(by)
        async with self._database.read() as connection:
            rows, count = await keys.page(connection, offset=offset, limit=limit)
        return [ApiKey.from_row(row) for row in rows], count

    async def get(self, key_id: int, *, by: Actor) -> ApiKey | None:
        """None when it never was, or is revoked."""
        require_owner(by)
        async with self._database.read() as connection:
            row = await keys.get(connection, key_id)
        return None if row is None or row.revoked_at is not None else ApiKey.from_row(row)

    async def revoke(self, key_id: int, *, by: Actor) -> bool:
        """False when it is revoked already. Whatever is asked for with it and has not begun to be
        written is not done any more."""
        require_owner(by)
        async with self._database.write() as connection:
            revoked = await keys.revoke(connection, key_id, now=self._now())
        if revoked:
            logger.info("API key %d is revoked, by %d", key_id, by.user_id)
        return revoked

    async def find(self, token: str) -> ApiKey | None:
        """Whatever became of it; None: there never was such a key."""
        async with self._database.read() as connection:
            row = await keys.by_hash(connection, hash_of(token))
        return None if row is None else ApiKey.from_row(row)

    async def name_of(self, key_id: int) -> str:
        """Of a revoked one, too; "" of one that never was."""
        async with self._database.read() as connection:
            row = await keys.get(connection, key_id)
        return "" if row is None else row.name

    async def note_use(self, key: ApiKey) -> None:
        """To the minute."""
        async with self._database.write() as connection:
            await keys.note_use(connection, key.id, now=self._now() // USED_TO * USED_TO)

    def _now(self) -> int:
        return int(self._clock.time())
