"""Feeds are read on a rhythm, asked politely, and what goes wrong is told once."""

from typing import Any

import pytest

from broadcast.feeds import rhythm
from broadcast.feeds.reader import LOOK_AGAIN
from broadcast.feeds.rhythm import PATIENCE, RARELY, RHYTHM
from broadcast.model.errors import NotAllowed
from broadcast.model.events import FeedFails, FeedWorks
from broadcast.model.feeds.feed import FeedError, NoSuchFeed
from broadcast.model.formatting.formatted import Formatted
from runtime.outside import WhyNot
from tests.actors import stranger
from tests.unit.feeds.house import BY, URL, FeedHouse, items
from tests.unit.repeating.house import DAY, HOUR, MINUTE


async def test_it_is_read_on_its_rhythm_and_before_a_round(house: FeedHouse) -> None:
    """Rounds come at ten; it is nine."""
    await house.fed()
    first = len(house.server.asked)
    for _ in range(20):
        await house.passes(3 * MINUTE)
    assert len(house.server.asked) - first == 2  # at 9:30, and at 9:57, before the round
    assert await house.reader.once() == LOOK_AGAIN


async def test_what_has_not_changed_is_neither_sent_nor_parsed(house: FeedHouse) -> None:
    house.server.headers = {"etag": '"1"', "last-modified": "Mon, 30 Nov 2026 10:00:00 GMT"}
    await house.fed(*items(1))
    parsed = len(house.parser.bodies)
    await house.passes(RHYTHM)
    assert house.server.asked[-1]["If-None-Match"] == '"1"'
    assert house.server.asked[-1]["If-Modified-Since"] == "Mon, 30 Nov 2026 10:00:00 GMT"
    house.server.headers = {}  # one that knows no ETags, with the same words as before
    await house.passes(RHYTHM)
    assert len(house.parser.bodies) == parsed
    assert "If-None-Match" in house.server.asked[-1]


async def test_a_304_after_a_restart_says_nothing_again(house: FeedHouse) -> None:
    house.server.headers = {"etag": '"1"'}
    number = await house.fed()
    house.server.lists(*items(1))
    house.server.headers = {"etag": '"2"'}
    await house.come_round(HOUR)
    after = await house.begin_anew()
    await after.come_round(DAY)
    assert await after.titles(number) == [["Item 1"]]
    assert (await after.feed(number)).failing_since is None


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (200, b"<html><body>hello", "page"),
        (200, b"words", "unreadable"),
        (404, b"", "http 404"),
        (500, b"", "http 500"),
        (304, b"", "http 304"),  # nobody has asked whether it had changed
    ],
)
async def test_trouble_is_told_once_and_that_it_is_over(
    house: FeedHouse, status: int, body: bytes, why: str
) -> None:
    number = await house.fed()
    house.server.status, house.server.body = status, body
    await house.goes_by(PATIENCE - 15 * MINUTE)
    assert house.told.of(FeedFails) == []
    await house.goes_by(DAY, every=3 * HOUR)
    other = await house.begin_anew()
    await other.goes_by(DAY, every=3 * HOUR)
    assert [*house.told.of(FeedFails), *other.told.of(FeedFails)] == [FeedFails(repeat_id=number)]
    feed = await other.feed(number)
    assert feed.failing_why == why
    assert feed.failing_since is not None
    other.server.status = 200
    other.server.lists(*items(1))
    await other.goes_by(12 * HOUR, every=3 * HOUR)
    assert other.told.of(FeedWorks) == [FeedWorks(repeat_id=number)]
    await other.goes_by(DAY, every=3 * HOUR)
    assert await other.titles(number) == [["Item 1"]]
    assert len(other.told.of(FeedWorks, FeedFails)) == 1


async def test_a_short_trouble_is_told_to_nobody(house: FeedHouse) -> None:
    await house.fed()
    house.server.trouble = WhyNot.UNREACHABLE
    await house.passes(RHYTHM)
    house.server.trouble = None
    await house.goes_by(3 * HOUR)
    assert house.told.of(FeedFails, FeedWorks) == []


