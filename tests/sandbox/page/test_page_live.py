"""The page's stream: what comes at first, and that afterwards only differences come."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.api.schema import Schema
from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

Row = Callable[..., dict[str, Any]]


@pytest.fixture
def sandbox() -> Sandbox:
    """At the wall clock's speed: a chat action is over too soon at a hundred times that."""
    made = Sandbox(seed=1, like="plain")
    made.world.limits.change({"per_second": None, "group_per_minute": None})
    return made


def texts(event: dict[str, Any]) -> list[str]:
    return [each["text"] for each in event["messages"]]


async def test_everything_is_told_at_once_and_in_order(api: Api, control: Control) -> None:
    async with live_page(api.url, chat=7) as page:
        await page.next("spread")
    assert page.seen == ["hello", "roster", "bot", "chat", "pulse", "spread"]


async def test_the_greeting_says_where_everything_is(url: str, sandbox: Sandbox) -> None:
    async with live_page(sandbox.control_url) as page:
        assert page.hello == {
            "bot_url": url,
            "page_url": f"{sandbox.control_url}/",
            "speed": 1.0,
            "keeps_bot": False,
            "tour": None,
            "version": Schema.read().version,
        }
        assert page.hello["version"].startswith("10.")


async def test_a_quiet_chat_is_told_once(api: Api, control: Control) -> None:
    async with live_page(api.url, chat=7) as page:
        for _ in range(6):
            await page.next("pulse")
    assert page.seen.count("chat") == page.seen.count("roster") == page.seen.count("spread") == 1


async def test_only_what_is_new_or_different_is_told(api: Api, control: Control) -> None:
    first = await api.ok("sendMessage", chat_id=7, text="one")
    async with live_page(api.url, chat=7) as page:
        event = await page.next("chat")
        assert (event["whole"], texts(event), event["older"]) == (True, ["one"], False)
        assert event["messages"][0]["sandbox"]["outgoing"] is True
        await control.say(7, "two")
        event = await page.next("chat")
        assert (event["whole"], texts(event), event["gone"]) == (False, ["two"], [])
        assert event["messages"][0]["sandbox"]["outgoing"] is False
        number = first["message_id"]
        await api.ok("editMessageText", chat_id=7, message_id=number, text="one!")
        event = await page.next("chat")
        assert (texts(event), event["messages"][0]["message_id"]) == (["one!"], number)
        await api.ok("deleteMessage", chat_id=7, message_id=number)
        event = await page.next("chat")
        assert (texts(event), event["gone"]) == ([], [number])


async def test_another_chat_does_not_wake_this_one(api: Api, control: Control) -> None:
    await control.add_user(8, "Bea", started=True)
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        await control.say(8, "elsewhere")
        await page.until("roster", lambda told: told["chats"][1]["last"])
        assert page.seen.count("chat") == 1


async def test_a_burst_becomes_few_events_and_nothing_is_left_out(
    api: Api, control: Control
) -> None:
    wanted = [f"message {number}" for number in range(40)]
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        for text in wanted:
            await api.ok("sendMessage", chat_id=7, text=text)
        got: list[str] = []
        while len(got) < len(wanted):
            got += texts(await page.next("chat"))
    assert got == wanted
    assert page.seen.count("chat") < len(wanted)


async def test_the_newest_sixty_come_first_and_older_ones_are_asked_for(
    api: Api, control: Control
) -> None:
    for number in range(70):
        await control.say(7, str(number))
    async with live_page(api.url, chat=7) as page:
        event = await page.next("chat")
    assert texts(event) == [str(number) for number in range(10, 70)]
    assert event["older"] is True
    asked = {"chat_id": 7, "before": event["messages"][0]["message_id"], "count": 6}
    page_one = await control.do("older", **asked)
    assert (texts(page_one), page_one["older"]) == ([str(each) for each in range(4, 10)], True)
    asked["before"] = page_one["messages"][0]["message_id"]
    page_two = await control.do("older", **asked)
    assert (texts(page_two), page_two["older"]) == ([str(each) for each in range(4)], False)


async def test_a_vote_is_shown_in_place(api: Api, control: Control) -> None:
    poll = await api.ok("sendPoll", chat_id=7, question="Tea?", options=["Yes", "No"])
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        await control.vote(7, poll["message_id"], [1])
        (shown,) = (await page.next("chat"))["messages"]
    assert [each["voter_count"] for each in shown["poll"]["options"]] == [0, 1]


async def test_what_is_around_a_chat_is_told_too(api: Api, control: Control) -> None:
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    keyboard = {"keyboard": [[{"text": "Tea"}]]}
    async with live_page(api.url, chat=7) as page:
        event = await page.next("chat")
        assert event["person"] == {"id": 7, "title": "Ann", "language": "en", "username": "ann"}
        assert (event["standing"], event["writer"], event["keyboard"]) == ("active", 7, None)
        await control.block(7)
        await page.until("chat", lambda told: told["standing"] == "blocked")
        await control.unblock(7)
        await api.ok("pinChatMessage", chat_id=7, message_id=number)
        await page.until("chat", lambda told: told["pinned"] == [number])
        await api.ok("unpinAllChatMessages", chat_id=7)
        await page.until("chat", lambda told: told["pinned"] == [])
        await api.ok("sendMessage", chat_id=7, text="?", reply_markup=keyboard)
        await page.until("chat", lambda told: told["keyboard"] == keyboard)
        gone = {"remove_keyboard": True}
        await api.ok("sendMessage", chat_id=7, text="!", reply_markup=gone)
        await page.until("chat", lambda told: told["keyboard"] is None)


