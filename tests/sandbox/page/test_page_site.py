"""The page's files and headers, and who is not let in."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.ground.gate import Gate
from botapi_sandbox.page.site import POLICY, WEB

EVERYWHERE = [
    "/",
    "/page/live",
    "/page/file",
    "/sandbox/where",
    "/sandbox/counts",
    "/bot42:T/getMe",
]
EVERYWHERE += ["/file/bot42:T/photos/file_1.jpg", "/page/web/main.js", "/nothing"]
STRANGE_HOSTS = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::1"]
STRANGE_HOSTS += ["evil@127.0.0.1", "127.0.0.2", "", "localhost:1/..", "localhost:x"]


@pytest.fixture
def names() -> list[str]:
    kinds = (".js", ".css", ".svg", ".html")
    found = [file.relative_to(WEB).as_posix() for file in WEB.rglob("*") if file.suffix in kinds]
    assert len(found) > 80
    return found


async def test_every_answer_of_the_page_carries_the_headers(url: str, names: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        for path in ["/", *(f"/page/web/{name}" for name in names), "/page/file?id=x"]:
            async with session.get(url + path) as answer:
                assert answer.status == (404 if "file?" in path else 200), path
                assert answer.headers["Content-Security-Policy"] == POLICY
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert answer.headers["Cache-Control"] == "no-store"


async def test_files_come_as_what_they_are_from_both_ports(sandbox: Sandbox, url: str) -> None:
    async with aiohttp.ClientSession() as session:
        for base in (url, sandbox.control_url):
            for path, kind in (
                ("/", "text/html"),
                ("/page/web/main.js", "text/javascript"),
                ("/page/web/base/base.css", "text/css"),
                ("/page/web/favicon.svg", "image/svg+xml"),
            ):
                async with session.get(base + path) as answer:
                    assert (answer.status, answer.content_type) == (200, kind)
                    name = path.removeprefix("/page/web/").lstrip("/") or "index.html"
                    assert await answer.read() == (WEB / name).read_bytes()
            async with session.head(f"{base}/") as answer:
                assert (answer.status, await answer.read()) == (200, b"")
            async with session.post(f"{base}/") as answer:
                assert answer.status == 405


async def test_a_changed_file_is_served_after_a_reload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index.html").write_text("first")
    monkeypatch.setattr("botapi_sandbox.page.site.WEB", tmp_path)
    async with Sandbox().serving() as url, aiohttp.ClientSession() as session:
        for words in ("first", "second"):
            (tmp_path / "index.html").write_text(words)
            async with session.get(url) as answer:
                assert await answer.text() == words


@pytest.mark.parametrize(
    "path",
    [
        "/page/web/../live.py",
        "/page/web/%2e%2e/live.py",
        "/page/web/..%2flive.py",
        "/page/web//etc/passwd",
        "/page/web/",
        "/page/web/index.html/",
        "/page/web/index.html%00.js",
        "/page/",
        "/page/../version.py",
    ],
)
async def test_no_address_becomes_a_path(url: str, path: str) -> None:
    assert await status(url, f"GET {path} HTTP/1.1", "Host: localhost") == 404


@pytest.mark.parametrize("host", STRANGE_HOSTS)
async def test_no_path_answers_to_another_name(sandbox: Sandbox, url: str, host: str) -> None:
    """A page of the web may give its own name the address 127.0.0.1 (DNS rebinding)."""
    for base in (url, sandbox.control_url):
        for path in EVERYWHERE:
            for method in ("GET", "POST"):
                assert await status(base, f"{method} {path} HTTP/1.1", f"Host: {host}") in (
                    400,
                    403,
                )


async def test_a_request_without_a_host_is_refused(url: str) -> None:
    assert await status(url, "GET / HTTP/1.0") == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8090", "LOCALHOST", "[::1]:99"])
async def test_loopback_names_are_let_in(url: str, host: str) -> None:
    assert await status(url, "GET /bot42:T/getMe HTTP/1.1", f"Host: {host}") == 200


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:1", "https://{host}", "http://{host}.evil"],
)
async def test_only_the_page_itself_may_post(url: str, origin: str, path: str) -> None:
    host = url.removeprefix("http://")
    stranger = f"Origin: {origin.format(host=host)}"
    request = f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Length: 0"
    assert await status(url, *request, stranger) == 403
    assert await status(url, *request, f"Origin: {url}") != 403
    assert await status(url, *request) != 403


@pytest.mark.parametrize(
    "path",
    [
        *("/page/live", "/page/file", "/sandbox/counts", "/page/upload"),
        "/bot42:TEST/sendMessage?chat_id=7&text=Hi",
        "/file/bot42:TEST/photos/1.jpg",
    ],
)
async def test_other_sites_may_not_embed_what_only_the_page_fetches(url: str, path: str) -> None:
    """Images and scripts of another site, or of another port, are asked for without an Origin."""
    for site in ("cross-site", "same-site"):
        asked = f"GET {path} HTTP/1.1", "Host: localhost", f"Sec-Fetch-Site: {site}"
        assert await status(url, *asked) == 403


async def test_a_link_from_elsewhere_opens_the_page(url: str) -> None:
    asked = "GET / HTTP/1.1", "Host: localhost", "Sec-Fetch-Site: cross-site"
    assert await status(url, *asked) == 200


async def test_the_page_may_use_the_control_api(url: str, control: Control) -> None:
    headers = {"Origin": url, "Sec-Fetch-Site": "same-origin"}
    async with aiohttp.request("POST", f"{url}/sandbox/people", headers=headers) as answer:
        assert (await answer.json())["named"][0]["id"] == 7


def test_checking_a_host_again_and_again_takes_no_memory() -> None:
    gate = Gate()
    for port in range(1000):
        request = make_mocked_request("GET", "/", headers={"Host": f"localhost:{port}"})
        assert isinstance(request, web.BaseRequest)
        assert gate.refusal(request) is None
    assert len(gate._good) < 100


async def status(url: str, *lines: str) -> int:
    """Raw, since clients tidy up what they are asked to send."""

    host, _, port = url.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
        async with asyncio.timeout(10):
            return int((await reader.readline()).split()[1])
    finally:
        writer.close()
