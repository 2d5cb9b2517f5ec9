"""One node: says that it is there, begins what is given to it, ends what is taken from it, and
shares out, with all others, what nobody has.

All of it happens twice a second over one connection. When the database is away nothing can be said,
so the leases run out, and the bots stand still with all that they know; when it is back they go on,
unless they were given to somebody else meanwhile.
"""

import logging
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from psycopg import AsyncConnection

from bot.fleet.duties import Duties
from bot.fleet.register import tables
from bot.fleet.register.book import Book, Page, Standing
from bot.fleet.register.line import Line
from bot.fleet.routes import Routes
from bot.fleet.rules import BEAT, Give, HandOver, JobState, Node, Watch, Withdraw, assign
from bot.fleet.serving import Serving
from db.connection.postgresql.pool import PostgresPool
from db.errors import DatabaseTrouble, NoAnswer
from runtime.clock import Clock
from runtime.lease import awake_or_not

logger = logging.getLogger(__name__)


class NameTaken(Exception):
    """Another node has this one's name, and is alive."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Me:
    """`address`: where other nodes reach this one, if they do."""

    name: str
    address: str | None
    version: str


class FleetNode:
    """`join`, then `run_forever`; at the end `leave`."""

    def __init__(
        self,
        me: Me,
        line: Line,
        duties: Duties,
        serving: Serving,
        routes: Routes,
        clock: Clock,
        pool: PostgresPool,
    ) -> None:
        self._me = me
        self._line = line
        self._duties = duties
        self._serving = serving
        self._routes = routes
        self._clock = clock
        self._pool = pool
        self._watch = Watch()
        self._worker = 0
        self._leaving = False
        self._away = False

    async def join(self) -> None:
        """Raises NameTaken, or DatabaseTrouble."""
        await self._wait_for_the_name()
        async with self._line.connection() as connection:
            book = await Book.over(connection)
            await self._sign_on(book)
            await book.enable(self._serving.known)

    async def run_forever(self) -> None:
        """Raises NameTaken; DatabaseTooNew when a newer node has changed what this one says."""
        while True:
            began = self._clock.monotonic()
            try:
                await self._turn()
            except DatabaseTrouble as trouble:
                if isinstance(trouble, NoAnswer):
                    await self._pool.is_silent()
                elif not self._away:
                    await self._refuse_newer()
                self._is_away(trouble)
            else:
                self._pool.answers()
                self._is_away(None)
            await self._clock.sleep(BEAT - (self._clock.monotonic() - began))

    async def _refuse_newer(self) -> None:
        with suppress(DatabaseTrouble):  # it is really away
            async with self._line.connection() as connection:
                await tables.refuse_newer(connection)

    def _is_away(self, trouble: DatabaseTrouble | None) -> None:
        """Told once each way."""
        away, self._away = self._away, trouble is not None
        if trouble is not None and not away:
            logger.error("the database is away, soon no bot sends anything: %s", trouble)
        elif trouble is None and away:
            logger.info("the database is back")

    async def changed(self, bots: Collection[int]) -> None:
        """There are other tokens, or the same: whoever was refused is tried once more."""
        async with self._line.connection() as connection:
            await (await Book.over(connection)).enable(bots)

    async def leave(self) -> None:
        """All bots drain at once, and each one is another node's as soon as it has."""
        self._leaving = True
        try:
            await self._turn()
        except DatabaseTrouble as trouble:
            logger.warning("the others learn late that this node leaves: %s", trouble)
        await self._serving.end_all()
        try:
            async with self._line.connection() as connection:
                await self._share_out(connection, {})
                await (await Book.over(connection)).sign_off(self._me.name, self._worker)
        except DatabaseTrouble as trouble:
            logger.warning("the others learn late that this node is gone: %s", trouble)

    async def _wait_for_the_name(self) -> None:
        """One of that name may have been killed a moment ago. Raises NameTaken."""
        watch, first = Watch(), None
        while True:
            async with self._line.connection() as connection:
                page = await (await Book.over(connection)).read()
            mine = next((one for one in page.nodes if one.name == self._me.name), None)
            if mine is None or mine.worker is None:
                return
            if first is None:
                first = mine.beat
                logger.info("a node %s was there a moment ago: is it still?", mine.name)
            if mine.beat != first:
                raise NameTaken(_taken(mine))
            if silent := watch.look(self._clock.monotonic(), {mine.worker: mine.beat}):
                await self._forget(silent)
                return
            await self._clock.sleep(BEAT)

    async def _forget(self, silent: Mapping[int, object]) -> None:
        """What it served is nobody's: there may be no other node to see that."""
        async with self._line.connection() as connection:
            await (await Book.over(connection)).forget(silent)

    async def _sign_on(self, book: Book) -> None:
        self._worker = await book.sign_on(
            self._me.name,
            address=self._me.address,
            version=self._me.version,
            bots=self._serving.able,
        )

    async def _turn(self) -> None:
        begun = awake_or_not()
        async with self._line.connection() as connection:
            book = await Book.over(connection)
            heard = await book.beat(
                self._me.name, self._worker, leaving=self._leaving, bots=self._serving.able
            )
            page = await book.read()
            if not heard:
                await self._come_back(book, page)
                return
            self._renew(page, begun)
            self._routes.know(page)
            silent = self._watch.look(self._clock.monotonic(), _beats(page, self._worker))
            await self._serving.tidy(book)
            if not self._leaving:
                await self._take_up(book, begun)
            await self._share_out(connection, silent)

    async def _come_back(self, book: Book, page: Page) -> None:
        """It stood still for so long that the others took it for gone. Raises NameTaken."""
        for duty in self._duties.all():
            duty.lose("this node stood still, and the bot was given to another")
        mine = next((one for one in page.nodes if one.name == self._me.name), None)
        if mine is not None and mine.worker not in (None, self._worker):
            raise NameTaken(_taken(mine))
        logger.warning("the others took this node for gone; it is back")
        await self._sign_on(book)

    def _renew(self, page: Page, begun: float) -> None:
        """The leases of what is this node's; what is not any more is lost."""
        states = {
            job.id: job.state for job in page.jobs if page.workers.get(job.id) == self._worker
        }
        for duty in self._duties.all():
            if duty.job not in states:
                if not duty.ending:
                    duty.lose("its job was taken away")
                continue
            duty.lease.renew(begun)
            if states[duty.job] is JobState.LEAVING:
                self._serving.hand_over(duty)

    async def _take_up(self, book: Book, begun: float) -> None:
        while (job := await book.take(self._me.name, self._worker)) is not None:
            self._serving.begin(job, begun)

    def _why(self, silent: str | None, bot: int) -> str:
        """A bot is given away."""
        if silent is not None:
            return f"{silent} fell silent"
        before = self._routes.last(bot)
        return "nobody had it" if before is None else f"{before} handed it over"

    async def _share_out(self, connection: AsyncConnection, silent: Mapping[int, object]) -> None:
        """In one transaction, by one node at a time."""
        async with connection.transaction():
            book = await Book.over(connection)
            if not await book.alone():
                return
            if silent and (gone := await book.forget(silent)):
                logger.warning("nodes of which nothing was heard are taken for gone: %s", gone)
            orphans = {job.bot: job.node for job in await book.fail_orphans()}
            page = await book.read()
            nodes = [_node(one) for one in page.nodes if one.worker is not None]
            for decision in assign(nodes, page.enabled, page.jobs):
                match decision:
                    case Give(bot=bot, node=node):
                        why = self._why(orphans.get(bot), bot)
                        await book.give(bot, node, why)
                        logger.info("bot %d is given to %s: %s", bot, node, why)
                    case Withdraw(job=job):
                        await book.withdraw(job)
                    case HandOver(job=job):
                        await book.ask_to_hand_over(job)


def _beats(page: Page, worker: int) -> dict[int, object]:
    """Of the others."""
    return {other: beat for other, beat in page.beats.items() if other != worker}


def _node(standing: Standing) -> Node:
    return Node(name=standing.name, bots=standing.bots, leaving=standing.leaving)


def _taken(mine: Standing) -> str:
    where = f" at {mine.address}" if mine.address else ""
    return (
        f"another node is called {mine.name}{where}, and is alive: give this one another name "
        "(NODE_NAME)"
    )