async def test_one_that_is_gone_is_told_at_once_and_asked_rarely(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.status = 410
    await house.passes(RHYTHM)
    assert house.told.of(FeedFails) == [FeedFails(repeat_id=number)]
    assert (await house.feed(number)).failing_why == "gone"
    asked = len(house.server.asked)
    await house.goes_by(RARELY - HOUR, every=HOUR)
    assert len(house.server.asked) == asked


async def test_one_that_fails_is_asked_ever_less_often(house: FeedHouse) -> None:
    await house.fed()
    house.server.trouble = WhyNot.TIME
    await house.passes(RHYTHM)
    asked = len(house.server.asked)
    await house.goes_by(12 * HOUR, every=10 * MINUTE)
    assert 4 < len(house.server.asked) - asked < 12


async def test_a_server_that_asks_for_patience_gets_it(house: FeedHouse) -> None:
    await house.fed()
    house.server.status, house.server.headers = 429, {"retry-after": "7200"}
    await house.passes(RHYTHM)
    asked = len(house.server.asked)
    await house.goes_by(7_200 - 15 * MINUTE)
    assert len(house.server.asked) == asked
    await house.passes(15 * MINUTE)
    assert len(house.server.asked) == asked + 1


async def test_one_fault_keeps_no_other_from_being_read(
    house: FeedHouse, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(*_: Any, **__: Any) -> Any:
        raise RuntimeError("broken")

    number = await house.fed()
    monkeypatch.setattr(house.parser, "parse", breaks)
    house.server.lists(*items(1))
    await house.passes(RHYTHM)
    assert (await house.feed(number)).failing_why == "heavy"
    assert "feed 1 cannot be read" in caplog.text


async def test_a_paused_one_is_not_read(house: FeedHouse) -> None:
    number = await house.fed()
    await house.repeats.pause(number, by=BY)
    asked = len(house.server.asked)
    await house.goes_by(DAY, every=HOUR)
    assert len(house.server.asked) == asked
    assert await house.reader.once() is None
    await house.repeats.resume(number, by=BY)
    await house.passes(1)
    assert len(house.server.asked) == asked + 1


async def test_it_is_read_when_an_admin_says_so(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1))
    await house.feeds.read_now(number, by=BY)
    assert (await house.feed(number)).waiting == 1
    house.server.trouble = WhyNot.PRIVATE
    await house.feeds.read_now(number, by=BY)
    assert (await house.feed(number)).failing_why == "private"


async def test_a_page_leads_to_the_feed_that_it_names(house: FeedHouse) -> None:
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml">"""

    async def get(url: str, **_: Any) -> Any:
        house.server.body = page if url == "https://shop.example" else house.server.body
        return await real(url, **_)

    real = house.server.get
    house.server.get = get  # type: ignore[method-assign]
    with pytest.raises(FeedError) as raised:
        await house.feeds.look("shop.example", by=BY)
    assert raised.value.why == "page"

    async def found(url: str, **_: Any) -> Any:
        house.server.body = page
        if url.endswith("feed.xml"):
            house.server.lists(*items(1))
        return await real(url, **_)

    house.server.get = found  # type: ignore[method-assign]
    assert (await house.feeds.look("shop.example", by=BY)).url == "https://shop.example/feed.xml"


async def test_who_is_no_admin_asks_nobody_and_changes_nothing(house: FeedHouse) -> None:
    number = await house.fed()
    asked, by = len(house.server.asked), stranger(9)
    found = await house.feeds.look(URL, by=BY)
    for act in (
        house.feeds.look(URL, by=by),
        house.feeds.choose(number, found, by=by),
        house.feeds.read_now(number, by=by),
        house.feeds.change_template(number, Formatted(text="{title}"), by=by),
        house.feeds.change_most(number, 1, by=by),
        house.feeds.change_heading(number, stands=False, by=by),
        house.feeds.remove(number, by=by),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert len(house.server.asked) == asked + 1
    with pytest.raises(NoSuchFeed):
        await house.feeds.change_most(number + 1, 1, by=BY)


def test_pauses_grow_to_six_hours() -> None:
    row: Any = type("Row", (), {"failures": 0})()
    pauses = []
    for failures in (0, 1, 2, 20, 5_000):
        row.failures = failures
        pauses.append(rhythm.due_after_failure(row, "time", 0, retry_after=None))
    assert pauses == [300, 600, 1_200, 21_600, 21_600]
