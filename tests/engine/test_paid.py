"""Paid broadcasts against a Telegram that counts the Stars for itself."""

from collections.abc import AsyncIterator

import pytest
from aiogram.methods import SendMessage

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.halt import Unpaid
from broadcast.model.options import Options, WhenSpent
from db.connection.database import Database
from db.schema.states import BroadcastState, PauseReason
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once

PLAIN = "Something else"
FREE, RATE = 4.0, 3.0  # messages/s: so little is free that even a busy machine is well above it


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    await control.limits(per_second=FREE, stars=500)
    async with working(sandbox_url, database, control, rate=RATE) as ready:
        yield ready


def paid(cap: int, when_spent: WhenSpent = WhenSpent.FREE, *, album: int = 0) -> Content:
    params = {"media": [{"type": "photo", "media": f"https://a.com/{n}.jpg"} for n in range(album)]}
    call = Call(method="sendMediaGroup", params=params)
    if not album:
        call = Call(method="sendMessage", params={"text": TEXT})
    options = Options(paid=True, stars_cap=cap, when_spent=when_spent)
    return Content(message=(call,), options=options)


def plain() -> Content:
    return Content(message=(Call(method="sendMessage", params={"text": PLAIN}),))


async def charged(control: Control) -> int:
    """Telegram's own count of paid messages."""
    return sum((await control.counts()).paid.values())


async def floods(control: Control) -> int:
    return (await control.counts()).statuses.get("429", 0)


async def stars_left(control: Control) -> float:
    return float((await control.limits())["stars"])


async def paused(bench: Bench, number: int) -> Broadcast:
    return await bench.until(number, lambda one: one.state is BroadcastState.PAUSED)


async def test_it_goes_faster_and_counts_what_it_cost(bench: Bench) -> None:
    await bench.subscribe(400)
    over = await bench.finished(await bench.launch(paid(100)))
    assert over.figures.sent == 400
    spent = round((500 - await stars_left(bench.control)) * 10)
    assert 0 < spent <= over.figures.paid < 400
    assert spent == await charged(bench.control)
    assert await floods(bench.control) == 0
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_at_the_cap_it_goes_on_at_the_free_rate(bench: Bench) -> None:
    await bench.subscribe(80)
    number = await bench.launch(paid(5))
    capped = await bench.until(number, lambda one: one.figures.paid == 50)
    while bench.assembly.doors.forecast.speed(capped).unpaid is not Unpaid.CAP:
        capped = await bench.until(number, lambda one: True)
    over = await bench.finished(number)
    assert over.figures.sent == 80
    assert over.figures.paid == 50
    assert 0 < await charged(bench.control) <= 50
    assert await floods(bench.control) == 0


async def test_at_the_cap_it_pauses_where_that_was_chosen_and_goes_on_when_told(
    bench: Bench,
) -> None:
    await bench.subscribe(80)
    number = await bench.launch(paid(5, WhenSpent.PAUSE))
    stopped = await paused(bench, number)
    assert (stopped.pause_reason, stopped.pause_detail) == (PauseReason.STARS, Unpaid.CAP)
    assert 50 <= stopped.figures.sent < 80
    await bench.assembly.doors.launches.resume(number, by=editor())
    over = await bench.finished(number)
    assert over.figures.sent == 80
    assert over.figures.paid == 50
    assert await floods(bench.control) == 0
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_an_empty_balance_pauses_and_a_full_one_pays_again(bench: Bench) -> None:
    await bench.control.limits(stars=4)
    await bench.subscribe(120)
    number = await bench.launch(paid(100, WhenSpent.PAUSE))
    stopped = await paused(bench, number)
    assert stopped.pause_detail == Unpaid.BALANCE
    before = await charged(bench.control)
    assert 0 < before <= 40
    await bench.control.limits(stars=100)
    await bench.assembly.doors.launches.resume(number, by=editor())
    over = await bench.finished(number)
    assert over.figures.sent == 120
    assert await charged(bench.control) > before
    assert await floods(bench.control) == 0


async def test_a_balance_that_is_filled_while_it_runs_is_noticed(bench: Bench) -> None:
    await bench.control.limits(stars=0)
    await bench.subscribe(300)
    number = await bench.launch(paid(500))
    await bench.until(number, lambda one: one.figures.sent > 3)
    assert bench.assembly.doors.forecast.speed(
        await bench.assembly.doors.reports.get(number)
    ).unpaid
    await bench.control.limits(stars=1_000)
    over = await bench.finished(number)
    assert over.figures.sent == 300
    assert over.figures.paid > 0
    assert await floods(bench.control) == 0


async def test_somebody_else_spends_the_stars_meanwhile(bench: Bench) -> None:
    """Then a marked call is refused, the balance is read, and it goes on at the free rate."""
    await bench.subscribe(200)
    number = await bench.launch(paid(500))
    await bench.until(number, lambda one: one.figures.paid > 120)
    await bench.control.limits(stars=0)
    over = await bench.finished(number)
    assert over.figures.sent == 200
    assert over.figures.paid < 200
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_a_bot_that_may_not_pay_goes_on_at_the_free_rate(bench: Bench) -> None:
    """Stars enough, but paid broadcasts are not switched on: marked calls overflow all the same."""
    await bench.control.limits(paid_per_second=1, ban=1)
    await bench.subscribe(40)
    number = await bench.launch(paid(500))
    over = await bench.finished(number)
    assert over.figures.sent == 40
    assert bench.assembly.doors.forecast.speed(over).unpaid is None
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_who_blocked_the_bot_costs_nothing(bench: Bench) -> None:
    await bench.subscribe(300)
    for user_id in range(FIRST, FIRST + 300, 3):
        await bench.control.block(user_id)
    over = await bench.finished(await bench.launch(paid(500)))
    assert over.figures.blocked == 100
    assert await charged(bench.control) <= over.figures.paid <= 200


