"""No secret reaches the log, whichever way it takes."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.client.session import Session
from bot.process.logs import set_up_logging

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_012345"
SECRET = "webhook-secret-of-ours"
logger = logging.getLogger("herald.test")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = before
    root.setLevel(level)


def started(*, json_lines: bool = False, secrets: tuple[str, ...] = (TOKEN, SECRET)) -> io.StringIO:
    stream = io.StringIO()
    set_up_logging(level="INFO", json_lines=json_lines, secrets=secrets, stream=stream)
    return stream


@pytest.mark.parametrize("json_lines", [False, True])
def test_messages_arguments_and_traces_are_clean(json_lines: bool) -> None:
    stream = started(json_lines=json_lines)
    try:
        raise RuntimeError(f"POST https://host/bot{TOKEN}/getMe") from ValueError(SECRET)  # noqa: TRY301 - its trace is the test
    except RuntimeError:
        logger.exception("token %s, header %r, %s", TOKEN, {"x": SECRET}, f"plain {TOKEN}")
    assert TOKEN not in stream.getvalue()
    assert SECRET not in stream.getvalue()
    assert "RuntimeError" in stream.getvalue()


@pytest.mark.parametrize("json_lines", [False, True])
async def test_an_error_of_the_library_is_clean(json_lines: bool) -> None:
    stream = started(json_lines=json_lines, secrets=())
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    session = Session(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    bot = Bot(TOKEN, session=session)
    try:
        await bot.send_message(5, "x")
    except Exception:
        logger.exception("calling %s with %s failed", session.api.api_url(TOKEN, "x"), bot.token)
    finally:
        await session.close()
        server.close()
        await server.wait_closed()
    assert "TelegramNetworkError" in stream.getvalue()
    assert TOKEN.split(":")[1] not in stream.getvalue()


def test_tokens_of_others_are_removed_too() -> None:
    stream = started(secrets=())
    other = "987654321:AAHzyxwvutsrqponmlkjihgfedcba98765"
    logger.warning("got %s and /bot1:short/getMe and /bot%s", other, other.replace(":", "%3A"))
    assert other.split(":")[1] not in stream.getvalue()
    assert "short" not in stream.getvalue()


def test_ordinary_words_stay() -> None:
    stream = started()
    logger.info("at 12:30, 5:short-words, https://example.org/bots/1:2")
    assert "at 12:30, 5:short-words, https://example.org/bots/1:2" in stream.getvalue()


def test_a_json_line_is_one_object() -> None:
    stream = started(json_lines=True)
    logger.info('two\nlines and "quotes" of %s', "Анна")
    [line] = stream.getvalue().splitlines()
    parsed = json.loads(line)
    assert parsed["message"] == 'two\nlines and "quotes" of Анна'
    assert (parsed["level"], parsed["logger"]) == ("info", "herald.test")
    assert parsed["time"].endswith("+00:00")


def test_libraries_are_quiet_until_asked() -> None:
    stream = started()
    logging.getLogger("aiogram.event").info("Update id=1 is handled")
    logging.getLogger("aiogram.event").error("something broke")
    logging.getLogger("aiogram_dialog.window").error("Cannot get window data for state")
    assert stream.getvalue().count("\n") == 1
