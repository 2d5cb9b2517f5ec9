"""The forum group: a topic for each person, and what admins write there goes back."""

from typing import Any

import pytest

from botapi_sandbox.control import Control, Message
from tests.dialogs.conftest import ADMIN, FIRST, STRANGER, House, Person, eventually

FORUM, READER, EDITOR = -1_001_000_000_777, FIRST, 14


@pytest.fixture
async def forum(house: House, control: Control) -> int:
    members = [ADMIN, STRANGER, EDITOR]
    await control.add_user(EDITOR, "Eve", started=True)
    await control.add_chat(
        FORUM, "supergroup", "Desk", members=members, bot_status="administrator", forum=True
    )
    return FORUM


async def in_group(house: House, words: str) -> Message:
    return await house.control.wait_for(FORUM, words, timeout=10)


async def reply(house: House, admin: Person, text: str = "Is it free?") -> tuple[Person, int]:
    await house.subscribe(1)
    await admin.launch("News")
    reader = house.person(READER)
    await reader.sees("News")
    number = await reader.say(text)
    await reader.sees("The team gets to read this")
    return reader, number


async def topic_of(house: House, words: str = "Is it free?") -> int:
    return int((await in_group(house, words))["message_thread_id"])


async def opened(house: House, admin: Person) -> None:
    await house.control.say(admin.id, "/inbox", chat_id=FORUM)
    await in_group(house, "comes here from now on")


async def test_a_topic_for_each_person_and_answers_go_back(
    house: House, admin: Person, forum: int
) -> None:
    await opened(house, admin)
    reader, number = await reply(house, admin)
    topic = await topic_of(house)
    written = await house.control.say(ADMIN, "It is.", chat_id=forum, topic=topic)
    answer = await reader.sees("It is.")
    assert answer["reply_to_message"]["message_id"] == number
    await house.until("SELECT waiting, answered_by FROM conversations", (0, ADMIN))
    assert written.message_id
    second = await reader.say("And for my sister?")
    await in_group(house, "And for my sister?")
    first_copy = (await in_group(house, "Is it free?"))["message_id"]
    await house.control.say(ADMIN, "As I said", chat_id=forum, topic=topic, reply_to=first_copy)
    answer = await reader.sees("As I said")
    assert answer["reply_to_message"]["message_id"] == number != second


async def test_what_they_edit_is_told_in_their_topic(
    house: House, admin: Person, forum: int
) -> None:
    await opened(house, admin)
    reader, number = await reply(house, admin)
    topic, first = await topic_of(house), (await in_group(house, "Is it free?"))["message_id"]
    await house.control.edit(reader.id, number, "Is it still free?")
    said = await in_group(house, "This message was edited")
    assert said["reply_to_message"]["message_id"] == first
    copy = await in_group(house, "Is it still free?")
    assert copy["reply_to_message"]["message_id"] == first
    assert said["message_thread_id"] == copy["message_thread_id"] == topic
    reply_to = copy["message_id"]
    await house.control.say(ADMIN, "It is.", chat_id=forum, topic=topic, reply_to=reply_to)
    answer = await reader.sees("It is.")
    assert answer["reply_to_message"]["message_id"] == number


async def test_notes_commands_and_others_stay_in_the_group(
    house: House, admin: Person, forum: int
) -> None:
    await opened(house, admin)
    reader, _ = await reply(house, admin)
    topic = await topic_of(house)
    await house.control.say(ADMIN, "// what shall we say?", chat_id=forum, topic=topic)
    await house.control.say(STRANGER, "I know!", chat_id=forum, topic=topic)
    await in_group(house, "only admins of this bot can answer")
    await house.control.say(STRANGER, "Really!", chat_id=forum, topic=topic)
    await house.control.say(ADMIN, "In general", chat_id=forum)
    await house.control.say(ADMIN, "Yes.", chat_id=forum, topic=topic)
    await reader.sees("Yes.")
    answers = await reader.answers()
    assert answers[-1] == "Yes."
    assert len(answers) == 3  # the news, the thanks, the answer
    said = [one.get("text", "") for one in await house.control.chat(forum)]
    assert sum("only admins" in one for one in said) == 1


async def test_only_owners_open_it_and_only_in_a_forum(
    house: House, admin: Person, forum: int
) -> None:
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO admins (user_id, role, added_at) VALUES (?, 'editor', 1)", (EDITOR,)
        )
    await house.control.add_chat(-1_001, "supergroup", "Club", members=[ADMIN])
    await house.control.say(STRANGER, "/inbox", chat_id=forum)
    await house.access.changed()
    await house.control.say(EDITOR, "/inbox", chat_id=forum)
    await in_group(house, "Only owners of this bot")
    await house.control.say(ADMIN, "/inbox", chat_id=-1_001)
    await house.control.wait_for(-1_001, "has no topics", timeout=10)
    await house.control.promote(forum, "member")
    await house.control.say(ADMIN, "/inbox", chat_id=forum)
    await in_group(house, "may not make topics here")
    assert await house.assembly.doors.relays.group() is None
    bot = [one for one in await house.control.chat(forum) if one["sandbox"]["outgoing"]]
    assert len(bot) == 3  # its hello, and a word for each but the stranger


async def test_it_is_closed_where_it_was_opened_or_in_the_settings(
    house: House, admin: Person, forum: int
) -> None:
    await opened(house, admin)
    await house.control.say(ADMIN, "/inbox", chat_id=forum)
    await in_group(house, "already comes here")
    await house.control.say(ADMIN, "/inbox off", chat_id=forum)
    await in_group(house, "does not come here any more")
    assert await house.assembly.doors.relays.group() is None
    await house.control.say(ADMIN, "/inbox", chat_id=forum)

    async def is_open() -> bool:
        return await house.assembly.doors.relays.group() is not None

    await eventually(is_open)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("Replies")
    await admin.sees("is copied to the group")
    await admin.press("No more copies")
    await admin.sees("turn on topics there")
    assert await house.assembly.doors.relays.group() is None


async def test_who_answers_in_the_menu_keeps_the_group_from_it(
    house: House, admin: Person, forum: int
) -> None:
    await opened(house, admin)
    reader, _ = await reply(house, admin)
    topic = await topic_of(house)
    talk = house.assembly.doors.conversations
    by = await house.access.actor(12)
    assert await talk.take(1, by=by)
    await house.control.say(ADMIN, "Mine", chat_id=forum, topic=topic)
    await in_group(house, "another admin is writing an answer")
    assert not any("Mine" in one for one in await reader.answers())


async def test_erased_their_topic_goes_too(house: House, admin: Person, forum: int) -> None:
    await opened(house, admin)
    reader, _ = await reply(house, admin)
    await topic_of(house)
    await reader.say("/privacy")
    await reader.sees("This is stored about you")
    await reader.press("Delete my data")
    await reader.sees("Delete all that is stored")
    await reader.press("Yes, delete everything")
    await reader.sees("nothing about you is stored")

    async def is_gone() -> bool:
        said: list[Any] = await house.control.chat(forum)
        return not any(one.get("text") == "Is it free?" for one in said)

    await eventually(is_gone)
