"""Versions are tried on a share of the audience, and the better one goes to the others."""

import asyncio
from dataclasses import replace

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.ledger.retention import Retention
from broadcast.model.broadcast import Broadcast
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed, NotAllowed
from broadcast.model.events import Event, VersionAsked, VersionSent
from broadcast.model.options import Options
from broadcast.model.versions.plan import VersionTest
from broadcast.model.versions.standing import Standing
from broadcast.model.versions.variant import Variant
from broadcast.model.versions.verdict import Measure
from broadcast.versions import decisions
from db.audience.audience import Audience
from db.broadcasts.broadcasts import NOBODY
from db.connection.database import Database
from db.people.whom import InRun
from db.schema.states import DeliveryState, VersionTestState
from db.subscribers.store import Subscribers
from tests.actors import editor, owner
from tests.engine.conftest import FIRST, Bench, working
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


def answered(seconds: int, share: int = 20) -> Content:
    """Each with an answer button."""
    button = Button(kind=ButtonKind.ANSWER, text="Yes", value="Thanks")
    first = Content(
        message=said("A?"), buttons=((button,),), test=VersionTest(share=share, seconds=seconds)
    )
    return first.with_version(said("B?"), ((button,),))


async def answer(bench: Bench, parent: Broadcast, *, version: int) -> None:
    """All who got that version."""
    for number in await got(bench, "AB"[version] + "?"):
        await bench.assembly.doors.answers.tap(
            parent.run_id or 0, version, 0, user_id=FIRST + number - 1
        )


async def closed(bench: Bench, broadcast_id: int, *states: VersionTestState) -> Standing:
    wanted = states or (VersionTestState.DECIDED,)
    while (found := await standing(bench, broadcast_id)).state not in wanted:
        await bench.clock.sleep(0.1)
    return found


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


async def test_who_waits_is_counted_with_none_of_the_versions(bench: Bench) -> None:
    await people(bench)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch(content()))
    counted = await doors.statistics.tallies(parent)
    assert sum(row.people for row in counted) == PEOPLE - parent.figures.held
    missed = InRun(run_id=parent.run_id or 0, states=(DeliveryState.SKIPPED,), tried=True)
    assert await doors.people.page(missed, by=editor(), offset=0, limit=PEOPLE) == []


async def test_nothing_is_decided_while_the_versions_are_being_sent(bench: Bench) -> None:
    await people(bench)
    versions = bench.assembly.doors.versions
    broadcast_id = await bench.launch(content(seconds=0))
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    with pytest.raises(MoveNotAllowed, match="not been sent"):
        await versions.decide(broadcast_id, 1, by=editor())
    with pytest.raises(MoveNotAllowed, match="is being sent"):
        await versions.drop(broadcast_id, by=editor())
    await bench.assembly.doors.launches.resume(broadcast_id, by=editor())
    await bench.finished(broadcast_id)


async def test_answers_decide_when_the_time_is_over(bench: Bench) -> None:
    await people(bench)
    told: list[Event] = []
    bench.assembly.events.listen(told.append)
    parent = await bench.finished(await bench.launch(answered(seconds=20)))
    await answer(bench, parent, version=1)
    decided = await closed(bench, parent.id)
    assert (decided.state, decided.winner) == (VersionTestState.DECIDED, 1)
    assert (decided.measure, decided.decided_by) == (Measure.ANSWERS, None)
    assert decided.figures[1].answered == decided.figures[1].got > 5 > decided.figures[0].answered
    assert decided.child_id is not None
    child = await bench.finished(decided.child_id)
    assert (child.figures.sent, child.launched_by) == (decided.waiting, parent.launched_by)
    [sent] = [one for one in told if isinstance(one, VersionSent)]
    assert (sent.broadcast_id, sent.child_id, sent.version) == (parent.id, child.id, 1)
    assert len(await got(bench, "A?")) + len(await got(bench, "B?")) == PEOPLE
    assert len(await got(bench, "A?")) == decided.figures[0].got


