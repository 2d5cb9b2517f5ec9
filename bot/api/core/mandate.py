"""By which right something is written, and what is told of it: both stand or fall with it.

Each transaction of a call begins with a look at the key. Where the call bears an Idempotency-Key,
what is answered is written in the transaction of what was asked for, the first one: whoever asks
the same again, however often and whenever, gets the same answer and nothing is done twice.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.refusals import Refused
from broadcast.model.outside.key import ApiKey
from db.api import keys, requests
from db.api.requests import AnsweredRow
from runtime.clock import Clock

KEPT = 7 * 86_400  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """`key`: the Idempotency-Key; `hash`: of all that was asked for."""

    key: str
    hash: str


class Answer(NamedTuple):
    """`body`: JSON."""

    status: int
    body: str


class AnsweredBefore(Exception):
    """The same was asked for, and done: that is the answer."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("it was done before")
        self.answer = answer


Telling = Callable[[AsyncConnection], Awaitable[str]]
"""Gives what is answered as JSON, by what the transaction has made"""


class Mandate:
    """Goes along with each transaction of one call (db/connection/escorted.py)."""

    def __init__(self, key: ApiKey, asked: Asked | None, clock: Clock) -> None:
        self._key = key
        self._asked = asked
        self._clock = clock
        self._status = 200
        self._telling: Telling | None = None
        self._answer: Answer | None = None

    def tells(self, status: int, telling: Telling) -> None:
        """What the first transaction from now on is answered with."""
        self._status, self._telling = status, telling

    @property
    def answer(self) -> Answer | None:
        """What a transaction has told."""
        return self._answer

    async def before(self, connection: AsyncConnection) -> None:
        """Raises Refused, or AnsweredBefore."""
        row = await keys.get(connection, self._key.id)
        if row is None or not ApiKey.from_row(row).works(self._clock.time()):
            raise key_over()
        if self._answer is None:
            await self.look(connection)

    async def look(self, connection: AsyncConnection) -> None:
        """Raises AnsweredBefore; or Refused where the key was another question's."""
        if self._asked is None:
            return
        row = await requests.find(connection, self._key.id, self._asked.key)
        if row is None:
            return
        if row.asked != self._asked.hash:
            raise Refused(
                status=409,
                code="idempotency_key_reused",
                detail="This Idempotency-Key came with something else before.",
            )
        raise AnsweredBefore(Answer(row.status, row.answer))

    async def after(self, connection: AsyncConnection) -> None:
        if self._telling is None or self._answer is not None:
            return
        answer = Answer(self._status, await self._telling(connection))
        if self._asked is not None:
            now = int(self._clock.time())
            row = AnsweredRow(asked=self._asked.hash, status=answer.status, answer=answer.body)
            await requests.sweep(connection, before=now - KEPT)
            await requests.keep(connection, self._key.id, self._asked.key, row, now=now)
        self._answer = answer


def key_over() -> Refused:
    return Refused(status=401, code="key_over", detail="This key was revoked, or has expired.")
