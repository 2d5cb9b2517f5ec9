"""Who is an admin, with which role; and the claim link that makes the first one.

The settings' ADMIN_IDS are owners. Without any, and with nobody in the table, whoever first sends
the claim code becomes the owner.
"""

import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection
from enum import StrEnum
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, User

from broadcast.clock import Clock
from db.admins import Admins
from db.errors import DatabaseTrouble

CLAIM_PREFIX = "claim-"
_CODE_BYTES = 24  # 32 characters in a link; Telegram allows 64 with the prefix

logger = logging.getLogger(__name__)


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"


class NotAllowed(Exception):
    """Only admins may do this."""


def new_claim_code() -> str:
    """Not to be guessed; of characters that a link may carry."""
    return secrets.token_urlsafe(_CODE_BYTES)


class Access:
    """Answers from memory; the table is read once, and again after a change."""

    def __init__(
        self,
        admins: Admins,
        *,
        owner_ids: Collection[int],
        clock: Clock,
        new_code: Callable[[], str] = new_claim_code,
    ) -> None:
        self._admins = admins
        self._owner_ids = frozenset(owner_ids)
        self._clock = clock
        self._stored: dict[int, Role] | None = None
        self._code = CLAIM_PREFIX + new_code()

    async def role(self, user_id: int) -> Role | None:
        """None for everyone but admins, and for all but the settings' owners while the table
        cannot be read."""
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

    async def require(self, user_id: int) -> Role:
        """The role of somebody who is about to act; raises NotAllowed."""
        role = await self.role(user_id)
        if role is None:
            raise NotAllowed(f"user {user_id} is no admin")
        return role

    async def everyone(self) -> list[int]:
        """Every admin's user id (which is the id of their private chat too)."""
        return sorted(self._owner_ids | set(await self._from_table()))

    async def claim_code(self) -> str | None:
        """What to send after /start to become the owner (with its prefix); None when there is an
        admin already."""
        return None if await self.everyone() else self._code

    async def claim(self, user_id: int, code: str) -> bool:
        """Make the user the owner if the code is right and there is no admin yet."""
        if not hmac.compare_digest(code.encode(), self._code.encode()) or self._owner_ids:
            return False
        claimed = await self._admins.add_first(user_id, int(self._clock.time()))
        self._stored = None
        return claimed

    async def _from_table(self) -> dict[int, Role]:
        if self._stored is None:
            roles = await self._admins.roles()
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
