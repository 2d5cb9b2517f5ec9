"""Broadcasts at work where a cap is set: two at once, sending after all, later steps of it all."""

from dataclasses import replace

from broadcast.doors.follow_ups import Which
from broadcast.model.options import Options
from tests.actors import editor, owner
from tests.engine.conftest import Bench, text
from tests.engine.invariants import expect_counters_equal_rows

PEOPLE = 60


async def test_two_that_run_at_once_never_give_anybody_more_than_the_cap(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    await bench.assembly.doors.caps.decide(1, by=owner())
    numbers = [await bench.launch(text(words)) for words in ("one", "two", "three")]
    ended = [await bench.finished(number) for number in numbers]
    got = [chat for words in ("one", "two", "three") for chat in await reached(bench, words)]
    assert sorted(got) == sorted(set(got))
    assert len(got) == PEOPLE
    assert sum(one.figures.sent for one in ended) == PEOPLE
    assert sum(one.figures.capped for one in ended) == 2 * PEOPLE
    for one in ended:
        await expect_counters_equal_rows(bench.database, one)


async def test_those_whom_it_left_out_are_sent_to_after_all_once(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    doors = bench.assembly.doors
    await doors.caps.decide(1, by=owner())
    await bench.finished(await bench.launch(text("one")))
    left_out = await bench.finished(await bench.launch(text("two")))
    assert left_out.figures.capped == PEOPLE
    again = await doors.follow_ups.send(left_out.id, Which.CAPPED, by=editor())
    assert (await bench.finished(again.id)).figures.sent == PEOPLE
    assert len(await reached(bench, "two")) == PEOPLE
    assert not (await doors.reports.get(left_out.id)).can_reach_the_capped


async def test_an_urgent_one_goes_to_everybody(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    await bench.assembly.doors.caps.decide(1, by=owner())
    await bench.finished(await bench.launch(text("one")))
    urgent = replace(text("now"), options=Options(urgent=True))
    assert (await bench.finished(await bench.launch(urgent))).figures.sent == PEOPLE


async def test_when_it_is_set_what_was_sent_before_counts_and_taken_away_it_holds_no_more(
    bench: Bench,
) -> None:
    await bench.subscribe(PEOPLE)
    caps = bench.assembly.doors.caps
    await bench.finished(await bench.launch(text("one")))
    await caps.decide(1, by=owner())
    assert (await bench.finished(await bench.launch(text("two")))).figures.capped == PEOPLE
    await caps.decide(None, by=owner())
    assert (await bench.finished(await bench.launch(text("three")))).figures.sent == PEOPLE


async def reached(bench: Bench, words: str) -> list[int]:
    return [chat for chat, times in await bench.control.delivered(words) for _ in range(times)]
