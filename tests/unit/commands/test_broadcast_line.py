"""Calls of `herald broadcast`: what is tried again, what is not, and where the key never goes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.__main__ import main
from bot.api.core.refusals import Refused
from bot.commands.broadcast.draft import format_of
from bot.commands.broadcast.key import read_key
from bot.commands.broadcast.line import Line
from bot.commands.broadcast.options import worded
from tests.clocks import VirtualClock

KEY = f"hk_4242_{'k' * 43}"
PROBLEM = {"code": "busy", "detail": "Too many.", "status": 503, "type": "about:blank"}


class Patient(VirtualClock):
    """Whoever sleeps wakes at once, and it is later."""

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


Answer = Callable[[web.Request], web.StreamResponse]


@asynccontextmanager
async def answering(*answers: Answer) -> AsyncIterator[tuple[Line, list[web.Request]]]:
    """One after the other, the last one ever after."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request)
        return answers[min(len(asked), len(answers)) - 1](request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as server, ClientSession() as session:
        yield Line(session, str(server.make_url("")).rstrip("/"), KEY, Patient()), asked


def done(_: web.Request) -> web.Response:
    return web.json_response({"id": 7})


def busy(_: web.Request) -> web.Response:
    return web.json_response(
        PROBLEM, status=503, content_type="application/problem+json", headers={"Retry-After": "2"}
    )


def lost(request: web.Request) -> web.Response:
    """It was done, and nobody hears of it."""
    assert request.transport is not None
    request.transport.close()
    return web.json_response({"id": 7})


def elsewhere(_: web.Request) -> web.Response:
    raise web.HTTPFound("http://other.example/api/v1/status")


def page(_: web.Request) -> web.Response:
    return web.Response(text="<html>", content_type="text/html")


async def test_a_lost_answer_is_asked_for_again_under_the_same_key() -> None:
    async with answering(lost, busy, done) as (line, asked):
        assert await line.ask("POST", "/broadcasts", {}, once="sale") == {"id": 7}
        assert [one.headers["Idempotency-Key"] for one in asked] == ["sale"] * 3


async def test_a_bot_that_stays_busy_is_told_of_after_a_while() -> None:
    async with answering(busy) as (line, asked):
        with pytest.raises(Refused, match="busy"):
            await line.ask("GET", "/status")
        assert 2 < len(asked) < 20


@pytest.mark.parametrize("answer", [elsewhere, page])
async def test_what_is_no_herald_is_asked_once_and_the_key_goes_nowhere_else(
    answer: Answer,
) -> None:
    async with answering(answer) as (line, asked):
        with pytest.raises(Refused, match="no_herald") as refused:
            await line.ask("GET", "/status")
        assert len(asked) == 1
        assert KEY not in str(refused.value)


@pytest.mark.parametrize("content", ["", "no key", f"{KEY}x", "123456:AAF-a-token-of-a-bot"])
def test_what_is_no_key_is_not_repeated(tmp_path: Path, content: str) -> None:
    (tmp_path / "key").write_text(content)
    for typed, file in ((content, None), (None, tmp_path / "key")):
        with pytest.raises(Refused, match="no_key") as refused:
            read_key(typed, file, {})
        assert not content or content not in str(refused.value)


def test_a_key_comes_from_what_was_typed_before_the_environment(tmp_path: Path) -> None:
    other = f"hk_7_{'o' * 43}"
    (tmp_path / "key").write_text(f"{KEY}\n")
    given = {"HERALD_KEY": other, "HERALD_KEY_FILE": str(tmp_path / "none")}
    assert read_key(None, tmp_path / "key", given) == (KEY, 4242)
    assert read_key(KEY, None, given) == (KEY, 4242)
    assert read_key(None, None, given) == (other, 7)
    assert read_key(None, None, {"HERALD_KEY_FILE": str(tmp_path / "key")}) == (KEY, 4242)


def test_a_slip_of_the_finger_put_the_key_into_crons_mail(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["broadcast", "draft.md", "--kye", KEY])
    said = capsys.readouterr().err
    assert (ended.value.code, "--kye ***" in said, KEY in said) == (2, True, False)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("broadcast draft.md --now", "broadcast send draft.md --now"),
        ("broadcast --now draft.md", "broadcast send --now draft.md"),
        ("broadcast -", "broadcast send -"),
        ("broadcast status 7", "broadcast status 7"),
        ("broadcast send status", "broadcast send status"),
        ("broadcast --help", "broadcast --help"),
        ("broadcast", "broadcast"),
        ("backup draft.md", "backup draft.md"),
    ],
)
def test_a_file_alone_is_sent(typed: str, read: str) -> None:
    assert worded(typed.split()) == read.split()


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.md", "markdown"), ("a.HTML", "html"), ("a.txt", "plain"), ("-", "markdown")],
)
def test_the_ending_says_what_a_file_is(file: str, form: str) -> None:
    assert format_of(Path(file), None) == form
    assert format_of(Path(file), "plain") == "plain"