async def test_typing_ends_by_itself_or_with_a_message(api: Api, control: Control) -> None:
    async with live_page(api.url, chat=7) as page:
        await api.ok("sendChatAction", chat_id=7, action="typing")
        await page.until("chat", lambda told: told["action"] == "typing")
        await control.advance(6)
        await page.until("chat", lambda told: told["action"] is None)
        await api.ok("sendChatAction", chat_id=7, action="upload_photo")
        await api.ok("sendMessage", chat_id=7, text="here")
        event = await page.until("chat", lambda told: texts(told) == ["here"])
        assert event["action"] is None


async def test_commands_are_those_of_the_reader(api: Api, control: Control) -> None:
    async def shown(chat_id: int) -> str | None:
        async with live_page(api.url, chat=chat_id) as page:
            commands = (await page.next("chat"))["commands"]
        return commands[0]["command"] if commands else None

    async def put(command: str, language: str = "", **scope: Any) -> None:
        commands = [{"command": command, "description": "x"}]
        about = {"scope": scope} if scope else {}
        await api.ok("setMyCommands", commands=commands, language_code=language, **about)

    await control.add_user(8, "Борис", language="ru", started=True)
    await control.add_chat(-5, "group", "Club", members=[7])
    assert await shown(7) is None
    await put("plain")
    await put("russian", "ru")
    assert [await shown(7), await shown(8), await shown(-5)] == ["plain", "russian", "plain"]
    await put("private", type="all_private_chats")
    await put("groups", type="all_group_chats")
    assert [await shown(7), await shown(8), await shown(-5)] == ["private", "private", "groups"]
    await put("editor", type="chat", chat_id=7)
    await put("member", type="chat_member", chat_id=-5, user_id=7)
    assert [await shown(7), await shown(8), await shown(-5)] == ["editor", "private", "member"]


async def test_a_person_of_a_crowd_is_looked_at_like_anybody(api: Api, control: Control) -> None:
    await control.add_users(1000)
    await api.ok("sendMessage", chat_id=1_000_500, text="before")
    async with live_page(api.url, chat=1_000_500) as page:
        assert texts(await page.next("chat")) == ["before"]
        await api.ok("sendMessage", chat_id=1_000_501, text="to somebody else")
        await api.ok("sendMessage", chat_id=1_000_500, text="after")
        assert texts(await page.next("chat")) == ["after"]


@pytest.mark.parametrize("before", [[], ["before"]])
async def test_more_than_the_newest_at_once_left_a_hole_in_the_chat(
    sandbox: Sandbox, api: Api, control: Control, before: list[str]
) -> None:
    """In a chat that was empty when it was opened, too: its older ones could not be scrolled to."""
    await api.ok("getMe")
    for text in before:
        await api.ok("sendMessage", chat_id=7, text=text)
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        account = next(iter(sandbox.world.accounts.all()))
        for number in range(100):  # between two looks of the stream
            sandbox.world.receive(account, 7, 7, {"text": f"{number}"})
        event = await page.until("chat", texts)
        assert (event["whole"], event["older"]) == (True, True)
        assert texts(event) == [f"{number}" for number in range(40, 100)]


async def test_unread_counted_what_the_person_wrote_elsewhere(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="hello")
    await control.say(7, "hi")
    await api.ok("sendMessage", chat_id=7, text="how are you?")
    async with live_page(api.url) as page:
        last = (await page.next("roster"))["chats"][0]["last"]
        assert (last["total"], last["unanswered"]) == (3, 1)
        await control.say(7, "fine")
        told = await page.until("roster", lambda told: told["chats"][0]["last"]["total"] == 4)
        assert told["chats"][0]["last"]["unanswered"] == 0


async def test_a_vote_in_a_room_was_forgotten_by_a_reload(api: Api, control: Control) -> None:
    await control.add_chat(-100, "supergroup", "Room")
    options = [{"text": "Tea"}, {"text": "Coffee"}]
    sent = await api.ok("sendPoll", chat_id=-100, question="Which?", options=options)
    await control.vote(7, sent["message_id"], [1], chat_id=-100)
    async with live_page(api.url, chat=-100) as page:
        event = await page.next("chat")
        assert (event["writer"], event["messages"][0]["sandbox"]["voted"]) == (7, [1])


async def test_who_is_given_a_name_later_keeps_their_messages(api: Api, control: Control) -> None:
    await control.add_users(3)
    await api.ok("sendMessage", chat_id=1_000_002, text="before")
    await control.add_user(1_000_002, "Named", started=True)
    assert [each["text"] for each in await control.chat(1_000_002)] == ["before"]


