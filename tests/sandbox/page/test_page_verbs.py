"""Verbs that the page needs: long lists in pages, and a crowd's share of blocked."""

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api


async def test_a_crowd_is_leafed_through(api: Api, control: Control) -> None:
    await control.add_users(3000, deactivated_share=0.5)
    page = await control.crowd(1_000_001, offset=2995)
    assert page["total"] == 3000
    assert [each["id"] for each in page["people"]] == list(range(1_002_996, 1_003_001))
    assert {each["standing"] for each in page["people"]} <= {"active", "deactivated"}
    assert len((await control.crowd(1_000_001))["people"]) == 50
    assert len((await control.crowd(1_000_001, count=100_000))["people"]) == 500
    with pytest.raises(ControlRefused, match="no crowd begins with 5"):
        await control.crowd(5)


async def test_a_crowd_is_searched_by_number_and_by_name(api: Api, control: Control) -> None:
    await control.add_users(3000, language="ru")
    await control.add_user(1_000_777, "Ольга", "Петрова")
    found = await control.crowd(1_000_001, contains="0077")
    assert found["total"] == 11  # 1000077, and 1000770 to 1000779
    found = await control.crowd(1_000_001, contains="ПЕТРОВ")
    assert [(each["id"], each["name"]) for each in found["people"]] == [
        (1_000_777, "Ольга Петрова")
    ]
    borises = await control.crowd(1_000_001, contains="борис", offset=200, count=5)
    assert len(borises["people"]) == 5
    assert {each["name"] for each in borises["people"]} == {"Борис"}
    assert (await control.crowd(1_000_001, contains="zzz"))["total"] == 0


async def test_the_share_of_blocked_is_changed_silently(api: Api, control: Control) -> None:
    await control.add_users(100)
    await control.add_users(50, first_id=500)
    counts = await control.blocked_share(0.2)
    assert counts == {"stranger": 0, "active": 121, "blocked": 30, "deactivated": 0}
    statuses = [(await api("sendMessage", chat_id=500 + n, text="x"))[0] for n in range(50)]
    assert statuses.count(403) == 10
    assert await api.ok("getUpdates") == []
    assert (await control.blocked_share(0, first_id=500))["blocked"] == 20
    with pytest.raises(ControlRefused, match="no crowd begins with 6"):
        await control.blocked_share(0.5, first_id=6)
    with pytest.raises(ControlRefused, match="from 0 to 1"):
        await control.blocked_share(50)


async def test_bots_hear_of_each_one_where_they_are_told(api: Api, control: Control) -> None:
    await control.add_users(40, first_id=500)
    await control.blocked_share(0.25, tell=True)
    offset = 0
    heard: dict[int, str] = {}
    for status in ("kicked", "member"):
        while len(heard) < 10:
            for update in await api.ok("getUpdates", offset=offset, timeout=5):
                offset = update["update_id"] + 1
                change = update["my_chat_member"]
                heard[change["chat"]["id"]] = change["new_chat_member"]["status"]
        assert set(heard.values()) == {status}
        heard.clear()
        await control.blocked_share(0, tell=True)


async def test_who_came_back_alone_is_counted_in_a_new_share(api: Api, control: Control) -> None:
    await control.add_users(100, blocked_share=0.1)
    await control.say(1_000_001, "/start")
    await control.block(1_000_002)
    await control.deactivate(1_000_003)
    assert (await control.blocked_share(1))["active"] == 1  # Ann, who is no part of the crowd
    counts = await control.blocked_share(0)
    assert counts == {"stranger": 0, "active": 100, "blocked": 0, "deactivated": 1}


async def test_lists_of_a_content_that_is_none(api: Api, control: Control) -> None:
    for verb in (control.without, control.twice):
        with pytest.raises(ControlRefused, match="there is no content 99"):
            await verb(99)


async def test_a_room_that_got_something_twice_is_listed_by_its_title(
    api: Api, control: Control
) -> None:
    await control.add_chat(-100, "channel", "News", bot_status="administrator")
    await control.add_users(10)
    for chat_id in (-100, *range(1_000_001, 1_000_011), -100):
        await api.ok("sendMessage", chat_id=chat_id, text="x")
    twice = await control.twice(0)
    assert twice["people"] == [{"id": -100, "name": "News", "standing": None}]
    without = await control.without(0)
    assert [each["name"] for each in without["people"]] == ["Ann"]
