"""The window in which an audience is chosen: taps, what is typed, and what cannot be."""

import asyncio
from typing import Any

import pytest

from botapi_sandbox.control import Message
from broadcast.doors.audience.naming import Named
from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import Tagged
from db.errors import TookTooLong
from db.subscribers.store import Subscribers
from tests.actors import editor, owner
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually, words_of


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def subscribe(house: House) -> None:
    """Three readers of Russian, one of English, who came by a link."""
    people = Subscribers(house.database)
    await house.subscribe(4)
    for number in range(3):
        await people.subscribe(FIRST + number, now=1, first_name=f"R{number}", language_code="ru")
    await people.subscribe(FIRST + 3, now=1, first_name="E", language_code="en")


async def open_audience(admin: Person) -> Message:
    await admin.compose("For some")
    await admin.press("👥 Audience")
    return await admin.sees("Everyone who is subscribed")


async def stored(house: House) -> Audience:
    [(text,)] = await house.rows("SELECT audience FROM broadcasts ORDER BY id DESC LIMIT 1")
    return Audience.load(text)


async def choose(admin: Person, which: str, kind: str, value: str) -> None:
    await admin.press(which)
    await admin.sees("What is it about?")
    await admin.press(kind)
    await admin.sees("Tap, or send" if kind in ("🗓 Joined", "🏷 Tag") else "Which")
    await admin.press(value)


