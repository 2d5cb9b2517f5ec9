"""What the page counts: the pulse, and what went to many."""

import asyncio
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from botapi_sandbox.call.world import World
from botapi_sandbox.control import Control
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.page.events import spread as spreading
from botapi_sandbox.page.events.chosen_bot import ChosenBot
from botapi_sandbox.page.events.pulse import Pulse
from botapi_sandbox.page.events.roster import Roster
from botapi_sandbox.page.events.spread import Spread
from botapi_sandbox.people.crowds import Crowd, golden_step
from botapi_sandbox.people.people import People
from botapi_sandbox.people.persons import Person, Standing
from botapi_sandbox.verbs.actions.people import PeopleVerbs
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import LivePage, live_page

HUNDRED_THOUSAND = 100_000


def crowd(first: int, count: int, blocked: float = 0.0, gone: float = 0.0) -> Crowd:
    return Crowd(
        first=first,
        count=count,
        language="en",
        started=True,
        blocked_share=blocked,
        deactivated_share=gone,
        seed=1,
        step=golden_step(count),
    )


async def big_world() -> World:
    """A hundred thousand people who have all got one message, and some of them blocked."""
    world = World(clock=Clock(), seed=1, tasks=Tasks())
    account = world.accounts.of("42:TEST")
    await PeopleVerbs(world).add_users(count=HUNDRED_THOUSAND, blocked_share=0.05)
    content = world.contents.intern({"text": "The news"}, 42)
    for user_id in range(1_000_001, 1_000_001 + HUNDRED_THOUSAND):
        world.send(account, user_id, content)
    return world


async def test_a_pulse_says_what_happened_since_the_last_one(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="before")
    async with live_page(api.url) as page:
        first = await page.next("pulse")
        assert (first["accepted"], first["totals"]["accepted"]) == (0, 1)
        for _ in range(3):
            await api.ok("sendMessage", chat_id=7, text="x")
        await control.faults(flood={"next": 2}, lost_after={"next": 1})
        for _ in range(2):
            assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429
        seen = [await page.until("pulse", lambda told: told["totals"]["refused"] == 2)]
        await control.outage(30)
        await api.session.get(f"{api.url}/bot42:TEST/getMe")
        seen.append(await page.until("pulse", lambda told: told["totals"]["broken"]))
        assert seen[-1]["totals"] == {
            "accepted": 4,
            "refused": 2,
            "broken": 1,
            "paid": 0,
            "recipients": 1,
        }


async def test_a_pulse_tells_limits_and_faults(api: Api, control: Control) -> None:
    await control.limits(per_second=25)
    await control.add_users(100, blocked_share=0.1, deactivated_share=0.05)
    async with live_page(api.url) as page:
        calm = await page.next("pulse")
        assert (calm["ceiling"], calm["limits"]["per_second"]) == (25, 25)
        assert (calm["ban_left"], calm["outage_left"], calm["outage_manner"]) == (0, 0, "")
        assert (calm["faults"], calm["in_line"]) == ({}, 0)
        assert calm["people"] == {"stranger": 0, "active": 86, "blocked": 10, "deactivated": 5}
        await control.ban(5000)
        await control.outage(9000, "html_504")
        await control.faults(html_502=0.25)
        rough = await page.until("pulse", lambda told: told["faults"])
        assert 0 < rough["ban_left"] <= 5000
        assert 0 < rough["outage_left"] <= 9000
        assert rough["outage_manner"] == "html_504"
        assert rough["faults"]["html_502"]["share"] == 0.25
        assert rough["unheard"] == {}
        await control.unheard(foreign=0.5)
        rough = await page.until("pulse", lambda told: told["unheard"])
        assert rough["unheard"]["foreign"]["share"] == 0.5
        await control.say(7, "unread")
        assert (await page.until("pulse", lambda told: told["updates_waiting"]))["seconds"] > 0


async def test_those_who_wait_in_line_are_counted(api: Api, control: Control) -> None:
    await control.limits(per_second=0.01, silent_wait=100_000)
    async with live_page(api.url) as page, asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(api("sendMessage", chat_id=7, text="x"))
        await page.until("pulse", lambda told: told["in_line"])
        await control.limits(per_second=None)