async def test_a_difference_by_chance_is_asked_about_and_waits(bench: Bench) -> None:
    await people(bench)
    told: list[Event] = []
    bench.assembly.events.listen(told.append)
    versions = bench.assembly.doors.versions
    parent = await bench.finished(await bench.launch(content(seconds=1)))
    while not any(isinstance(one, VersionAsked) for one in told):
        await bench.clock.sleep(0.1)
    asked = await standing(bench, parent.id)
    assert (asked.state, asked.measure) == (VersionTestState.ASKED, Measure.STAYED)
    assert asked.verdict.within_chance
    assert asked.can_decide
    await versions.put_off(parent.id, 3_600, by=editor())
    later = await standing(bench, parent.id)
    assert later.state is VersionTestState.WAITING
    assert later.ends_at == pytest.approx(bench.clock.time() + 3_600, abs=60)
    await versions.put_off(parent.id, None, by=editor())
    assert (await standing(bench, parent.id)).ends_at is None
    await versions.drop(parent.id, by=editor())
    with pytest.raises(DecidedAlready):
        await versions.decide(parent.id, 0, by=editor())
    assert await versions.open_ones() == []
    assert sum(isinstance(one, VersionAsked) for one in told) == 1
    assert (await bench.assembly.doors.reports.get(parent.id)).figures.held == asked.waiting


async def test_who_is_to_wait_longer_waits_even_while_the_engine_counts(bench: Bench) -> None:
    """It counts for half a second at a million; a tap in between was told that they wait."""
    await people(bench)
    versions = bench.assembly.doors.versions
    parent = await bench.finished(await bench.launch(answered(seconds=3_600)))
    counted = await standing(bench, parent.id)
    await versions.put_off(parent.id, 7_200, by=editor())
    with pytest.raises(DecidedAlready, match="to wait"):
        async with bench.database.write() as connection:
            await decisions.decide(connection, counted, 0, by=None, now=int(bench.clock.time()))
    assert (await standing(bench, parent.id)).can_decide


async def test_who_left_since_counts_against_a_version(bench: Bench) -> None:
    await people(bench)
    parent = await bench.finished(await bench.launch(content(seconds=20)))
    for number in await got(bench, "A in English") | await got(bench, "A auf Deutsch"):
        await Subscribers(bench.database).unsubscribe(
            FIRST + number - 1, now=int(bench.clock.time())
        )
    decided = await closed(bench, parent.id)
    assert (decided.winner, decided.measure) == (1, Measure.STAYED)
    assert decided.figures[0].left == decided.figures[0].got > 0 == decided.figures[1].left


async def test_a_paused_broadcast_decides_nothing_on_half_of_its_sample(bench: Bench) -> None:
    await people(bench)
    broadcast_id = await bench.launch(answered(seconds=1, share=49))
    parent = await bench.until(broadcast_id, lambda one: one.figures.sent > 15)
    await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
    await answer(bench, parent, version=1)
    await bench.clock.sleep(8)
    assert (await standing(bench, broadcast_id)).state is VersionTestState.WAITING
    await bench.assembly.doors.launches.resume(broadcast_id, by=editor())
    await closed(bench, broadcast_id, VersionTestState.DECIDED, VersionTestState.ASKED)