async def test_an_unpaid_one_beside_it_floods_nobody_and_costs_nothing(bench: Bench) -> None:
    await bench.subscribe(40)
    free = await bench.launch(plain())
    fast = await bench.launch(paid(100))
    over = await bench.finished(fast)
    other = await bench.finished(free)
    assert other.figures.paid == 0
    assert await charged(bench.control) <= over.figures.paid
    assert await floods(bench.control) == 0
    await expect_exactly_once(bench.database, bench.control, over, TEXT)
    await expect_exactly_once(bench.database, bench.control, other, PLAIN)


async def test_replies_get_through_beside_it(bench: Bench) -> None:
    await bench.subscribe(600)
    await bench.control.add_user(7, "Ann", started=True)
    number = await bench.launch(paid(500))
    await bench.until(number, lambda one: one.figures.paid > 20)
    for n in range(5):
        await bench.bot(SendMessage(chat_id=7, text=f"Reply {n}"))
    over = await bench.finished(number)
    assert len(await bench.control.chat(7)) == 5
    assert await floods(bench.control) == 0
    assert await charged(bench.control) <= over.figures.paid


async def test_albums_cost_their_items(bench: Bench) -> None:
    await bench.subscribe(40)
    over = await bench.finished(await bench.launch(paid(10, album=4)))
    assert over.figures.sent == 40
    assert 0 < await charged(bench.control) <= over.figures.paid <= 100
    assert over.figures.paid % 4 == 0


async def test_a_balance_that_is_not_told_means_the_free_rate(bench: Bench) -> None:
    await bench.control.faults(error_500={"share": 1, "methods": ["getMyStarBalance"]})
    await bench.subscribe(20)
    over = await bench.finished(await bench.launch(paid(10, WhenSpent.PAUSE)))
    assert over.figures.sent == 20
    assert over.figures.paid == 0


@pytest.fixture
async def restarted(
    sandbox_url: str, database: Database, control: Control
) -> AsyncIterator[tuple[Bench, int]]:
    """A second process, after the first has paid some and was ended."""
    async with working(sandbox_url, database, control, rate=RATE) as first:
        await control.limits(per_second=FREE, stars=500)
        await first.subscribe(120)
        number = await first.launch(paid(8))
        await first.until(number, lambda one: one.figures.paid > 10)
    async with working(sandbox_url, database, control, rate=RATE) as second:
        yield second, number


async def test_the_cap_holds_over_a_restart(restarted: tuple[Bench, int]) -> None:
    bench, number = restarted
    over = await bench.finished(number)
    assert over.figures.sent == 120
    assert over.figures.paid <= 80
    assert await charged(bench.control) <= over.figures.paid
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_lost_answers_count_as_paid(bench: Bench) -> None:
    await bench.subscribe(300)
    await bench.control.faults(lost_after={"share": 0.05})
    over = await bench.finished(await bench.launch(paid(500)))
    assert over.figures.uncertain > 0
    assert await charged(bench.control) <= over.figures.paid
    await expect_exactly_once(bench.database, bench.control, over, TEXT)


async def test_what_was_on_its_way_in_a_crash_counts_as_paid_up_to_the_cap(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.limits(per_second=FREE, stars=500)
    async with working(sandbox_url, database, control, rate=RATE) as first:
        await first.subscribe(60)
        number = await first.launch(paid(2, WhenSpent.PAUSE))
        before = await paused(first, number)
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET state = 1 WHERE state = 0 AND subscriber_id > 50"
        )
        await connection.exec_driver_sql("UPDATE runs SET claimed_from = 51, claimed_upto = 60")
        await connection.exec_driver_sql("UPDATE runs SET paid = 5")
    async with working(sandbox_url, database, control, rate=RATE) as second:
        after = await second.assembly.doors.reports.get(number)
    assert before.figures.paid == 20
    assert after.figures.uncertain == 10
    assert after.figures.paid == 15


async def test_a_crash_never_counts_more_than_the_cap(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.limits(per_second=FREE, stars=500)
    async with working(sandbox_url, database, control, rate=RATE) as first:
        await first.subscribe(60)
        number = await first.launch(paid(2, WhenSpent.PAUSE))
        await paused(first, number)
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE deliveries SET state = 1 WHERE state = 0")
        await connection.exec_driver_sql("UPDATE runs SET claimed_from = 1, claimed_upto = 60")
    async with working(sandbox_url, database, control, rate=RATE) as second:
        after = await second.assembly.doors.reports.get(number)
    assert after.figures.uncertain > 10
    assert after.figures.paid == 20


async def test_sending_again_costs_nothing(bench: Bench) -> None:
    """The cap was for the first time; nobody was asked for more."""
    await bench.subscribe(30)
    await bench.control.faults(lost_before={"next": 2, "skip": 5})
    number = await bench.launch(paid(1))
    over = await bench.finished(number)
    assert over.figures.uncertain == 2
    again = await bench.assembly.doors.follow_ups.send(number, Which.UNCERTAIN, by=editor())
    child = await bench.finished(again.id)
    assert child.figures.sent == 2
    assert not Content.load(child.content).paid
    assert Content.load(over.content).paid
