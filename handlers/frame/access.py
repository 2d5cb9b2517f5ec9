"""Who is an admin, with which role; and the claim link that makes the first one.

The settings' ADMIN_IDS are owners. Without any, and with no owner in the table, whoever first sends
the claim code becomes the owner. An owner may do all that there is; an editor all but change the
team (handlers/team/team.py).
"""

import hmac
import logging
import math
import secrets
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, User

from broadcast.model.actor import Actor, require_admin, require_owner
from db.admins.admins import Admins
from db.errors import DatabaseTrouble
from db.schema.states import Role
from runtime.clock import Clock
from runtime.wake import Wake

CLAIM_PREFIX = "claim-"
_CODE_BYTES = 24  # 32 characters in a link; Telegram allows 64 with the prefix

REREAD = 2.0  # seconds; one query then, however many people write

logger = logging.getLogger(__name__)


def new_code() -> str:
    """Not to be guessed; of characters that a link may carry."""
    return secrets.token_urlsafe(_CODE_BYTES)


class Access:
    """Answers from memory; the table is read again after a change, and every few seconds, because
    the command line changes it from outside."""

    def __init__(
        self,
        admins: Admins,
        *,
        owner_ids: Collection[int],
        clock: Clock,
        new_code: Callable[[], str] = new_code,
    ) -> None:
        self._admins = admins
        self._owner_ids = frozenset(owner_ids)
        self._clock = clock
        self._new_code = new_code
        self._stored: dict[int, Role] | None = None
        self._read_at = -math.inf  # monotonic seconds
        self._begun = self._taken = 0  # readings of the table, by their number
        self._code = CLAIM_PREFIX + new_code()
        self._told: dict[int, Role] = {}
        self.rung = Wake(clock)
        """When the team was changed here; the command line rings nobody"""

    @property
    def named_in_settings(self) -> Collection[int]:
        """Owners whom only the settings can add and remove."""
        return self._owner_ids

    @property
    def known_owners(self) -> frozenset[int]:
        """As far as memory tells."""
        stored = self._stored or {}
        return self._owner_ids | {one for one, role in stored.items() if role is Role.OWNER}

    async def role(self, user_id: int) -> Role | None:
        """None for everyone but admins, and for all but the settings' owners while the table was
        never read."""
        if user_id in self._owner_ids:
            return Role.OWNER
        try:
            return (await self._from_table()).get(user_id)
        except DatabaseTrouble as trouble:
            logger.warning("cannot read the admins: %s", trouble)
            return None

    def is_known_admin(self, chat_id: int | str) -> bool:
        """Whether that is an admin's private chat, as far as memory tells: for what must not wait.

        Until the table was read once, only the settings' owners are known.
        """
        return chat_id in self._owner_ids or chat_id in (self._stored or ())

    async def actor(self, user_id: int, *, key: int | None = None) -> Actor:
        """Somebody who is about to act, with the role that they have now; `key`: the number of the
        API key that acts for them."""
        role, stored = await self.role(user_id), user_id not in self._owner_ids
        return Actor(user_id=user_id, role=role, stored=stored, key=key)

    async def require(self, user_id: int, needed: Role = Role.EDITOR) -> Actor:
        """The same for what only admins see; raises NotAllowed. An owner may do all."""
        actor = await self.actor(user_id)
        require_admin(actor)
        if needed is Role.OWNER:
            require_owner(actor)
        return actor

    async def everyone(self) -> list[int]:
        """Every admin's user id (which is the id of their private chat too)."""
        return sorted(await self.roles())

    async def roles(self) -> dict[int, Role]:
        """Every admin, those of the settings too."""
        return {**await self._from_table(), **dict.fromkeys(self._owner_ids, Role.OWNER)}

    async def unnamed_owners(self) -> list[int]:
        """Owners whom the settings' ADMIN_IDS do not name, where these name anybody."""
        if not self._owner_ids:
            return []
        owners = {one for one, role in (await self._from_table()).items() if role is Role.OWNER}
        return sorted(owners - self._owner_ids)

    async def claim_code(self) -> str | None:
        """What to send after /start to become the owner (with its prefix); None when there is one
        already."""
        return None if Role.OWNER in (await self.roles()).values() else self._code

    async def claim(self, user_id: int, code: str) -> bool:
        """Make the user the owner if the code is right and there is none yet."""
        if (
            not hmac.compare_digest(code.encode(errors="replace"), self._code.encode())
            or self._owner_ids
        ):
            return False
        claimed = await self._admins.add_first(user_id, int(self._clock.time()))
        if claimed:
            self.remember_told(user_id, Role.OWNER)
            # Should that owner be removed, the link that he knows must not bring him back.
            self._code = CLAIM_PREFIX + self._new_code()
        await self.changed()
        return claimed

    def remember_told(self, user_id: int, role: Role) -> None:
        """It happens in the chat with them, and is answered there."""
        self._told[user_id] = role

    def was_told(self, user_id: int, role: Role) -> bool:
        """Whether a new admin knows of it; asked once."""
        return self._told.pop(user_id, None) is role

    async def changed(self) -> None:
        """The table is another one: from here on nobody has the role that they had."""
        self._read_at = -math.inf
        await self._from_table()
        self.rung.ring()

    async def _from_table(self) -> dict[int, Role]:
        now, known = self._clock.monotonic(), self._stored
        if known is not None and now < self._read_at + REREAD:
            return known
        before, self._read_at = self._read_at, now  # who comes meanwhile need not read it, too
        self._begun += 1
        reading = self._begun
        try:
            roles = await self._admins.roles()
        except DatabaseTrouble:
            self._read_at = before
            if known is None:
                raise
            return known
        if self._stored is None or reading > self._taken:  # else it was read anew meanwhile
            self._taken = reading
            self._stored = {user_id: Role(role) for user_id, role in roles.items()}
        return self._stored


class RoleMiddleware(BaseMiddleware):
    """Gives every update the `role` of who sent it."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        user: User | None = data.get("event_from_user")
        data["role"] = None if user is None else await self._access.role(user.id)
        return await handler(event, data)