async def test_a_broadcast_goes_to_those_who_match_and_to_nobody_else(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    window = await admin.sees("Audience: 3 subscribers")
    assert "language: Russian" in words_of(window)
    await admin.press("Back")
    draft = await admin.sees("👥 \u2068language: Russian\u2069 · now")
    assert any("Send now" in label for label in labels(draft))
    await admin.press("Send now")
    question = words_of(await admin.sees("Send it to 3"))
    assert "• language: Russian" in question
    assert "Who that is, is fixed when you tap Confirm" in question
    await admin.press("Confirm")
    await house.until("SELECT sent, total FROM runs", (3, 3))
    got = await house.rows("SELECT subscriber_id FROM deliveries ORDER BY 1")
    assert len(got) == 3


async def test_a_condition_goes_by_a_tap_and_the_number_comes_back(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await open_audience(admin)
    await choose(admin, "➖ Must not", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: 1 subscriber")
    await admin.press("✖️ language: Russian")
    await admin.sees("Audience: 4 subscribers")
    assert (await stored(house)).is_everyone


async def test_the_same_in_both_lists_is_named_and_cannot_be_sent(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: 3")
    await choose(admin, "➖ Must not", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: nobody")
    await admin.sees("With “language: Russian” nobody is left")
    await admin.press("Back")
    draft = await admin.sees("nobody is left")
    assert not any("Send now" in label for label in labels(draft))


@pytest.mark.parametrize("opened", ["people", "choosing"])
async def test_a_message_that_is_edited_meanwhile_is_followed(
    house: House, admin: Person, opened: str
) -> None:
    """The draft went out as it was before, and nothing said so."""
    await subscribe(house)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.say("Befor")
    await admin.sees("This is what people will get")
    await admin.press("👥 Audience")
    await admin.sees("Everyone who is subscribed")
    if opened == "people":
        await admin.press("Who the 4 are")
        await admin.sees("Those who match, from no. 1 on")
    await admin.control.edit(ADMIN, source, text="Before")
    await house.until("SELECT content LIKE '%Before%' FROM broadcasts", (1,))
    if opened == "people":
        await admin.press("Back")
        await admin.sees("Audience: 4 subscribers")
    await admin.press("Back")
    await admin.sees("You edited your message")
    await admin.sees("This is what people will get")
    assert "Before" in await admin.answers()
    assert "Befor" not in await admin.answers()


async def test_each_number_of_people_opens_their_names(house: House, admin: Person) -> None:
    await subscribe(house)
    await open_audience(admin)
    await admin.press("Who the 4 are")
    window = await admin.sees("Those who match, from no. 1 on")
    assert f"\u2068R0\u2069 ({FIRST})" in words_of(window)
    await admin.press("Back")
    await admin.sees("Audience: 4 subscribers")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1", "joined in the last 24 hours"),
        ("2020-03-05", "joined on 5 Mar 2020 or later"),
        ("- 5.3.2020", "joined before 5 Mar 2020"),
    ],
)
async def test_days_and_dates_are_typed(
    house: House, admin: Person, typed: str, words: str
) -> None:
    await open_audience(admin)
    await admin.press("➕ Must")
    await admin.sees("What is it about?")
    await admin.press("🗓 Joined")
    await admin.sees("When did they join?")
    await admin.say("soon")
    await admin.sees("I cannot read that")
    await admin.say(typed)
    await admin.sees(f"• {words}")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    previews = [one for one in await admin.answers() if one == "For some"]
    assert len(previews) == 1  # raised again above the window


async def test_a_list_of_ids_says_what_was_found_and_what_is_none(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await Subscribers(house.database).unsubscribe(FIRST + 1, 2)
    await open_audience(admin)
    await admin.press("➕ Must")
    await admin.sees("What is it about?")
    await admin.press("🔢 List of ids")
    await admin.sees("Send me the ids")
    await admin.say("1 000 001\n+5\n1.2E+09")
    nothing = words_of(await admin.sees("There is no id in it"))
    assert "line 1: \u20681 000 001\u2069 – spaces or dots inside" in nothing
    assert "line 2: \u2068+5\u2069 – with a plus: a phone number is no id" in nothing
    assert "line 3: \u20681.2E+09\u2069 – rounded by a spreadsheet" in nothing
    await admin.say(f"{FIRST}\n{FIRST + 1}\n77\nx")
    found = words_of(await admin.sees("1 of 3 are subscribed."))
    assert "1 never started this bot." in found
    assert "1 has left." in found
    assert "line 4: \u2068x\u2069 – no number" in found
    assert "from a list of 2 people" in found
    assert "Audience: 1 subscriber" in found


async def test_a_typo_in_a_tag_offers_the_nearest(house: House, admin: Person) -> None:
    assert await house.assembly.doors.tags.add("customer", by=editor()) is Named.DONE
    await open_audience(admin)
    await admin.press("➕ Must")
    await admin.sees("What is it about?")
    await admin.press("🏷 Tag")
    await admin.sees("Which tag?")
    await admin.say("custmer")
    await admin.sees("Did you mean \u2068customer\u2069?")
    await admin.say("Customer")
    await admin.sees("• tag: \u2068customer\u2069")


async def test_a_segment_is_saved_used_and_named_in_the_line_of_facts(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: 3")
    await admin.press("Save as segment")
    await admin.sees("What is this audience called?")
    await admin.say("x" * 65)
    await admin.sees("it needs 1 to 64 characters")
    await admin.say("Readers")
    await admin.sees("Saved. You find it under Segments")
    await admin.press("👥 Everyone")
    await admin.sees("Audience: 4")
    await admin.press("📁 Segments")
    await admin.sees("Whose conditions shall it have?")
    await admin.press("\u2068Readers\u2069")
    await admin.sees("Audience: 3")
    await admin.press("Back")
    await admin.sees("📁 \u2068Readers\u2069 · now")


async def test_a_segment_that_asks_for_a_deleted_tag_says_so(house: House, admin: Person) -> None:
    doors = house.assembly.doors
    await doors.tags.add("vip", by=editor())
    await doors.segments.add("Best", Audience(must=(Tagged(names=("vip",)),)), by=editor())
    [tag] = await doors.tags.every()
    await doors.tags.remove(tag.id, by=editor())
    await open_audience(admin)
    await admin.press("📁 Segments")
    await admin.sees("Whose conditions shall it have?")
    await admin.press("\u2068Best\u2069")
    await admin.sees("There is no tag \u2068vip\u2069 any more")
    await admin.press("Back")
    draft = await admin.sees("There is no tag \u2068vip\u2069 any more")
    assert not any("Send now" in label for label in labels(draft))


async def test_a_draft_has_one_topic_or_none(house: House, admin: Person) -> None:
    await subscribe(house)
    topics = house.assembly.doors.topics
    await topics.add("Offers", by=owner())
    [topic] = await topics.every()
    await topics.choose(FIRST, topic.id, wanted=False)
    await open_audience(admin)
    await admin.press("🗂 Topic")
    await admin.sees("What is the broadcast about?")
    await admin.press("\u2068Offers\u2069")
    await admin.sees("Topic: \u2068Offers\u2069")
    await admin.sees("1 of them does not want this topic")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await admin.press("Send now")
    await admin.sees("1 of them does not want this topic and will be skipped")
    await admin.press("Confirm")
    await house.until("SELECT sent, skipped FROM runs", (3, 1))


async def test_a_number_that_takes_long_comes_by_itself(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(house)
    count = counting.count
    slowly: list[Audience] = []

    async def slow(connection: Any, audience: Audience, *, now: int) -> int:
        if audience.must:
            slowly.append(audience)
            await house.clock.sleep(1.0)
        return await count(connection, audience, now=now)

    monkeypatch.setattr(counting, "count", slow)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: 3 subscribers")
    assert len(slowly) == 1


async def test_until_there_is_a_number_the_window_says_that_it_is_counted(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(house)
    count, go_on = counting.count, asyncio.Event()

    async def slow(connection: Any, audience: Audience, *, now: int) -> int:
        if audience.must:
            await go_on.wait()
        return await count(connection, audience, now=now)

    monkeypatch.setattr(counting, "count", slow)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("Audience: counting")
    go_on.set()


async def test_a_number_that_takes_too_long_is_given_up_and_said_so(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(house)
    count = counting.count

    async def endless(connection: Any, audience: Audience, *, now: int) -> int:
        if audience.must:
            raise TookTooLong(20)
        return await count(connection, audience, now=now)

    monkeypatch.setattr(counting, "count", endless)
    await open_audience(admin)
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.press("Done")
    await admin.sees("There is so much to count that I gave up")


async def test_who_lost_the_draft_to_somebody_else_changes_nothing(
    house: House, admin: Person
) -> None:
    await subscribe(house)
    await open_audience(admin)
    [(number,)] = await house.rows("SELECT id FROM broadcasts")
    await house.assembly.doors.drafts.take_over(number, by=editor(ADMIN + 1))
    await choose(admin, "➕ Must", "🌐 Language", "Russian · 3")
    await admin.sees("Your menu")
    assert (await stored(house)) == Audience()


async def test_what_is_written_where_nothing_is_typed_does_not_stand_for_the_preview(
    house: House, admin: Person
) -> None:
    """The window came back right below it: “this is what people will get”."""
    await subscribe(house)
    await open_audience(admin)
    await admin.say("Not for anybody")
    await admin.sees("nothing is typed here")
    await admin.press("Back")
    await admin.sees("This is what people will get")

    async def stands_above() -> bool:
        return "Not for anybody" not in words_of((await admin.chat())[-2])

    await eventually(stands_above)