async def test_a_restart_in_between_changes_nothing(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await people(bench)
        parent = await bench.finished(await bench.launch(answered(seconds=60)))
        await answer(bench, parent, version=0)
    async with working(sandbox_url, database, control) as reborn:
        decided = await closed(reborn, parent.id)
        assert decided.winner == 0
        child = await reborn.finished(decided.child_id or 0)
        assert child.figures.sent == decided.waiting
        await got(reborn, "A?")


async def test_another_bots_token_decides_nothing(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await people(bench)
        parent = await bench.finished(await bench.launch(answered(seconds=60)))
        await answer(bench, parent, version=0)
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE engine_memory SET value = '5' WHERE key = 'bot_id'"
        )
    async with working(sandbox_url, database, control) as reborn:
        found = await standing(reborn, parent.id)
        assert (found.state, found.ends_at) == (VersionTestState.WAITING, None)
        await reborn.clock.sleep(90)
        assert (await standing(reborn, parent.id)).can_decide


async def test_of_two_who_decide_one_counts(bench: Bench) -> None:
    await people(bench)
    versions = bench.assembly.doors.versions
    parent = await bench.finished(await bench.launch(content()))
    tries = await asyncio.gather(
        versions.decide(parent.id, 0, by=editor()),
        versions.decide(parent.id, 1, by=editor(2)),
        versions.drop(parent.id, by=editor(3)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, DecidedAlready) for one in tries) == 2
    assert len(await bench.assembly.doors.reports.follow_ups(parent.id)) <= 1


async def test_who_was_held_back_by_a_cancelled_one_can_get_it_after_all(bench: Bench) -> None:
    await people(bench)
    broadcast_id = await bench.launch(content())
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    parent = await bench.until(broadcast_id, lambda one: one.is_over)
    assert (parent.figures.held, parent.figures.sent + parent.figures.cancelled) == (0, PEOPLE)
    assert (await standing(bench, broadcast_id)).state is VersionTestState.DROPPED
    await expect_counters_equal_rows(bench.database, parent)
    rest = Which.CANCELLED
    child = await bench.assembly.doors.follow_ups.send(broadcast_id, rest, by=editor())
    child = await bench.finished(child.id)
    assert child.figures.sent == parent.figures.cancelled
    assert await bench.assembly.doors.versions.standing(child.id) is None
    words = ("A in English", "A auf Deutsch", "B in English", "B auf Deutsch")
    assert sum([len(await got(bench, one)) for one in words]) == PEOPLE


async def test_too_few_people_for_anybody_to_wait(bench: Bench) -> None:
    await bench.subscribe(1)
    broadcast_id = await bench.launch(content(share=49))
    forecast = await bench.assembly.doors.versions.forecast(broadcast_id)
    assert forecast is not None
    assert forecast.waiting == 0
    await closed(bench, broadcast_id, VersionTestState.COMPARED)


async def test_parts_of_everybody_leave_nothing_to_decide(bench: Bench) -> None:
    await people(bench)
    parent = await bench.finished(await bench.launch(content(share=50)))
    assert (parent.figures.held, parent.figures.sent) == (0, PEOPLE)
    found = await standing(bench, parent.id)
    assert (found.state, found.can_decide) == (VersionTestState.COMPARED, False)
    assert sum(one.got for one in found.figures) == PEOPLE


async def test_to_those_who_came_since_it_goes_as_the_version_that_has_won(bench: Bench) -> None:
    await people(bench)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch(content()))
    await bench.subscribe(2, FIRST + 1_000)
    with pytest.raises(MoveNotAllowed):  # whom it will reach, nobody can tell yet
        await doors.newcomers.send(parent.id, by=editor())
    await bench.finished((await doors.versions.decide(parent.id, 1, by=editor())).id)
    since = await bench.finished((await doors.newcomers.send(parent.id, by=editor())).id)
    assert (since.figures.sent, since.figures.held) == (2, 0)
    assert {1_001, 1_002} <= await got(bench, "B in English")
    assert await doors.versions.standing(since.id) is None


async def test_the_failed_of_a_version_get_that_one_again(bench: Bench) -> None:
    await people(bench)
    await bench.control.refuse([FIRST + 4], "Bad Request: MOON", 400)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch(content(share=50))
    parent = await bench.finished(broadcast_id)
    await bench.control.relent([FIRST + 4])
    child = await doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    assert (await bench.finished(child.id)).figures.sent == 1
    found = await standing(bench, parent.id)
    for version in found.figures:
        letter = "AB"[version.version]
        times = await got(bench, f"{letter} in English") | await got(bench, f"{letter} auf Deutsch")
        assert len(times) == version.people


