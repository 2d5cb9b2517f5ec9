"""Who gets which language: chosen with the snapshot, and the same from then on."""

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from db.broadcasts.variants import Meant, chosen
from db.connection.database import Database
from db.ledger import claims, migrated_chats, snapshot
from db.schema.states import BroadcastState, PauseReason
from db.schema.subscribers import subscribers
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench, working
from tests.engine.invariants import expect_counters_equal_rows
from tests.engine.ledger.test_ledger import add_people, launch

SPOKEN = (None, "en", "de", "de-at", "pt", "pt-br", "PT_br", "ru")
GERMAN = range(2, 4)


def said(*words: str) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": one}) for one in words)


CONTENT = Content(
    message=said("hello"),
    variants=(
        Variant(language="de", message=said("hallo", "noch etwas")),
        Variant(language="pt", message=said("olá")),
        Variant(language="pt-br", message=said("oi")),
    ),
)


async def people(bench: Bench, *, times: int = 1) -> None:
    await bench.subscribe(len(SPOKEN) * times)
    async with bench.database.write() as connection:
        for place in range(len(SPOKEN) * times):
            await connection.execute(
                sql("UPDATE subscribers SET language_code = :code WHERE chat_id = :chat"),
                {"code": SPOKEN[place % len(SPOKEN)], "chat": FIRST + place},
            )


async def got(bench: Bench, words: str) -> set[int]:
    times = dict(await bench.control.delivered(words))
    assert set(times.values()) <= {1}
    return {chat_id - FIRST for chat_id in times}


async def stopped(bench: Bench, broadcast_id: int) -> Broadcast:
    return await bench.until(broadcast_id, lambda one: one.state is not BroadcastState.RUNNING)


async def test_each_gets_their_language_and_whoever_has_none_the_first(bench: Bench) -> None:
    await people(bench)
    broadcast = await bench.finished(await bench.launch(CONTENT))
    assert await got(bench, "hello") == {0, 1, 7}
    assert await got(bench, "hallo") == await got(bench, "noch etwas") == {*GERMAN}
    assert await got(bench, "olá") == {4}
    assert await got(bench, "oi") == {5, 6}
    await expect_counters_equal_rows(bench.database, broadcast)


@pytest.mark.parametrize(
    ("languages", "spoken", "wanted"),
    [
        (("zh", "zh-hans"), "zh-hans-cn", 2),
        (("zh-hans", "zh"), "zh-hant-tw", 2),
        (("zh-hans",), "zh", 0),
        (("zh-hans",), "zh-hansa", 0),
        (("pt-br", "pt", "pt-br-x"), "PT_br_x_y", 3),
        (("pt", "pt-br", "de"), "pt-BR-x", 2),
        (("pt", "de"), "pt-br-x", 1),
        (("de", None), "d", 0),
        (("pt-br",), None, 0),
    ],
)
async def test_the_nearest_language_counts_tag_by_tag(
    database: Database, languages: tuple[str | None, ...], spoken: str | None, wanted: int
) -> None:
    await add_people(database, 1)
    async with database.write() as connection:
        await connection.execute(sql("UPDATE subscribers SET language_code = :s"), {"s": spoken})
        meant = [Meant(0, one) for one in languages]
        query = select(chosen(meant)).select_from(subscribers)
        assert await connection.scalar(query) == wanted


async def test_what_somebody_chose_counts_more_than_what_telegram_tells(bench: Bench) -> None:
    await people(bench)
    await Subscribers(bench.database).set_language(FIRST + 1, "de", 2)
    await Subscribers(bench.database).set_language(FIRST + 2, "en", 2)
    await bench.finished(await bench.launch(CONTENT))
    assert await got(bench, "hallo") == {1, 3}
    assert await got(bench, "hello") == {0, 2, 7}


async def test_a_language_chosen_after_the_launch_changes_nothing(bench: Bench) -> None:
    """Half of a delivery in one language and half in another is neither."""
    await people(bench)
    broadcast_id = await bench.launch(CONTENT)
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    broadcast = await bench.assembly.doors.reports.get(broadcast_id)
    async with bench.database.write() as connection:
        await connection.execute(sql("UPDATE subscribers SET language = 'de'"))
    await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
    await bench.finished(broadcast.id)
    assert await got(bench, "hallo") == await got(bench, "noch etwas") == {*GERMAN}


