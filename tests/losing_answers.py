"""A database that a line is cut to, again and again: before a transaction, or as it commits."""

import random
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.errors import DatabaseTrouble

T = TypeVar("T")


class LosingAnswers(Database):
    """Of the ledger's transactions some are not made, and of some the answer is lost: they are
    committed, and nobody hears of it."""

    def __init__(self, inner: Database, chance: random.Random, *, share: float) -> None:
        super().__init__(inner.url)
        self._inner = inner
        self._chance = chance
        self.share = share
        self.lost = 0
        self._next_is_lost = False

    def lose_next(self) -> None:
        """The next transaction is made, and nobody hears of it."""
        self._next_is_lost = True

    def write(self, *, tries: int = 1) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._inner.write(tries=tries)

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        roll = self._chance.random()
        if roll < self.share / 4:
            raise DatabaseTrouble("the line is cut")
        done = await self._inner.transact(work)
        if roll < self.share or self._next_is_lost:
            self.lost += 1
            self._next_is_lost = False
            raise DatabaseTrouble("the line was cut as it was committed")
        return done

    def hurry(self) -> None:
        self._inner.hurry()

    def read(self, *, within: float | None = None) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._inner.read(within=within)

    async def look(self) -> None:
        await self._inner.look()

    async def close(self) -> None:
        """It is whoever's who has opened it."""