async def test_a_ledger_is_pruned_once_it_is_decided_and_the_figures_stay(bench: Bench) -> None:
    await people(bench)
    versions, database = bench.assembly.doors.versions, bench.database
    tested = await bench.finished(await bench.launch(content()))
    compared = await bench.finished(await bench.launch(content(share=50)))
    before = [await standing(bench, one.id) for one in (tested, compared)]
    retention = Retention(database, bench.clock, days=-1)
    await retention.once()
    assert not (await bench.assembly.doors.reports.get(tested.id)).thinned
    assert (await bench.assembly.doors.reports.get(compared.id)).thinned
    assert (await standing(bench, compared.id)).figures == before[1].figures
    await bench.finished((await versions.decide(tested.id, 0, by=editor())).id)
    await retention.once()
    assert (await bench.assembly.doors.reports.get(tested.id)).thinned
    assert (await standing(bench, tested.id)).figures == before[0].figures


async def test_whoever_decided_and_asks_for_erasure_is_named_no_more(bench: Bench) -> None:
    await people(bench)
    versions = bench.assembly.doors.versions
    parent = await bench.finished(await bench.launch(content()))
    await versions.decide(parent.id, 0, by=editor(FIRST))
    await Subscribers(bench.database).erase(FIRST)
    assert (await standing(bench, parent.id)).decided_by == NOBODY


async def test_what_the_stars_cap_has_left_goes_for_the_others(bench: Bench) -> None:
    await people(bench)
    parent = await bench.finished(await bench.launch(content()))
    paid = replace(content(), options=Options(paid=True, stars_cap=5)).dump()
    async with bench.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET content = ?, paid = 21", (paid,))
    child = await bench.assembly.doors.versions.decide(parent.id, 0, by=editor())
    assert Content.load(child.content).options.stars_cap == 2


async def test_whoever_waits_and_does_not_want_the_topic_that_goes_is_passed_over(
    bench: Bench,
) -> None:
    """They got the better version: what they had said of the topic was gone with it."""
    await people(bench)
    doors = bench.assembly.doors
    await doors.topics.add("News", by=owner())
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO topic_opt_outs SELECT 1, id FROM subscribers WHERE id <= 20"
        )
    draft_id = await doors.drafts.add(content(), by=editor(), audience=Audience(topic=1))
    await doors.launches.launch(draft_id, by=editor())
    parent = await bench.finished(draft_id)
    assert parent.figures.held > 0
    await doors.topics.remove(1, by=owner())
    parent = await doors.reports.get(parent.id)
    assert parent.figures.unwanted == 20
    await expect_counters_equal_rows(bench.database, parent)
    await bench.finished((await doors.versions.decide(parent.id, 1, by=editor())).id)
    everybody = set[int]()
    for words in ("A in English", "A auf Deutsch", "B in English", "B auf Deutsch"):
        everybody |= await got(bench, words)
    assert everybody == set(range(21, PEOPLE + 1))


async def test_whoever_lost_the_role_a_moment_ago_decides_nothing(bench: Bench) -> None:
    await people(bench)
    versions = bench.assembly.doors.versions
    parent = await bench.finished(await bench.launch(content()))
    with pytest.raises(NotAllowed, match="no admin any more"):
        await versions.decide(parent.id, 1, by=replace(editor(7), stored=True))
    await versions.decide(parent.id, 1, by=editor())


async def test_what_was_taken_back_goes_to_nobody_else(bench: Bench) -> None:
    await people(bench)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch(content(seconds=3_600)))
    await bench.finished((await doors.recalls.begin(parent.id, by=editor())).id)
    assert (await standing(bench, parent.id)).state is VersionTestState.DROPPED
    with pytest.raises(DecidedAlready):
        await doors.versions.decide(parent.id, 0, by=editor())
