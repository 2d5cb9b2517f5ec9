"""Which node serves which bot just now, as every node knows it twice a second."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.fleet.register.book import Page
from bot.fleet.rules import JobState

# What carries it is never handed on once more: two nodes may disagree about who serves the bot.
FORWARDED = "X-Herald-Forwarded-By"


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    node: str
    address: str | None


class Routes:
    def __init__(self, node: str) -> None:
        self._node = node
        self._routes: dict[int, Route] = {}
        self._last: dict[int, str] = {}

    def know(self, page: Page) -> None:
        addresses = {one.name: one.address for one in page.nodes if one.worker is not None}
        self._routes = {
            job.bot: Route(node=job.node, address=addresses.get(job.node))
            for job in page.jobs
            if job.state is not JobState.WAITING and job.node in addresses
        }
        self._last |= {bot: route.node for bot, route in self._routes.items()}

    def last(self, bot: int) -> str | None:
        """The node that was last seen to serve it."""
        return self._last.get(bot)

    def elsewhere(self, bot: int) -> Route | None:
        """Where it is served, unless that is nowhere, or here."""
        route = self._routes.get(bot)
        return None if route is None or route.node == self._node else route

    def onward(self, bot: int, headers: Mapping[str, str]) -> str | None:
        """The address of the node that what came with these headers is handed on to; None: nobody
        else has the bot, or another node has handed it on already."""
        route = self.elsewhere(bot)
        return None if route is None or FORWARDED in headers else route.address