async def test_sent_again_it_is_the_same_language_at_the_step_that_is_missing(bench: Bench) -> None:
    await people(bench)
    await bench.control.refuse([FIRST + 3], "Bad Request: MOON", 400)
    parent = await bench.finished(await bench.launch(CONTENT))
    assert parent.figures.failed == 1
    async with bench.database.write() as connection:
        await connection.execute(sql("UPDATE deliveries SET step = 1 WHERE state = 5"))
        await connection.execute(sql("UPDATE subscribers SET language = 'ru'"))
    await bench.control.relent([FIRST + 3])
    child = await bench.assembly.doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    await bench.finished(child.id)
    assert await got(bench, "noch etwas") == {*GERMAN}
    assert await got(bench, "hallo") == {2}


@pytest.mark.parametrize("restart", [False, True])
async def test_that_others_take_theirs_proves_nothing_of_a_bad_version(
    sandbox_url: str, database: Database, control: Control, restart: bool
) -> None:
    bad = (Call(method="sendMessage", params={"text": "x" * 5000}),)
    content = Content(message=said("hello"), variants=(Variant(language="de", message=bad),))
    async with working(sandbox_url, database, control, rate=1.0) as bench:
        await people(bench, times=3)
        broadcast_id = await bench.launch(content)
        if restart:
            await bench.until(broadcast_id, lambda one: one.figures.failed > 0)
        else:
            await _expect_blamed(bench, broadcast_id)
    if restart:
        async with working(sandbox_url, database, control, rate=1.0) as reborn:
            await _expect_blamed(reborn, broadcast_id)


async def test_a_version_that_nobody_took_is_not_proven_by_the_others_when_the_rest_get_it(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """Sent to the rest of a cancelled one, each of them was asked, and marked."""
    bad = (Call(method="sendMessage", params={"text": "x" * 5000}),)
    content = Content(message=said("hello"), variants=(Variant(language="de", message=bad),))
    async with working(sandbox_url, database, control) as bench:
        await people(bench, times=9)
        broadcast_id = await bench.launch(content)
        await _expect_blamed(bench, broadcast_id)
        doors = bench.assembly.doors
        await doors.launches.cancel(broadcast_id, by=editor())
        await bench.until(broadcast_id, lambda one: not one.figures.remaining)
        child = await doors.follow_ups.send(broadcast_id, Which.CANCELLED, by=editor())
        stands = await stopped(bench, child.id)
        assert stands.pause_reason is PauseReason.CONTENT
        assert stands.figures.failed == 0
        await doors.launches.cancel(child.id, by=editor())
        await bench.until(child.id, lambda one: not one.figures.remaining)
        again = await doors.follow_ups.send(child.id, Which.CANCELLED, by=editor())
        assert (await stopped(bench, again.id)).pause_reason is PauseReason.CONTENT


async def _expect_blamed(bench: Bench, broadcast_id: int) -> None:
    broadcast = await stopped(bench, broadcast_id)
    assert broadcast.pause_reason is PauseReason.CONTENT
    assert broadcast.figures.sent > 0
    assert broadcast.figures.failed == 0  # nobody is marked for it


async def test_a_variant_that_somebody_got_is_proven_after_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    content = Content(message=said("hello"), variants=(Variant(language="de", message=said("ja")),))
    async with working(sandbox_url, database, control, rate=1.0) as bench:
        await people(bench, times=3)
        await control.refuse([FIRST + at for at in (10, 11, 18, 19)], "Bad Request: MOON", 400)
        broadcast_id = await bench.launch(content)
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 4)
    async with working(sandbox_url, database, control, rate=1.0) as reborn:
        broadcast = await stopped(reborn, broadcast_id)
        assert broadcast.state is BroadcastState.FINISHED
        assert broadcast.figures.failed == 4
        assert await got(reborn, "ja") == {*GERMAN}


async def test_a_group_that_moves_while_the_snapshot_is_written_gets_its_language(
    database: Database,
) -> None:
    """Its old number stands behind the snapshot's end, its new one is still to come."""
    await add_people(database, 9)
    run_id = await launch(database, 8)
    async with database.write() as connection:
        do = connection.exec_driver_sql
        await do("UPDATE runs SET content = ?", (CONTENT.dump(),))
        await do("UPDATE subscribers SET language = 'de'")
        await migrated_chats.mark(connection, [9], state="unsubscribed", now=2)
        reached, _ = await snapshot.freeze_chunk(connection, run_id, after=0, upto=8, limit=3)
        assert await migrated_chats.move(connection, old=109, new=108, now=3)
        await snapshot.freeze_chunk(connection, run_id, after=reached, upto=8, limit=8)
        claimed, _ = await claims.claim(connection, run_id, limit=20)
    assert {row.variant for row in claimed} == {1}
    assert claimed[-1].subscriber_id == 9
