"""Source links: who made which, and what became of those who came by one."""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.standstill import forget_leftovers
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import LinkRefused, NoSuchLink
from broadcast.model.links.link import (
    LONGEST_CODE,
    ByLink,
    Link,
    LinkFigures,
    LinkMistake,
    code_from,
    code_mistake,
    name_mistake,
)
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from db.links import links, people, visits
from db.links.visits import Visit
from db.people.whom import Person
from db.schema.states import SubscriberState
from runtime.clock import Clock

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
CODE_LENGTH = 8
MOST_ALIKE = 20  # codes from one name before it is left to chance
_S = SubscriberState

_STATES: Mapping[ByLink, tuple[str, ...] | None] = {
    ByLink.CAME: None,
    ByLink.HERE: (_S.ACTIVE,),
    ByLink.LEFT: (_S.UNSUBSCRIBED,),
    ByLink.BLOCKED: (_S.BLOCKED,),
    ByLink.LOST: (_S.UNREACHABLE, _S.DEACTIVATED),
}

logger = logging.getLogger(__name__)


def random_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class Links:
    """`make_code` gives a code that nobody else has, for a name without usable letters."""

    def __init__(
        self, database: Database, clock: Clock, make_code: Callable[[], str] = random_code
    ) -> None:
        self._database = database
        self._clock = clock
        self._make_code = make_code
        self._visits = GroupCommit[Visit, None](self._note)

    async def add(self, name: str, *, by: Actor) -> Link:
        """A link whose code is made from its name. Raises LinkRefused."""
        require_admin(by)
        name = _checked_name(name)
        async with self._database.write() as connection:
            for code in self._codes(name):
                number = await links.add(
                    connection, code=code, name=name, by=by.user_id, now=self._now()
                )
                if number is not None:
                    logger.info("link %d is made, by %d", number, by.user_id)
                    return Link(id=number, code=code, name=name, came=0)
        raise LinkRefused(LinkMistake.TAKEN_CODE)

    async def rename(self, link_id: int, name: str, *, by: Actor) -> None:
        """Raises LinkRefused, NoSuchLink."""
        require_admin(by)
        name = _checked_name(name)
        async with self._database.write() as connection:
            if not await links.rename(connection, link_id, name):
                raise NoSuchLink(f"there is no link {link_id}")

    async def change_code(self, link_id: int, code: str, *, by: Actor) -> None:
        """While nobody has come by it. Raises LinkRefused, NoSuchLink."""
        require_admin(by)
        if (mistake := code_mistake(code)) is not None:
            raise LinkRefused(mistake)
        async with self._database.write() as connection:
            link = await _found(connection, link_id)
            if link.code == code:
                return
            if link.came:
                raise LinkRefused(LinkMistake.USED_CODE)
            if not await links.change_code(connection, link_id, code):
                raise LinkRefused(LinkMistake.TAKEN_CODE)

    async def set_tag(self, link_id: int, tag_id: int | None, *, by: Actor) -> None:
        """For whoever comes by it from now on. Raises NoSuchLink."""
        require_admin(by)
        async with self._database.write() as connection:
            if not await links.set_tag(connection, link_id, tag_id):
                raise NoSuchLink(f"there is no link {link_id}")

    async def delete(self, link_id: int, *, by: Actor) -> None:
        """Whoever came by it keeps its code as their source; one that is gone is fine."""
        require_admin(by)
        async with self._database.write() as connection:
            if await links.delete_one(connection, link_id):
                logger.info("link %d is deleted, by %d", link_id, by.user_id)
        await forget_leftovers(self._database, self._clock)

    async def get(self, link_id: int) -> Link:
        """Raises NoSuchLink."""
        async with self._database.read() as connection:
            return await _found(connection, link_id)

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[Link], int]:
        """Newest first, and how many there are in all."""
        async with self._database.read() as connection:
            rows, count = await links.page(connection, offset=offset, limit=limit)
        return [Link.from_row(row) for row in rows], count

    async def figures(self, link: Link) -> LinkFigures:
        """Counted now, by a reader that keeps nobody waiting."""
        async with self._database.read() as connection:
            by_state = await visits.came_by(connection, link.code)
            later = await visits.came_later(connection, link.id)
            answered = await visits.answered(connection, link.code)
        came = sum(by_state.values())
        here, left = by_state.get(_S.ACTIVE, 0), by_state.get(_S.UNSUBSCRIBED, 0)
        blocked = by_state.get(_S.BLOCKED, 0)
        return LinkFigures(
            came=came,
            here=here,
            left=left,
            blocked=blocked,
            lost=came - here - left - blocked,
            later=later,
            answered=answered,
        )

    async def people(
        self, link: Link, which: ByLink, *, offset: int, limit: int
    ) -> Sequence[Person]:
        """Some of those whom a figure counts, the first who came first."""
        page = {"offset": offset, "limit": limit}
        async with self._database.read() as connection:
            if which is ByLink.LATER:
                return await people.who_came_later(connection, link.id, **page)
            if which is ByLink.ANSWERED:
                return await people.who_answered(connection, link.code, **page)
            states = _STATES[which]
            return await people.who_came(connection, link.code, states=states, **page)

    async def other_codes(self, *, limit: int) -> tuple[Sequence[tuple[str, int]], int]:
        """Codes that are no link's, with how many came by each; and how many codes there are."""
        async with self._database.read() as connection:
            return await visits.other_codes(connection, limit=limit)

    async def visited(self, chat_id: int, code: str, *, is_first: bool = False) -> None:
        """A subscriber came by that code, which may be no link's; `is_first`: became one by it."""
        await self._visits.do(Visit(chat_id, code, self._now(), is_first))

    async def _note(self, asked: Sequence[Visit]) -> list[None]:
        """Looked at before anything is locked: most codes are no link's, or nothing new."""
        async with self._database.read() as connection:
            known = await visits.known_codes(connection, {one.code for one in asked})
        later = [one for one in asked if one.code in known and not one.is_first]
        tagged = [one for one in asked if known.get(one.code)]
        if later or tagged:
            async with self._database.write() as connection:
                if later:
                    await visits.note(connection, later)
                if tagged:
                    await visits.tag(connection, tagged)
        return [None] * len(asked)

    def _codes(self, name: str) -> Sequence[str]:
        """In the order in which they are tried."""
        made = code_from(name)
        if not made:
            return [self._make_code()]
        numbered = [
            f"{made[: LONGEST_CODE - len(str(number)) - 1]}-{number}"
            for number in range(2, MOST_ALIKE + 1)
        ]
        return [made, *numbered, self._make_code()]

    def _now(self) -> int:
        return int(self._clock.time())


def _checked_name(name: str) -> str:
    """On one line. Raises LinkRefused."""
    name = " ".join(name.split())
    if (mistake := name_mistake(name)) is not None:
        raise LinkRefused(mistake)
    return name


async def _found(connection: AsyncConnection, link_id: int) -> Link:
    row = await links.find(connection, link_id)
    if row is None:
        raise NoSuchLink(f"there is no link {link_id}")
    return Link.from_row(row)
