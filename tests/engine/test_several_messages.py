"""Several messages to each: in order, at a chat's pace, and who got only the first ones counted."""

import pytest

from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from broadcast.pace.forwards import HOUR, USUAL
from db.connection.database import Database
from tests.actors import editor
from tests.conftest import TOKEN
from tests.engine.albums import album
from tests.engine.conftest import FIRST, SPEED, Bench, working
from tests.engine.truth import expect_order

WRAPPED = 'Bad Request: failed to send message #1 with the error message "USER_IS_BLOCKED"'


def said(*words: str) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": one}) for one in words)


async def words_in(control: Control, chat_id: int) -> list[str]:
    messages = await control.chat(chat_id)
    return [str(one.get("text") or one.get("caption") or "") for one in messages]


async def test_each_gets_them_in_order_and_every_number_is_kept(bench: Bench) -> None:
    await bench.subscribe(5)
    content = Content(message=(*said("one"), album("two", items=3), *said("three")))
    await bench.finished(await bench.launch(content))
    for chat_id in range(FIRST, FIRST + 5):
        assert await words_in(bench.control, chat_id) == ["one", "two", "", "", "three"]
    async with bench.database.read() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT s.chat_id, m.message_id FROM delivery_messages m"
            " JOIN subscribers s ON s.id = m.subscriber_id ORDER BY 1, m.step, m.item"
        )
        kept = [tuple(row) for row in rows]
    told = [
        (chat_id, one["message_id"])
        for chat_id in range(FIRST, FIRST + 5)
        for one in await bench.control.chat(chat_id)
    ]
    assert kept == told


async def test_a_chat_gets_them_at_its_own_pace_while_others_get_theirs(
    database: Database,
) -> None:
    """This Telegram floods a chat that gets more than a message a second in the long run."""
    async with (
        Sandbox(speed=SPEED, seed=1).serving(port=0) as url,
        Control(url, token=TOKEN) as control,
        working(url, database, control) as bench,
    ):
        await bench.subscribe(6)
        words = [f"number {n}" for n in range(8)]
        albums = (album("ten", items=10), album("ten more", items=10))
        await bench.finished(await bench.launch(Content(message=(*said(*words), *albums))))
        for chat_id in range(FIRST, FIRST + 6):
            got = [one for one in await words_in(control, chat_id) if one]
            assert got == [*words, "ten", "ten more"]
        assert (await control.counts()).statuses.get("429", 0) == 0
        first, last = await control.chat(FIRST), await control.chat(FIRST + 5)
        assert last[0]["message_id"] < first[-1]["message_id"]


async def test_who_got_only_the_first_ones_is_counted(bench: Bench) -> None:
    """An album's refusal comes wrapped, and is its recipient's all the same."""
    await bench.subscribe(20)
    await bench.control.refuse([FIRST, FIRST + 7], WRAPPED, methods=["sendMediaGroup"])
    await bench.control.refuse([FIRST + 9], WRAPPED, methods=["sendMessage"])
    broadcast = await bench.finished(
        await bench.launch(Content(message=(*said("one"), album("two"))))
    )
    figures = broadcast.figures
    assert (figures.sent, figures.blocked, figures.partial) == (17, 3, 2)
    await expect_order(bench.database)


async def test_the_time_left_counts_every_message(bench: Bench) -> None:
    await bench.subscribe(200)
    broadcast_id = await bench.launch(Content(message=said("one", "two", "three", "four")))
    broadcast = await bench.until(broadcast_id, lambda one: one.figures.remaining > 0)
    speed = bench.assembly.doors.forecast.speed(broadcast)
    assert speed.rate <= bench.assembly.limiter.rate * 1.5
    assert speed.seconds_left is not None
    assert speed.seconds_left * speed.rate == pytest.approx(4 * broadcast.figures.remaining)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())


async def test_the_time_left_knows_how_slowly_a_bot_forwards(bench: Bench) -> None:
    """It began with the pace of all messages: half a minute for a quarter of an hour."""
    await bench.subscribe(60)
    forward = Call(method="forwardMessage", params={"from_chat_id": FIRST, "message_id": 1})
    broadcast_id = await bench.launch(Content(message=(*said("one"), forward)))
    speed_of = bench.assembly.doors.forecast.speed
    broadcast = await bench.until(broadcast_id, lambda one: speed_of(one).seconds_left is not None)
    assert broadcast.figures.remaining > 50
    speed = speed_of(broadcast)
    assert speed.seconds_left is not None
    assert speed.seconds_left >= 50 * HOUR / USUAL
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
