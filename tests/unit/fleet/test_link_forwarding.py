"""A link may lead to any node: the one that serves its bot leads on, and counts."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.fleet.onward.links import LinkForwarder
from bot.fleet.routes import FORWARDED, Routes
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.redirects import Pages, Redirects
from bot.http.server import build_site, serving
from bot.roster.entries import entries
from bot.roster.tokens_file import parse
from handlers.language.texts import Texts
from tests.unit.fleet.pages import served_at
from tests.unit.fleet.test_forwarding import BOT, settings_of

TOKEN, TARGET = "good-token", "https://shop.example/"
BASE = f"https://bots.example/r/{BOT}/"


@dataclass(kw_only=True)
class Two:
    """The owner of the bot, and another node, which people ask."""

    client: ClientSession
    owner_url: str
    other_url: str
    routes: Routes
    asked: list[bool] = field(default_factory=list)

    def say(self, address: str | None) -> None:
        self.routes.know(served_at(address, bot=BOT))

    async def follow(self, text: str, *, counts: bool) -> str | None:
        self.asked.append(counts)
        return TARGET if text == TOKEN else None

    async def get(self, path: str, **headers: str) -> tuple[int, str | None]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asking = self.client.get(self.other_url + path, headers=sent, allow_redirects=False)
        async with asking as answer:
            return answer.status, answer.headers.get("Location")


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    known, pages = entries(settings_of(tmp_path), parse(f"{BOT}:token")), Pages(Texts("en"))
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(ClientSession())
        urls, routes, owner, other = [], Routes("other"), Redirects(), Redirects()
        for redirects, ways in ((owner, Routes("owner")), (other, routes)):
            forwarder = LinkForwarder("n", ways, client, lambda: known, lambda _: pages)
            redirects.elsewhere = forwarder.receive
            app = build_site(Health(), lambda: b"", Hooks(), links=redirects.receive)
            port = await stack.enter_async_context(serving(app, "127.0.0.1", 0))
            urls.append(f"http://127.0.0.1:{port}")
        ready = Two(client=client, owner_url=urls[0], other_url=urls[1], routes=routes)
        stack.enter_context(owner.leading(BASE, ready.follow, pages))
        ready.say(urls[0])
        yield ready


async def test_any_node_leads_on_and_the_owner_counts(two: Two) -> None:
    assert await two.get(f"/r/{BOT}/{TOKEN}") == (302, TARGET)
    agent = "TelegramBot (like TwitterBot)"
    assert await two.get(f"/r/{BOT}/{TOKEN}", User_Agent=agent) == (302, TARGET)
    assert two.asked == [True, False]


async def test_what_the_owner_does_not_know_is_404(two: Two) -> None:
    assert await two.get(f"/r/{BOT}/forged") == (404, None)


@pytest.mark.parametrize(
    "path", ["/r/7/x", f"/x/r/{BOT}/x", f"/r/{BOT}/a%2Fb", f"/r/{BOT}/%00", "/"]
)
async def test_what_is_no_link_of_a_bot_is_asked_of_nobody(two: Two, path: str) -> None:
    assert await two.get(path) == (404, None)
    assert two.asked == []


async def test_while_nobody_has_the_bot_the_page_tries_again(two: Two) -> None:
    for address in (None, "http://127.0.0.1:1"):
        two.say(address)
        assert await two.get(f"/r/{BOT}/{TOKEN}") == (503, None)
    two.say(two.owner_url)
    assert await two.get(f"/r/{BOT}/{TOKEN}", **{FORWARDED: "n"}) == (503, None)
    assert two.asked == []
