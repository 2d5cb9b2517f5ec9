"""The team: inviting by one-time links, and removing. Only owners may, and each act asks it.

A link carries a code that cannot be guessed. The database has a hash of it, so that neither a
backup nor a stored window opens a door, and one statement makes it used.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from broadcast.model.actor import Actor, require_owner
from db.admins.admins import Admins, Changed
from db.admins.invites import InviteRow, Invites
from db.schema.states import Role
from handlers.frame.access import Access, new_code
from handlers.team.guesses import Guesses
from runtime.clock import Clock

INVITE_PREFIX = "join-"
VALID = 86_400  # seconds
MOST_OPEN = 10  # links at a time

logger = logging.getLogger("handlers.frame.access")


class TooManyLinks(Exception):
    """Revoke one of the open ones first."""


class Opened(StrEnum):
    """What a link was when somebody opened it."""

    JOINED = "joined"
    ALREADY = "already"  # has that role, or a higher one; the link stays open
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"  # a made-up code, or too many of them: nobody learns what it is for


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """A link that was just made; its code is nowhere else."""

    id: int
    code: str  # for ?start=
    role: Role
    expires_at: int  # Unix seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    result: Opened
    role: Role | None = None  # the one that the link gives
    invited_by: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """`fixed`: named in the settings, and only removed there."""

    user_id: int
    role: Role
    fixed: bool


class Team:
    """What owners may do, and what a link does."""

    def __init__(
        self,
        admins: Admins,
        invites: Invites,
        access: Access,
        clock: Clock,
        make_code: Callable[[], str] = new_code,
    ) -> None:
        self._admins = admins
        self._invites = invites
        self._access = access
        self._clock = clock
        self._make_code = make_code
        self._guesses = Guesses(clock)

    async def members(self, *, by: Actor) -> list[Member]:
        """Owners first; raises NotAllowed, like all that says `by`."""
        require_owner(by)
        fixed = self._access.named_in_settings
        found = [Member(user_id=one, role=Role.OWNER, fixed=True) for one in sorted(fixed)]
        return found + [
            Member(user_id=row.user_id, role=Role(row.role), fixed=False)
            for row in await self._admins.every()
            if row.user_id not in fixed
        ]

    async def remove(self, user_id: int, *, by: Actor) -> Changed:
        """The settings' owners stay, and so does the last one."""
        require_owner(by)
        changed = await self._admins.remove(
            user_id, owner_elsewhere=bool(self._access.named_in_settings)
        )
        await self._access.changed()
        if changed is Changed.DONE:
            logger.warning("user %s is no admin any more, by %s", user_id, by.user_id)
        return changed

    async def invite(self, role: Role, *, by: Actor) -> Invitation:
        """Raises TooManyLinks."""
        require_owner(by)
        code, now = INVITE_PREFIX + self._make_code(), self._now()
        number = await self._invites.add(
            _hashed(code), role, by=by.user_id, now=now, expires_at=now + VALID, most=MOST_OPEN
        )
        if number is None:
            raise TooManyLinks(f"{MOST_OPEN} links are open")
        logger.warning("user %s made link %d for an %s", by.user_id, number, role)
        return Invitation(id=number, code=code, role=role, expires_at=now + VALID)

    async def open_links(self, *, by: Actor) -> Sequence[InviteRow]:
        require_owner(by)
        return await self._invites.open_ones(self._now())

    async def revoke(self, invite_id: int, *, by: Actor) -> bool:
        """False when it was open no more."""
        require_owner(by)
        revoked = await self._invites.revoke(invite_id, self._now())
        if revoked:
            logger.warning("user %s revoked link %d", by.user_id, invite_id)
        return revoked

    async def open(self, code: str, user_id: int) -> Opening:
        """Somebody opened a link in the private chat; this makes an admin of them."""
        found = await self._look_up(code, user_id)
        if found is None:
            return Opening(result=Opened.UNKNOWN)
        offered, role = Role(found.role), await self._access.role(user_id)
        opening = Opening(result=Opened.JOINED, role=offered, invited_by=found.created_by)
        if role in (offered, Role.OWNER):
            return Opening(result=Opened.ALREADY, role=role)
        if await self._access.role(found.created_by) is not Role.OWNER:
            return Opening(result=Opened.REVOKED)  # what a former owner promised
        if not await self._invites.use(found.id, user_id, self._now()):
            again = await self._invites.find(_hashed(code))
            return Opening(result=_ended(again or found))
        self._access.remember_told(user_id, offered)
        await self._access.changed()
        logger.warning(
            "user %s is an %s now, by link %d of %s", user_id, offered, found.id, found.created_by
        )
        return opening

    async def spoil(self, code: str, user_id: int) -> bool:
        """It was shown where others see it, so it opens nothing any more; False: no such code."""
        found = await self._look_up(code, user_id)
        if found is not None:
            await self._invites.revoke(found.id, self._now())
            logger.warning("link %d was shown in a group and is revoked", found.id)
        return found is not None

    async def _look_up(self, code: str, user_id: int) -> InviteRow | None:
        if self._guesses.too_many(user_id):
            return None
        found = await self._invites.find(_hashed(code))
        if found is None:
            self._guesses.wrong(user_id)
            logger.warning("user %s tried a link that never was", user_id)
        return found

    def _now(self) -> int:
        return int(self._clock.time())


def _hashed(code: str) -> str:
    """Plain SHA-256 will do: the code has 192 random bits, so there is nothing to be guessed."""
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()


def _ended(invite: InviteRow) -> Opened:
    return Opened.EXPIRED if invite.ended is None else Opened(invite.ended)
