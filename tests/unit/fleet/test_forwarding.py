"""A webhook may lead to any node: the owner alone takes an update, and says so."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pytest
from aiohttp import ClientSession, web

from bot.fleet.forwarding import Forwarder
from bot.fleet.register.book import Page
from bot.fleet.routes import FORWARDED, Routes
from bot.http.hooks import Hooks
from bot.http.server import serving
from bot.intake.webhook import SECRET_HEADER
from bot.roster.entries import entries, secret_of
from bot.roster.tokens_file import parse
from bot.settings.settings import Settings
from tests.unit.fleet.pages import served_at

BOT, UNKNOWN = 4242, 7
UPDATE = b'{"update_id": 1}'


def settings_of(folder: Path) -> Settings:
    return Settings(
        _env_file=None,
        bot_tokens_file=folder / "tokens",
        database_url="postgresql+psycopg://u@h/d",
        telegram_api_url="http://127.0.0.1:1",
        webhook_url="https://bots.example",
        webhook_secret="s3cret",
        http_port=0,
    )


@dataclass(kw_only=True)
class Site:
    """One node's HTTP server, and what its own bots were sent."""

    name: str
    routes: Routes
    hooks: Hooks
    url: str = ""
    taken: list[bytes] = field(default_factory=list)
    answer: int = 200

    async def take(self, request: web.Request) -> web.Response:
        self.taken.append(await request.read())
        return web.Response(status=self.answer)


@dataclass(kw_only=True)
class Two:
    owner: Site
    other: Site
    settings: Settings
    client: ClientSession

    def say(self, *, address: str | None, node: str = "owner") -> None:
        """What both have read: who serves the bot, and where that node is."""
        page = served_at(address, bot=BOT, node=node)
        for one in (self.owner, self.other):
            one.routes.know(page)

    async def post(
        self,
        to: Site,
        *,
        bot: int = BOT,
        secret: str | None = None,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> int:
        known = secret_of(self.settings, BOT)
        assert known is not None
        given = {SECRET_HEADER: known.get_secret_value() if secret is None else secret}
        async with self.client.post(
            f"{to.url}/hook/{bot}", data=UPDATE, headers={**given, **headers}
        ) as answer:
            if answer.status == 503:
                assert answer.headers["Retry-After"]
            return answer.status


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    settings = settings_of(tmp_path)
    known = entries(settings, parse(f"{BOT}:token"))
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(ClientSession())
        sites = []
        for name in ("owner", "other"):
            routes, hooks = Routes(name), Hooks()
            hooks.elsewhere = Forwarder(name, routes, client, lambda: known).receive
            site = Site(name=name, routes=routes, hooks=hooks)
            site.url = await stack.enter_async_context(served(hooks))
            sites.append(site)
        owner, other = sites
        url = known[BOT].webhook_url
        assert url is not None
        stack.enter_context(owner.hooks.taking(url, owner.take))
        ready = Two(owner=owner, other=other, settings=settings, client=client)
        ready.say(address=owner.url)
        yield ready


@asynccontextmanager
async def served(hooks: Hooks) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/{path:.*}", hooks.receive)
    async with serving(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


async def test_what_is_another_nodes_is_handed_on_and_its_answer_passed_back(two: Two) -> None:
    assert await two.post(two.other) == 200
    assert two.owner.taken == [UPDATE]


async def test_what_is_ones_own_goes_no_further(two: Two) -> None:
    assert await two.post(two.owner) == 200
    assert two.owner.taken == [UPDATE]


async def test_an_update_that_the_owner_does_not_take_comes_again(two: Two) -> None:
    two.owner.answer = 500
    assert await two.post(two.other) == 503


async def test_while_nobody_has_the_bot_telegram_is_to_come_again(two: Two) -> None:
    two.say(address=two.owner.url, node="third")
    two.owner.routes.know(Page(nodes=(), jobs=(), workers={}, enabled=frozenset()))
    two.other.routes.know(Page(nodes=(), jobs=(), workers={}, enabled=frozenset()))
    assert await two.post(two.other) == 503
    assert two.owner.taken == []


async def test_an_owner_that_nobody_reaches_is_asked_again_later(two: Two) -> None:
    two.say(address="http://127.0.0.1:1")
    assert await two.post(two.other) == 503
    two.say(address=None)
    assert await two.post(two.other) == 503


async def test_nothing_is_handed_on_twice(two: Two) -> None:
    """Two nodes that take each other for the owner would send it to and fro for ever."""
    assert await two.post(two.other, headers={FORWARDED: "third"}) == 503
    assert two.owner.taken == []
    two.say(address=two.other.url, node="third")
    assert await two.post(two.other) == 503


async def test_a_node_that_nobody_reaches_is_named(
    two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram comes again until the bot is elsewhere, or the address is right."""
    two.say(address="http://127.0.0.1:1", node="third")
    assert await two.post(two.other) == 503
    assert f"a node cannot be reached: http://127.0.0.1:1/hook/{BOT}" in caplog.text
    assert "Traceback" not in caplog.text


async def test_whoever_does_not_know_the_secret_gets_nowhere(two: Two) -> None:
    assert await two.post(two.other, secret="guess") == 403
    assert await two.post(two.other, bot=UNKNOWN) == 404
    assert two.owner.taken == []


async def test_a_bot_that_has_left_here_is_handed_on(two: Two) -> None:
    """Its path was open here once."""
    url = entries(two.settings, parse(f"{BOT}:token"))[BOT].webhook_url
    assert url is not None
    with two.other.hooks.taking(url, two.other.take):
        assert await two.post(two.other) == 200
    assert await two.post(two.other) == 200
    assert (two.other.taken, two.owner.taken) == ([UPDATE], [UPDATE])
