"""A sandbox that other machines reach: what then needs its key, and what a browser may not."""

from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused

KEY = "a-key-of-more-than-sixteen"
FOREIGN = {"Host": "telegram.example:8090"}
INSIDE = ["/", "/page/web/main.js", "/page/live", "/page/file", "/sandbox/where", "/sandbox/calls"]


@pytest.fixture
async def url(sandbox: Sandbox) -> Any:
    async with sandbox.serving(key=KEY) as url:
        yield url


@pytest.mark.parametrize("path", INSIDE)
@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "x"])
async def test_without_its_key_there_is_no_page_and_no_control(
    sandbox: Sandbox, url: str, path: str, key: str
) -> None:
    headers = FOREIGN | {"Authorization": f"Bearer {key}"}
    async with aiohttp.ClientSession(cookies={"botapi_sandbox_key": key}) as session:
        for base in (url, sandbox.control_url):
            asked = session.post if path == "/sandbox/calls" else session.get
            async with asked(f"{base}{path}?key={key}", headers=headers) as answer:
                assert answer.status == 401
                assert "key" in (await answer.json())["error"]


async def test_the_printed_address_lets_a_browser_in_for_good(sandbox: Sandbox, url: str) -> None:
    jar = aiohttp.CookieJar(unsafe=True)  # of addresses that are numbers, too
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        address = f"{sandbox.control_url}/?key={KEY}"
        async with session.get(address, allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/")
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
        for path in ("/", "/page/web/main.js", "/sandbox/where"):
            async with session.get(sandbox.control_url + path) as answer:
                assert answer.status == 200


async def test_a_bot_needs_no_key_but_is_no_browser(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot1:a/getMe", headers=FOREIGN) as answer:
            assert answer.status == 200
        for strange in (
            {"Sec-Fetch-Site": "same-origin"},  # of a name that somebody lets resolve to here
            {"Sec-Fetch-Site": "none"},
            {"Origin": "http://evil.example"},
        ):
            async with session.get(f"{url}/bot1:a/getMe", headers=FOREIGN | strange) as answer:
                assert answer.status == 403


async def test_the_client_brings_the_key(url: str) -> None:
    async with Control(url, key=KEY) as control:
        await control.add_user(7)
    with pytest.raises(ControlRefused, match="key"):
        async with Control(url):
            pass


async def test_beyond_this_machine_it_listens_with_a_good_key_only(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="only with a key"):
        async with sandbox.serving(host="0.0.0.0"):
            pass
    for key in ("short", "ключ-из-букв-не-латиницы"):
        with pytest.raises(ValueError, match="at least 16"):
            async with sandbox.serving(key=key):
                pass


async def test_who_asks_from_elsewhere_hears_of_addresses_there(sandbox: Sandbox, url: str) -> None:
    """As if it listened everywhere; tests listen on this machine only."""
    sandbox._addresses.everywhere = True
    port = sandbox.control_url.rpartition(":")[2]
    headers = FOREIGN | {"Authorization": f"Bearer {KEY}"}
    where = f"{url}/sandbox/where"
    async with aiohttp.ClientSession() as session, session.get(where, headers=headers) as answer:
        assert (await answer.json())["control"] == f"http://telegram.example:{port}"


@pytest.mark.parametrize(
    ("hosts", "address", "told"),
    [
        ((), "http://mybot:3000/hook", "Bad Request: bad webhook: An HTTPS URL"),
        (("mybot",), "http://mybot:3000/hook", ""),
        (("mybot",), "http://other:3000/hook", "Bad Request: bad webhook: An HTTPS URL"),
    ],
)
async def test_webhooks_without_https_go_where_it_was_said(
    hosts: tuple[str, ...], address: str, told: str
) -> None:
    made = Sandbox(like="plain", webhook_hosts=hosts)
    async with made.serving() as url, aiohttp.ClientSession() as session:
        body = {"url": address}
        async with session.post(f"{url}/bot1:a/setWebhook", json=body) as answer:
            assert (await answer.json()).get("description", "").startswith(told)
            assert (answer.status == 200) is (told == "")
