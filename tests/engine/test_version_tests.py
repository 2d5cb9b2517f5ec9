"""Versions are tried on a share of the audience, and the better one goes to the others."""

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed
from broadcast.model.versions.plan import VersionTest
from broadcast.model.versions.standing import Standing
from broadcast.model.versions.variant import Variant
from db.schema.states import VersionTestState
from tests.actors import editor
from tests.engine.conftest import FIRST, Bench
from tests.engine.invariants import expect_counters_equal_rows

PEOPLE = 60


def said(*words: str) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": one}) for one in words)


def content(share: int = 20, seconds: int | None = None) -> Content:
    tried = Content(
        message=said("A in English"),
        variants=(Variant(language="de", message=said("A auf Deutsch")),),
        test=VersionTest(share=share, seconds=seconds),
    ).with_version(said("B in English"))
    return tried.with_language(Variant(language="de", version=1, message=said("B auf Deutsch")))


async def people(bench: Bench, count: int = PEOPLE) -> None:
    """Every third one speaks German."""
    await bench.subscribe(count)
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE subscribers SET language_code = 'de' WHERE id % 3 = 0"
        )


async def got(bench: Bench, words: str) -> set[int]:
    times = dict(await bench.control.delivered(words))
    assert set(times.values()) <= {1}
    return {chat_id - FIRST + 1 for chat_id in times}


async def standing(bench: Bench, broadcast_id: int) -> Standing:
    found = await bench.assembly.doors.versions.standing(broadcast_id)
    assert found is not None
    return found


async def test_each_version_goes_to_its_share_and_the_winner_to_all_others(bench: Bench) -> None:
    await people(bench)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch(content()))
    forecast = await doors.versions.forecast(parent.id)
    found = await standing(bench, parent.id)
    assert forecast is not None
    assert forecast.people == tuple(one.people for one in found.figures)
    assert forecast.waiting == found.waiting == parent.figures.held > PEOPLE // 2
    assert [one.got for one in found.figures] == [one.people for one in found.figures]
    first = await got(bench, "A in English") | await got(bench, "A auf Deutsch")
    second = await got(bench, "B in English") | await got(bench, "B auf Deutsch")
    assert (len(first), len(second)) == forecast.people
    assert not first & second
    await expect_counters_equal_rows(bench.database, parent)

    child = await bench.finished((await doors.versions.decide(parent.id, 1, by=editor())).id)
    assert (child.parent_id, child.figures.total) == (parent.id, found.waiting)
    assert first == await got(bench, "A in English") | await got(bench, "A auf Deutsch")
    german = {number for number in range(1, PEOPLE + 1) if number % 3 == 0}
    everybody = set(range(1, PEOPLE + 1)) - first
    assert await got(bench, "B in English") == everybody - german
    assert await got(bench, "B auf Deutsch") == everybody & german
    await expect_counters_equal_rows(bench.database, child)
    decided = await standing(bench, parent.id)
    assert decided.state is VersionTestState.DECIDED
    assert (decided.winner, decided.child_id, decided.decided_by) == (1, child.id, editor().user_id)
    with pytest.raises(DecidedAlready):
        await doors.versions.decide(parent.id, 0, by=editor())


async def test_nothing_is_decided_while_the_versions_are_being_sent(bench: Bench) -> None:
    await people(bench)
    versions = bench.assembly.doors.versions
    broadcast_id = await bench.launch(content(seconds=0))
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    with pytest.raises(MoveNotAllowed):
        await versions.decide(broadcast_id, 1, by=editor())
    with pytest.raises(MoveNotAllowed):
        await versions.drop(broadcast_id, by=editor())
    await bench.assembly.doors.launches.resume(broadcast_id, by=editor())
    await bench.finished(broadcast_id)


async def test_who_was_held_back_by_a_cancelled_one_can_get_it_after_all(bench: Bench) -> None:
    await people(bench)
    broadcast_id = await bench.launch(content())
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    assert (parent.figures.held, parent.figures.sent + parent.figures.cancelled) == (0, PEOPLE)
    assert (await standing(bench, broadcast_id)).state is VersionTestState.DROPPED
    await expect_counters_equal_rows(bench.database, parent)


async def test_parts_of_everybody_leave_nothing_to_decide(bench: Bench) -> None:
    await people(bench)
    parent = await bench.finished(await bench.launch(content(share=50)))
    assert (parent.figures.held, parent.figures.sent) == (0, PEOPLE)
    found = await standing(bench, parent.id)
    assert (found.state, found.can_decide) == (VersionTestState.COMPARED, False)
    assert sum(one.got for one in found.figures) == PEOPLE
