"""What a process has once: the HTTP server, the texts, the figures, the watch over the loop, the
way to servers outside."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.api.http.reception import Reception
from bot.errors import StartRefused
from bot.house.metrics import HouseMetrics
from bot.house.neighbours import NeighbourList
from bot.house.starts import Starts
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.redirects import Redirects
from bot.http.server import build_site, serving
from bot.outside.client import GuardedClient
from bot.process.loop_watch import LoopWatch
from bot.settings.settings import Settings
from handlers.language.texts import Texts
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor


class House:
    """Handed to each bot that lives in it; `opened` makes one."""

    def __init__(self, settings: Settings, stack: AsyncExitStack, *, several: bool) -> None:
        self.health = Health(several=several)
        self.hooks = Hooks()
        self.reception = Reception()
        self.redirects = Redirects()
        self.neighbours = NeighbourList()
        self.starts = Starts()
        self.metrics = HouseMetrics(labelled=several)
        self.outside = GuardedClient(private=settings.outside_private)
        stack.push_async_callback(self.outside.close)
        self._address = settings.http_host, settings.http_port
        self._stack = stack
        self._port: int | None = None
        self._texts: dict[str, Texts] = {}

    @classmethod
    @asynccontextmanager
    async def opened(cls, settings: Settings, *, several: bool = False) -> AsyncIterator["House"]:
        """`several`: bots of this process are told apart wherever the house speaks of them."""
        async with AsyncExitStack() as stack:
            yield cls(settings, stack, several=several)

    async def listen(self) -> int | None:
        """Answer /healthz, /metrics, webhooks and the API from now on; gives the port, if any.

        A second call changes nothing. Raises StartRefused when the port is taken.
        """
        host, port = self._address
        if port is not None and self._port is None:
            site = build_site(
                self.health,
                self.metrics.exposition,
                self.hooks,
                self.reception.receive,
                self.redirects.receive,
            )
            self._port = await self._stack.enter_async_context(serving(site, host, port))
        return self._port

    def texts(self, default: str) -> Texts:
        """All texts; bots with one default language share them. Raises StartRefused."""
        if default not in self._texts:
            self._texts[default] = read_texts(default)
        return self._texts[default]

    def watch_loop(self) -> None:
        """Tell when the event loop stands still: from here on it should not."""
        clock = SystemClock()
        supervisor = Supervisor(clock)
        self._stack.push_async_callback(supervisor.close)
        watched = LoopWatch(clock, self.metrics.stood_still)
        supervisor.run_forever(watched.run_forever, name="watch over the event loop")


def read_texts(default_locale: str) -> Texts:
    """Raises StartRefused when the default language has no texts."""
    try:
        return Texts(default=default_locale)
    except ValueError as error:
        raise StartRefused(f"DEFAULT_LOCALE: {error}") from error
