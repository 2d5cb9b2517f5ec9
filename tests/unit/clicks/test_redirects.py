"""`GET /r/<bot>/<token>`: leads on, counts people, and stands whatever is asked of it."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientSession
from yarl import URL

from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.redirects import Pages, Redirects
from bot.http.server import build_site, serving
from bot.settings.links import links_at
from db.errors import DatabaseTrouble
from handlers.language.texts import Texts

BASE = "https://bot.example/herald/r/42/"
TOKEN, TARGET = "good-token", "https://shop.example/?a=%20b"
BROWSER = {"User-Agent": "Mozilla/5.0"}


@dataclass(kw_only=True)
class Site:
    url: str
    port: int
    client: ClientSession
    redirects: Redirects
    pages: Pages
    asked: list[tuple[str, bool]] = field(default_factory=list)
    away: bool = False

    async def follow(self, text: str, *, counts: bool) -> str | None:
        if self.away:
            raise DatabaseTrouble("it is away")
        self.asked.append((text, counts))
        return TARGET if text == TOKEN else None

    async def get(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, str | None, str]:
        """Status, where it leads, and what it says."""
        sent = {**BROWSER, **{name.replace("_", "-"): value for name, value in headers.items()}}
        address = URL(self.url + path, encoded=True)
        asking = self.client.request(method, address, headers=sent, allow_redirects=False)
        async with asking as answer:
            return answer.status, answer.headers.get("Location"), await answer.text()

    async def raw(self, line: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(line + b"\r\nHost: x\r\nConnection: close\r\n\r\n")
        try:
            async with asyncio.timeout(10):
                return await reader.readline()
        finally:
            writer.close()


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    redirects, pages = Redirects(), Pages(Texts("en"))
    app = build_site(Health(), lambda: b"", Hooks(), links=redirects.receive)
    async with serving(app, "127.0.0.1", 0) as port, ClientSession() as client:
        url = f"http://127.0.0.1:{port}"
        made = Site(url=url, port=port, client=client, redirects=redirects, pages=pages)
        with redirects.leading(BASE, made.follow, pages):
            yield made


async def test_a_click_leads_on_and_is_kept_by_nobody(site: Site) -> None:
    address = URL(f"{site.url}/herald/r/42/{TOKEN}")
    asking = site.client.get(address, headers=BROWSER, allow_redirects=False)
    async with asking as answer:
        assert answer.status == 302
        assert answer.headers["Location"] == TARGET
        assert answer.headers["Cache-Control"] == "no-store"
    assert site.asked == [(TOKEN, True)]


@pytest.mark.parametrize(
    ("method", "agent"), [("GET", "TelegramBot (like TwitterBot)"), ("HEAD", "Mozilla/5.0")]
)
async def test_whoever_only_looks_is_led_on_and_not_counted(
    site: Site, method: str, agent: str
) -> None:
    status, target, _ = await site.get(f"/herald/r/42/{TOKEN}", method, User_Agent=agent)
    assert (status, target) == (302, TARGET)
    assert site.asked == [(TOKEN, False)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-GB,en;q=0.9", "This link leads nowhere"),
        ("ru", "Эта ссылка никуда не ведёт"),
        ("", "This link"),
    ],
)
async def test_what_nobody_has_signed_is_404_in_a_kind_word(
    site: Site, language: str, words: str
) -> None:
    status, target, said = await site.get("/herald/r/42/forged", Accept_Language=language)
    assert (status, target) == (404, None)
    assert said.startswith(words)


@pytest.mark.parametrize(
    "path", ["/", "/r/42/x", "/herald/r/43/x", "/herald/r/42", "/herald/x", "/r"]
)
async def test_other_paths_are_nobodys(site: Site, path: str) -> None:
    assert (await site.get(path))[0] == 404
    assert site.asked == []


async def test_while_the_database_is_away_the_page_tries_again(site: Site) -> None:
    site.away = True
    asking = site.client.get(f"{site.url}/herald/r/42/{TOKEN}", allow_redirects=False)
    async with asking as answer:
        assert answer.status == 503
        assert answer.headers["Refresh"] == "2"
        assert "tries again by itself" in await answer.text()


async def test_while_its_bot_is_away_too() -> None:
    redirects, pages = Redirects(), Pages(Texts("en"))

    async def follow(text: str, *, counts: bool) -> str | None:
        raise AssertionError(text, counts)

    app = build_site(Health(), lambda: b"", Hooks(), links=redirects.receive)
    async with serving(app, "127.0.0.1", 0) as port, ClientSession() as client:
        with redirects.leading(BASE, follow, pages):
            pass
        async with client.get(f"http://127.0.0.1:{port}/herald/r/42/{TOKEN}") as answer:
            assert answer.status == 503


async def test_it_stands_whatever_is_asked(site: Site) -> None:
    """Long, binary, with another's path in it, with a language that is none."""
    paths = [
        "x" * 7_000,
        "%00%FF%FE",
        "%2e%2e%2fetc",
        "../../healthz",
        "https:%2F%2Fevil.example",
        "%0d%0aLocation:%20https://evil.example",
        "🎉",
        "?to=https://evil.example",
    ]
    for path in paths:
        status, target, _ = await site.get(
            f"/herald/r/42/{path}", Accept_Language="*;" + "q" * 3_000
        )
        assert status in (404, 400)
        assert target is None
    chance = random.Random(1)
    for _ in range(30):
        noise = bytes(chance.choice(range(0x21, 0x100)) for _ in range(60))
        first = await site.raw(b"GET /herald/r/42/" + noise + b" HTTP/1.1")
        assert first.split()[1] in (b"400", b"404")
    assert (await site.raw(b"GET /herald/r/42/" + b"x" * 60_000 + b" HTTP/1.1")).split()[
        1
    ] == b"400"
    assert (await site.get(f"/herald/r/42/{TOKEN}"))[:2] == (302, TARGET)


@pytest.mark.parametrize(
    ("webhook", "base"),
    [
        ("https://bot.example/hook", "https://bot.example/r/42/"),
        ("https://bot.example", "https://bot.example/r/42/"),
        ("https://bot.example/herald/in/", "https://bot.example/herald/r/42/"),
        ("https://bot.example:8443/hook/42", "https://bot.example:8443/r/42/"),  # of several
        ("https://bot.example/herald/hook/42", "https://bot.example/herald/r/42/"),
        ("https://8.8.8.8/hook", "https://8.8.8.8/r/42/"),
        ("http://bot.example/hook", None),
        ("https://localhost/hook", None),
        ("https://bot/hook", None),
        ("https://bot.local/hook", None),
        ("https://bot.internal./hook", None),
        ("https://127.0.0.1/hook", None),
        ("https://10.1.2.3/hook", None),
        ("https://[::1]/hook", None),
        ("https://[fd00::1]/hook", None),
        (None, None),
    ],
)
def test_links_are_counted_where_the_webhook_is_public(
    webhook: str | None, base: str | None
) -> None:
    assert links_at(webhook, 42) == base