async def test_a_pulse_is_small_and_looks_at_nobody_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = await big_world()
    chosen = ChosenBot(world=world)
    pulse, roster, spread = Pulse(chosen), Roster(chosen), Spread(world).reader()
    asked = Counter[str]()

    def counted(name: str, method: Any) -> Any:
        def look(*arguments: Any) -> Any:
            asked[name] += 1
            return method(*arguments)

        return look

    monkeypatch.setattr(People, "standing", counted("standing", People.standing))
    monkeypatch.setattr(Crowd, "standing", counted("standing", Crowd.standing))
    monkeypatch.setattr(Crowd, "person", counted("person", Crowd.person))
    for told in (pulse.beat(), pulse.beat(), roster.changes(), spread()):
        assert told is not None
        assert len(told) < 4096
    assert not asked
    assert json.loads(pulse.beat())["totals"]["recipients"] == HUNDRED_THOUSAND
    people = json.loads(pulse.beat())["people"]
    assert people == {"stranger": 0, "active": 95_000, "blocked": 5000, "deactivated": 0}


async def test_who_is_without_is_counted_in_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two slices everybody else gets a turn, and most of the time."""
    world = await big_world()
    rests: list[float] = []
    turn = asyncio.sleep

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        await turn(0)

    monkeypatch.setattr(asyncio, "sleep", rest)
    spread = Spread(world)
    (item,) = json.loads(spread.reader()() or "")["items"]
    assert item["without"] is None
    await spread._count()
    (item,) = json.loads(spread.reader()() or "")["items"]
    assert (item["words"], item["chats"], item["twice"]) == ("The news", HUNDRED_THOUSAND, 0)
    assert item["without"] == 0
    assert len(rests) >= HUNDRED_THOUSAND / spreading.SLICE
    assert min(rests) > 0


async def shown(page: LivePage, **wanted: int | None) -> dict[str, Any]:
    """The newest content, once its numbers are those."""

    def holds(told: dict[str, Any]) -> bool:
        return bool(told["items"]) and wanted.items() <= told["items"][0].items()

    return dict((await page.until("spread", holds))["items"][0])


async def test_twice_and_without_are_right_after_double_sends_and_blocks(
    api: Api, control: Control
) -> None:
    await control.add_users(20, first_id=500, blocked_share=0.1)
    there = [each for each in range(500, 520) if await stands(control, each) == "active"]
    assert len(there) == 18
    async with live_page(api.url) as page:
        for user_id in there[:9]:
            await api.ok("sendMessage", chat_id=user_id, text="The news\nof today")
        assert (await page.next("spread"))["items"] == []  # nine are not many
        await api.ok("sendMessage", chat_id=7, text="The news\nof today")
        item = await shown(page, chats=10, twice=0, without=9)
        assert item["words"] == "The news"
        content = item["content"]
        for user_id in there[:2]:
            await api.ok("sendMessage", chat_id=user_id, text="The news\nof today")
        await shown(page, chats=10, twice=2, without=9)
        await control.block(there[-1])  # who does not want it is not without it
        await shown(page, chats=10, twice=2, without=8)
        await control.block(there[0])  # has it already
        await control.unblock(there[-1])
        await shown(page, chats=10, twice=2, without=9)
        for user_id in there[9:]:
            await api.ok("sendMessage", chat_id=user_id, text="The news\nof today")
        await shown(page, chats=19, twice=2, without=0)
        await control.add_users(30, first_id=900)
        await shown(page, chats=19, twice=2, without=30)
    twice = await control.do("twice", content=content)
    assert [each["id"] for each in twice["people"]] == there[:2]
    without = await control.do("without", content=content, offset=28)
    assert (without["total"], [each["id"] for each in without["people"]]) == (30, [928, 929])
    assert without["people"][0]["standing"] == "active"


async def test_the_previews_of_its_author_were_counted_as_duplicates(
    api: Api, control: Control
) -> None:
    """Whoever writes or presses a button between two copies has asked for the second one."""
    await control.add_users(20, first_id=500)
    keyboard = {"inline_keyboard": [[{"text": "Test", "callback_data": "t"}]]}
    menu = await api.ok("sendMessage", chat_id=7, text="What next?", reply_markup=keyboard)
    async with live_page(api.url) as page:
        await control.say(7, "The news")
        await api.ok("sendMessage", chat_id=7, text="The news")
        await control.press(7, menu["message_id"], button="Test", wait=0)
        for user_id in (7, *range(500, 510)):
            await api.ok("sendMessage", chat_id=user_id, text="The news")
        item = await shown(page, chats=11, twice=0, asked=1)
        await api.ok("sendMessage", chat_id=7, text="The news")
        await shown(page, chats=11, twice=1)
        await api.ok("sendMessage", chat_id=500, text="The news")
        await shown(page, chats=11, twice=2)
    twice = await control.twice(item["content"])
    assert [each["id"] for each in twice["people"]] == [7, 500]
    assert (await control.counts("The news")).duplicates == [7, 500]


async def stands(control: Control, user_id: int) -> str:
    found = await control.do("crowd", first_id=500, contains=str(user_id))
    return str(found["people"][0]["standing"])


async def test_the_newest_six_contents_are_shown(api: Api, control: Control) -> None:
    await control.add_users(10)
    for number in range(8):
        for user_id in range(1_000_001, 1_000_011):
            await api.ok("sendMessage", chat_id=user_id, text=f"news {number}")
    async with live_page(api.url) as page:
        items = (await page.next("spread"))["items"]
    assert [each["words"] for each in items] == [f"news {number}" for number in range(7, 1, -1)]


async def test_a_content_without_words_is_named_for_what_it_is(api: Api, control: Control) -> None:
    await control.add_users(10)
    for user_id in range(1_000_001, 1_000_011):
        await api.ok("sendPhoto", chat_id=user_id, photo="https://a.com/a.jpg")
    async with live_page(api.url) as page:
        assert (await page.next("spread"))["items"][0]["words"] == "photo"


async def test_nothing_is_counted_while_nobody_looks(api: Api, control: Control) -> None:
    before = len(asyncio.all_tasks())
    async with live_page(api.url), live_page(api.url):
        assert len(asyncio.all_tasks()) > before
    async with asyncio.timeout(10):
        while len(asyncio.all_tasks()) > before:
            await asyncio.sleep(0.01)


def test_the_same_message_a_hundred_thousand_times() -> None:
    """Went wrong: a counter of two bytes for each chat refused to count further."""
    world = World(clock=Clock(), seed=1, tasks=Tasks())
    for chat_id in range(300):  # from here on chats are counted in pages
        world.tally.accepted(0, chat_id, 0.0, number=chat_id)
    for _ in range(HUNDRED_THOUSAND):
        world.tally.accepted(0, 5, 0.0, number=5)
    assert world.tally.delivered([0]).total == HUNDRED_THOUSAND + 300
    assert world.tally.everybody.chats == 300


STANDINGS = st.sampled_from(Standing)
CHANGES = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 60), STANDINGS),
    st.tuples(st.just("change"), st.integers(1, 60), STANDINGS),
    st.tuples(
        st.just("crowd"),
        st.integers(1, 50),
        st.tuples(st.integers(1, 30), st.floats(0, 1), st.floats(0, 1)),
    ),
    st.tuples(st.just("share"), st.integers(0, 3), st.floats(0, 1)),
)


@settings(max_examples=300)
@given(st.lists(CHANGES, max_size=12))
def test_how_many_stand_how_is_what_a_walk_would_count(changes: list[tuple[Any, ...]]) -> None:
    people = People()
    for what, first, more in changes:
        if what == "add":
            people.add(Person(id=first, first_name="Ann"), more)
        elif what == "crowd":
            count, blocked, gone = more
            people.add_crowd(crowd(first, count, blocked, gone))
        elif what == "share" and people.crowds():
            people.block_share(people.crowds()[first % len(people.crowds())], more)
        elif what == "change" and people.person(first) is not None:
            people.change(first, more)
        everybody = list(people.numbers())
        assert len(everybody) == len(set(everybody))
        walked = Counter(people.standing(each) for each in everybody)
        assert {each: count for each, count in people.counts().items() if count} == walked


def test_another_share_of_blocked_leaves_the_deleted_deleted() -> None:
    people = People()
    people.add_crowd(crowd(1, 1000, blocked=0.1, gone=0.2))
    gone = [each for each in people.numbers() if people.standing(each) is Standing.DEACTIVATED]
    blocked = {each for each in people.numbers() if people.standing(each) is Standing.BLOCKED}
    assert (len(gone), len(blocked)) == (200, 100)
    people.block_share(people.crowds()[0], 0.5)
    assert people.counts()[Standing.BLOCKED] == 500
    assert all(people.standing(each) is Standing.DEACTIVATED for each in gone)
    assert all(people.standing(each) is Standing.BLOCKED for each in blocked)
    people.block_share(people.crowds()[0], 0)
    assert people.counts()[Standing.ACTIVE] == 800
