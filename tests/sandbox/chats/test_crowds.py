"""Hundreds of thousands of people: little memory, exact counts."""

import tracemalloc
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox.call.world import World
from botapi_sandbox.control import Control
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import FIRST_UPDATE
from botapi_sandbox.state.tally import ChatCounts
from botapi_sandbox.verbs.actions.people import PeopleVerbs
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]

MEGABYTE = 1024 * 1024


def make_world() -> World:
    return World(clock=Clock(), seed=1, tasks=Tasks())


async def test_a_hundred_thousand_people_and_their_messages_take_a_few_megabytes() -> None:
    world = make_world()
    account = world.accounts.of("42:TEST")
    content = world.contents.intern({"text": "news"}, 42)
    tracemalloc.start()
    try:
        await PeopleVerbs(world).add_users(count=100_000, blocked_share=0.05)
        people, _peak = tracemalloc.get_traced_memory()
        for user_id in range(1_000_001, 1_100_001):
            world.send(account, user_id, content)
        messages, _peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert people < MEGABYTE / 10
    assert messages < 6 * MEGABYTE


async def test_shares_are_kept_and_repeatable() -> None:
    fates = []
    for _ in range(2):
        world = make_world()
        await PeopleVerbs(world).add_users(count=10_000, blocked_share=0.05, deactivated_share=0.02)
        fates.append([world.people.standing(1_000_001 + n) for n in range(10_000)])
    assert fates[0] == fates[1]
    assert fates[0].count(Standing.BLOCKED) == 500
    assert fates[0].count(Standing.DEACTIVATED) == 200
    assert 40 < fates[0][:1000].count(Standing.BLOCKED) < 60


async def test_a_crowd_of_strangers_and_languages(api: Api, control: Control) -> None:
    await control.add_users(3, first_id=500, language="ru", started=False)
    told = await api.refused("sendMessage", chat_id=500, text="x")
    assert told == "Forbidden: bot can't initiate conversation with a user"
    await control.say(500, "/start")
    (update,) = await api.ok("getUpdates")
    assert update["message"]["from"]["language_code"] == "ru"


async def test_who_was_missed_and_who_got_it_twice(api: Api, control: Control) -> None:
    people = await control.add_users(100, blocked_share=0.1)
    got = 0
    for user_id in range(people.first_id, people.first_id + 50):
        status, _body = await api("sendMessage", chat_id=user_id, text="The news")
        got += status == 200
    twice = [1_000_001, 1_000_002]
    for user_id in twice:
        await api.ok("sendMessage", chat_id=user_id, text="The news")
    counts = await control.counts("news")
    assert counts.duplicates == twice
    assert (counts.recipients, counts.accepted) == (got, got + 2)
    missed = await control.missed("news", people.first_id, 100)
    assert len(missed) == 100 - 10 - got
    assert min(missed) > people.first_id + 49
    assert dict(await control.delivered("news"))[1_000_001] == 2
    assert (await control.counts("olds")).recipients == 0


async def test_the_same_words_with_other_buttons_are_the_same_to_contains(
    api: Api, control: Control, buttons: Row
) -> None:
    await api.ok("sendMessage", chat_id=7, text="news")
    row = buttons({"text": "x", "callback_data": "x"})
    await api.ok("sendMessage", chat_id=7, text="news", reply_markup=row)
    assert (await control.counts("news")).duplicates == [7]
    assert (await control.counts()).duplicates == []


async def test_copies_are_counted_by_what_they_say(api: Api, control: Control) -> None:
    said = await control.say(7, "copy me")
    source = {"from_chat_id": 7, "message_id": said.message_id}
    await control.add_users(3)
    for user_id in (1_000_001, 1_000_003):
        await api.ok("copyMessage", chat_id=user_id, **source)
    assert await control.missed("copy me", 1_000_001, 3) == [1_000_002]


async def test_a_crowd_writes(api: Api, control: Control) -> None:
    await control.add_users(2500, blocked_share=0.1)
    await control.everyone_says("/start", 1_000_001, 2500)
    seen: set[int] = set()
    offset = FIRST_UPDATE
    while len(seen) < 2250:
        updates = await api.ok("getUpdates", offset=offset, timeout=50)
        assert updates, f"only {len(seen)} wrote"
        seen |= {each["message"]["from"]["id"] for each in updates}
        offset = updates[-1]["update_id"] + 1
    assert len(seen) == 2250


async def test_messages_of_a_crowd_can_be_looked_at_and_edited(api: Api, control: Control) -> None:
    await control.add_users(1000)
    await api.ok("sendMessage", chat_id=1_000_500, text="one")
    number = (await api.ok("sendMessage", chat_id=1_000_501, text="two"))["message_id"]
    await api.ok("editMessageText", chat_id=1_000_501, message_id=number, text="three")
    assert [each["text"] for each in await control.chat(1_000_501)] == ["three"]
    assert await control.wait_for(1_000_500, "one")


@given(st.lists(st.tuples(st.integers(-2000, 5000), st.integers(1, 3)), max_size=600))
def test_counts_are_those_of_a_dict(added: list[tuple[int, int]]) -> None:
    counts, plain = ChatCounts(), dict[int, int]()
    for chat_id, times in added:
        counts.add(chat_id, times)
        plain[chat_id] = plain.get(chat_id, 0) + times
    assert dict(counts.items()) == plain
    assert all(counts.get(chat_id) == times for chat_id, times in plain.items())


def test_many_chats_are_counted_as_exactly_as_few() -> None:
    counts = ChatCounts()
    for chat_id in range(1000):
        counts.add(chat_id)
    counts.add(999)
    counts.add(-7)
    assert sum(times for _chat, times in counts.items()) == 1002
    assert (counts.get(999), counts.get(-7), counts.get(5000)) == (2, 1, 0)
