"""`herald node`: this machine is one of several that share the bots."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import ClientSession
from sqlalchemy.engine import make_url

from bot import __version__
from bot.errors import StartRefused
from bot.fleet.calls import CallForwarder
from bot.fleet.duties import Duties
from bot.fleet.forwarding import Forwarder
from bot.fleet.node import FleetNode, Me, NameTaken
from bot.fleet.onward.links import LinkForwarder
from bot.fleet.register import tables
from bot.fleet.register.line import SCHEMA, Line
from bot.fleet.routes import Routes
from bot.fleet.serving import Serving
from bot.fleet.shift import FleetShifts
from bot.house.house import House
from bot.http.redirects import Pages
from bot.process import heap
from bot.process.loop import run_in_loop
from bot.process.signals import StopRequest
from bot.roster.roster import Roster
from bot.roster.serving import Hide, TokensFile
from bot.settings.settings import Settings
from db.connection.postgresql.pool import PostgresPool
from db.connection.postgresql.server import look_at_server
from db.errors import DatabaseTooNew, DatabaseTrouble
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor
from runtime.wake import Wake

logger = logging.getLogger(__name__)

TO_MAKE_TABLES = 30.0  # seconds, other nodes' wait included


def run_node(settings: Settings, bots: Mapping[int, Settings], hide: Hide) -> int:
    """Until SIGTERM or SIGINT; raises StartRefused or DatabaseError when it cannot start."""
    run_in_loop(_live(settings, bots, hide))
    return 0


async def _live(settings: Settings, bots: Mapping[int, Settings], hide: Hide) -> None:
    changed = Wake(SystemClock())
    stop = StopRequest(on_hangup=changed.ring)
    with stop.listening():
        async with AsyncExitStack() as stack:
            try:
                with stop.starting():
                    building = running_node(settings, bots, changed, hide)
                    over = await stack.enter_async_context(building)
            except asyncio.CancelledError:
                logger.info("ended before the start was complete")
                return
            heap.freeze()
            async with asyncio.TaskGroup() as group:
                asked = group.create_task(stop.wait())
                ends: tuple[asyncio.Future[Any], ...] = (asked, over)
                await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
                asked.cancel()
    if over.done():
        raise over.result()
    logger.info("ended")


@asynccontextmanager
async def running_node(
    settings: Settings, bots: Mapping[int, Settings], changed: Wake, hide: Hide
) -> AsyncIterator["asyncio.Future[StartRefused | DatabaseTooNew]"]:
    """Until the end of the block; then all bots drain at once. Gives what is set when this node has
    to end: another one has its name, or the tables that they share are a newer one's. Raises
    StartRefused or DatabaseError."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        url = make_url(settings.database_url)
        await asyncio.to_thread(look_at_server, url.update_query_dict({"schema": SCHEMA}))
        line = Line(url)
        stack.push_async_callback(line.close)
        async with line.connection(within=TO_MAKE_TABLES) as connection:
            await tables.make(connection)
        pool = PostgresPool(url)
        stack.push_async_callback(pool.close)
        house = await stack.enter_async_context(House.opened(settings, several=True))
        me = Me(name=settings.node_name, address=settings.node_address, version=__version__)
        duties, routes = Duties(me.name), Routes(me.name)
        shifts = FleetShifts(pool, duties, clock, node=me.name, address=me.address)
        roster = Roster(house, shifts.begin, clock, random.Random())  # noqa: S311 - jitter
        supervisor = Supervisor(clock)
        stack.push_async_callback(supervisor.close)
        serving = Serving(line, roster, duties, supervisor, clock, bots)
        session = await stack.enter_async_context(ClientSession())
        forwarder = Forwarder(me.name, routes, session, lambda: serving.known)
        house.hooks.elsewhere = forwarder.receive
        calls = CallForwarder(me.name, routes, session, lambda: serving.known)
        house.reception.elsewhere = calls.receive
        links = LinkForwarder(
            me.name,
            routes,
            session,
            lambda: serving.known,
            lambda default: Pages(house.texts(default)),
        )
        house.redirects.elsewhere = links.receive
        await house.listen()
        for one in bots.values():  # what takes long the first time would hold up heartbeats later
            house.texts(one.default_locale)
        node = FleetNode(me, line, duties, serving, routes, clock, pool)
        await _joined(node)
        over: asyncio.Future[StartRefused | DatabaseTooNew]
        over = asyncio.get_running_loop().create_future()
        turns = supervisor.run_forever(lambda: _turns(node, over), name="node")
        file = TokensFile(settings, Tokens(node, serving), changed, hide)
        supervisor.run_forever(file.follow_forever, name="BOT_TOKENS_FILE")
        house.watch_loop()
        logger.info("node %s is ready, with the tokens of %d bots", me.name, len(bots))
        try:
            yield over
        finally:
            if over.done() and isinstance(over.result(), StartRefused):  # nothing is its own now
                await roster.end()
            else:
                await node.leave()
            turns.cancel()
            await roster.end()


async def _joined(node: FleetNode) -> None:
    try:
        await node.join()
    except NameTaken as error:
        raise StartRefused(str(error)) from error


async def _turns(node: FleetNode, over: "asyncio.Future[StartRefused | DatabaseTooNew]") -> None:
    try:
        await node.run_forever()
    except NameTaken as error:
        over.set_result(StartRefused(str(error)))
    except DatabaseTooNew as error:
        logger.warning("a newer node has changed the tables that nodes share: this one leaves")
        over.set_result(error)


class Tokens:
    """Whoever has other tokens tells the others."""

    def __init__(self, node: FleetNode, serving: Serving) -> None:
        self._node = node
        self._serving = serving

    @property
    def residents(self) -> Collection[int]:
        return self._serving.known.keys()

    async def follow(self, wanted: Mapping[int, Settings]) -> None:
        self._serving.follow(wanted)
        try:
            await self._node.changed(wanted)
        except DatabaseTrouble as trouble:
            logger.warning("who was refused is not tried again, ask once more: %s", trouble)