async def test_the_roster_lists_people_rooms_and_crowds(api: Api, control: Control) -> None:
    await control.add_user(9, "Olga", "Petrova", language="ru", note="the owner")
    await control.add_users(3000, blocked_share=0.1)
    await control.add_chat(-100, "channel", "News", bot_status="administrator")
    await api.ok("sendPhoto", chat_id=7, photo="https://a.com/a.jpg", caption="Look\nhere")
    async with live_page(api.url) as page:
        roster = await page.next("roster")
    assert [each["id"] for each in roster["bots"]] == [42]
    ann, olga, news, crowd = roster["chats"]
    assert ann["last"] | {"date": 0} == {
        "id": 1,
        "text": "Look",
        "date": 0,
        "outgoing": True,
        "by": None,
        "kind": "photo",
        "total": 1,
        "unanswered": 1,
    }
    assert (olga["title"], olga["note"]) == ("Olga Petrova", "the owner")
    assert (olga["standing"], olga["last"]) == ("stranger", None)
    assert (news["kind"], news["bot_status"]) == ("channel", "administrator")
    assert (crowd["kind"], crowd["id"], crowd["count"]) == ("crowd", 1_000_001, 3000)


async def test_the_roster_says_who_wrote_and_who_reads_a_chat_of_two(
    api: Api, control: Control
) -> None:
    await control.add_user(8, "Joe")
    sent = await api.ok("sendMessage", chat_id=7, text="Look")
    await control.forward(7, [sent["message_id"]], 8)
    async with live_page(api.url) as page:
        roster = await page.next("roster")
    pair = next(each for each in roster["chats"] if each["kind"] == "pair")
    assert (pair["title"], pair["reader"], pair["last"]["by"]) == ("Ann and Joe", "Joe", "Ann")


async def test_a_page_that_is_open_before_any_bot(url: str, control: Control) -> None:
    async with live_page(url, chat=7) as page, aiohttp.ClientSession() as session:
        assert (await page.next("roster"))["bots"] == []
        assert (await page.next("chat"))["messages"] == []
        await Api(url, "42:TEST", session).ok("sendMessage", chat_id=7, text="hello")
        event = await page.until("chat", texts)
        assert (event["whole"], texts(event)) == (True, ["hello"])
        assert (await page.until("roster", lambda told: told["bots"]))["chats"][0]["last"]


async def test_each_bot_has_a_chat_of_its_own(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="from the first")
    await api.of("43:TEST").ok("sendMessage", chat_id=7, text="from the second")
    for bot, text in ((42, "from the first"), (43, "from the second")):
        async with live_page(api.url, chat=7, bot=bot) as page:
            assert texts(await page.next("chat")) == [text]


async def test_a_reset_shows_the_new_world(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="old")
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        await control.reset()
        event = await page.next("chat")
        assert (event["whole"], event["messages"], event["person"]) == (True, [], None)
        assert (await page.until("roster", lambda told: not told["chats"]))["bots"] == []
        await control.add_user(7, "Ann", started=True)
        await api.ok("sendMessage", chat_id=7, text="new")
        assert texts(await page.until("chat", texts)) == ["new"]
        totals = (await page.next("pulse"))["totals"]
        assert totals["accepted"] == 1


@pytest.mark.parametrize("port", ["main", "control"])
async def test_an_open_page_does_not_keep_the_sandbox_alive(port: str) -> None:
    sandbox = Sandbox()
    loop = asyncio.get_running_loop()
    async with aiohttp.ClientSession() as session:
        async with sandbox.serving() as url:
            address = url if port == "main" else sandbox.control_url
            answer = await session.get(f"{address}/page/live")
            await answer.content.readline()
            begun = loop.time()
        assert loop.time() - begun < 5
        async with asyncio.timeout(5):
            while await answer.content.readline():  # ended in order: no error
                pass


async def test_a_browser_that_goes_away_is_forgotten(
    api: Api, control: Control, sandbox: Sandbox
) -> None:
    async with live_page(api.url, chat=7) as page:
        await page.next("chat")
        assert 7 in sandbox.world._watchers
    async with asyncio.timeout(10):
        while 7 in sandbox.world._watchers:
            await asyncio.sleep(0.01)


async def test_hostile_names_and_texts_arrive_as_they_are(api: Api, control: Control) -> None:
    script = "<script>alert(1)</script>\n\nevent: hello\ndata: {}"
    await control.add_user(9, script, started=True)
    await control.say(9, script)
    async with live_page(api.url, chat=9) as page:
        event = await page.next("chat")
    assert texts(event) == [script]
    assert event["person"]["title"] == script
    assert page.seen.count("hello") == 1


async def test_half_a_letter_does_not_break_the_stream(url: str, control: Control) -> None:
    await control.add_user(9, "half \ud83d", started=True)
    async with live_page(url, chat=9) as page:
        assert (await page.next("chat"))["person"]["title"] == "half ?"
        await page.next("pulse")


async def test_numbers_that_are_none_are_refused(url: str) -> None:
    async with aiohttp.request("GET", f"{url}/page/live?chat=me") as answer:
        assert answer.status == 400
        assert (await answer.json())["error"] == "chat must be a whole number"
