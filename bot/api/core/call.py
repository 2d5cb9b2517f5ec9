"""One call: what was given with it, and how it is done once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.api.core.caller import Caller
from bot.api.core.mandate import Answer, Mandate, Telling
from bot.api.core.office import Office
from bot.api.core.shapes.base import Asked, Told
from broadcast.doors.doors import Doors
from db.connection.escorted import EscortedDatabase
from db.schema.states import ApiRight

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """`numbers`: those in the path, by name."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    query: Asked | None = None
    body: Asked | None = None

    def asked(self, shape: type[Shape]) -> Shape:
        """The body, or the query."""
        found = next((one for one in (self.body, self.query) if isinstance(one, shape)), None)
        if found is None:
            raise TypeError(f"no {shape.__name__} was given")
        return found


class Call:
    """What is asked of `doors` is written by the call's own mandate."""

    def __init__(self, office: Office, caller: Caller, mandate: Mandate) -> None:
        self.office = office
        self.actor = caller.actor
        self.caller = caller
        self._mandate = mandate
        self._database = EscortedDatabase(office.database, mandate)

    @cached_property
    def doors(self) -> Doors:
        """Made for who writes alone: it takes longer than many a thing that is only read."""
        return self.office.doors_over(self._database)

    @property
    def now(self) -> int:
        return int(self.office.clock.time())

    async def once(self, status: int, telling: Telling, work: Awaitable[object]) -> Answer:
        """What its first transaction tells; of work without any, in one of its own."""
        self._mandate.tells(status, telling)
        await work
        if self._mandate.answer is None:
            async with self._database.write():
                pass
        answer = self._mandate.answer
        if answer is None:
            raise RuntimeError("a transaction ended without its answer")
        return answer


def told(view: Told) -> Answer:
    """Of what is only read."""
    return Answer(200, view.dump())


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Something that can be asked for.

    rights  any of them will do
    body    what comes along; None: nothing
    tells   the shape of the answer
    once    whether an Idempotency-Key counts: it changes something
    """

    name: str
    does: Callable[[Call, Given], Awaitable[Answer]]
    rights: Sequence[ApiRight]
    tells: type[Told]
    summary: str
    body: type[Asked] | None = None
    query: type[Asked] | None = None
    status: int = 200
    once: bool = True
    refusals: Sequence[int] = ()  # statuses beside those that every call may meet

    def told_as(self) -> Any:
        return self.tells
