"""The menu, the list of broadcasts with its cards, the audience."""

import pytest

from botapi.call import Call
from botapi_sandbox.control import Message
from broadcast.doors.follow_ups import Which
from broadcast.model.button import Button
from broadcast.model.content import Content
from broadcast.model.options import Options
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, SECOND_ADMIN, House, Person, eventually, words_of


async def test_the_menu_counts_and_shows_what_runs(house: House, admin: Person) -> None:
    await house.subscribe(7)
    await admin.say("/admin")
    menu = await admin.sees("Subscribers: 7")
    assert "Nothing is being sent" in menu["text"]
    await house.assembly.doors.launches.pause(await house.launched("Running now"), by=editor(ADMIN))
    await admin.press("Refresh")
    menu = await admin.sees("Running now")
    assert "Paused" in menu["text"]


async def test_the_audience_is_counted_by_state_and_language(house: House, admin: Person) -> None:
    await house.subscribe(6)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE subscribers SET language_code = 'ru' WHERE id < 3")
        await connection.exec_driver_sql("UPDATE subscribers SET state = 'blocked' WHERE id = 6")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Audience")
    window = await admin.sees("Your audience")
    assert "Subscribed: 5" in window["text"]
    assert "Blocked the bot: 1" in window["text"]
    assert "Russian: 2" in window["text"]
    assert "unknown: 3" in window["text"]


async def test_dialogs_opened_within_the_same_second(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library's names for them are the same, one time in a hundred; here every time."""
    monkeypatch.setattr("aiogram_dialog.api.entities.stack.new_id", lambda: "same")
    await admin.compose("Draft")
    await admin.say("/admin")
    await admin.sees("An unfinished draft waits")
    await admin.press("Audience")
    await admin.sees("Your audience")
    await admin.press("Back")
    await admin.sees("An unfinished draft waits")
    await admin.press("Continue")
    await admin.press("Send test")
    await admin.sees("only you got it")
    assert sum("This is what people" in answer for answer in await admin.answers()) == 2


async def test_no_broadcasts_yet(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("Nothing has been broadcast yet")
    await admin.press("Back")
    await admin.sees("Your menu")


async def test_the_list_is_turned_page_by_page(house: House, admin: Person) -> None:
    await house.subscribe(1)
    for number in range(14):
        await house.assembly.doors.launches.cancel(
            await house.launched(f"News {number:02}"), by=editor(ADMIN)
        )
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    assert titles(await admin.sees("page 1 of 3")) == [f"News {n:02}" for n in range(13, 7, -1)]
    await admin.press("Older")
    assert titles(await admin.sees("page 2 of 3")) == [f"News {n:02}" for n in range(7, 1, -1)]
    await admin.press("Older")
    assert titles(await admin.sees("page 3 of 3")) == ["News 01", "News 00"]
    await admin.press("Newer")
    await admin.sees("page 2 of 3")


async def test_a_card_shows_and_steers(house: House, admin: Person) -> None:
    await house.subscribe(1_500)
    await admin.say("/start")
    await admin.sees("Welcome")
    await house.launched("Steered")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Steered")
    card = await admin.sees("Launched")
    assert " of 1501" in card["text"]
    assert "by \u2068Ada\u2069" in card["text"]
    await admin.press("Pause")
    await admin.sees("An admin paused it")
    await admin.press("Resume")
    await admin.sees("Sending")
    await admin.press("Cancel")
    await admin.sees("will not get it")
    await admin.press("No")
    await admin.sees("Sending")
    await admin.press("Cancel")
    await admin.sees("will not get it")
    await admin.press("Yes")
    card = await admin.sees("⏭ Skipped: ")  # it stood at "Left", with no way on
    rows = card["reply_markup"]["inline_keyboard"]
    assert "Send it to the rest" in str(rows)
    assert "Refresh" not in str(rows)
    assert await house.rows("SELECT state FROM runs") == [("cancelled",)]


async def test_the_card_of_a_broadcast_that_has_ended_offers_what_can_be_done_afterwards(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    number = await house.launched("Over")
    await house.until(f"SELECT state FROM runs WHERE broadcast_id = {number}", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Over")
    card = await admin.sees("Ended")
    labels = [one["text"] for row in card["reply_markup"]["inline_keyboard"] for one in row]
    assert labels == [
        *("👁 Show message", "✅ 1", "📈 Report", "📨 To those who came since"),
        *("✏️ Correct", "🗑 Take back", "📌 Pin"),
        *("📄 Duplicate", "📑 Save as template", "⬅️ Back"),
    ]


async def test_moments_are_in_the_zone_of_the_settings(house: House, admin: Person) -> None:
    """The house stands in Berlin: an hour ahead of UTC in winter, two in summer."""
    await house.subscribe(1)
    await house.launched("Timely", by=SECOND_ADMIN)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET launched_at = 1700000000")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Timely")
    await admin.sees("Launched 14 Nov 2023, 23:13 by 12")


async def test_two_with_the_same_title_are_told_apart(house: House, admin: Person) -> None:
    """The date stood last, where a phone cuts, and no row had the number that reports use."""
    await house.subscribe(2)
    await house.control.faults(lost_after=1)
    await house.launched("Good news")
    await house.until("SELECT state, uncertain FROM runs", ("finished", 2))
    await house.control.no_faults()
    await house.assembly.doors.follow_ups.send(1, Which.UNCERTAIN, by=editor(ADMIN))
    await house.launched("Good news")
    await house.until("SELECT count(*) FROM runs WHERE state = 'finished'", (3,))
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET launched_at = 1700000000")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    window = await admin.sees("newest first")
    rows = window["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in rows][:3] == [
        "🏁 14 Nov 2023, 23:13 · #3 · \u2068Good news\u2069",
        "🏁 14 Nov 2023, 23:13 · #2 · again · 2 people · \u2068Good news\u2069",
        "🏁 14 Nov 2023, 23:13 · #1 · \u2068Good news\u2069",
    ]
    await admin.press("#2")
    assert "\u2068Good news\u2069 · #2" in (await admin.sees("Launched"))["text"]


async def test_the_card_shows_the_message_and_its_options(house: House, admin: Person) -> None:
    """Nobody could see there what had been sent."""
    content = Content(
        message=(Call(method="sendMessage", params={"text": "Good news\nand more"}),),
        buttons=((Button(text="Read it", value="https://example.org"),),),
        options=Options(silent=True, protected=True),
    )
    await house.subscribe(1)
    number = await house.assembly.doors.drafts.add(content, by=editor(ADMIN))
    await house.assembly.doors.launches.launch(number, by=editor(ADMIN))
    await house.until("SELECT state FROM runs", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    assert "⚙️ silent, protected" in (await admin.sees("Launched"))["text"]
    await admin.press("Show message")
    shown = await admin.sees("and more")
    assert shown["reply_markup"]["inline_keyboard"][0][0]["text"] == "Read it"

    async def the_card_moved_below() -> bool:
        last = (await admin.chat())[-1]
        return "Launched" in words_of(last) and last["message_id"] > shown["message_id"]

    await eventually(the_card_moved_below)
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE runs SET content = replace(content, 'https://example.org', 'nowhere')"
        )
    await admin.press("Show message")
    assert "“\u2068Bad Request: " in (await admin.sees("did not take the message for you"))["text"]


def titles(window: Message) -> list[str]:
    rows = window["reply_markup"]["inline_keyboard"]
    return [
        row[0]["text"].split("\u2068")[1].split("\u2069")[0]
        for row in rows
        if "·" in row[0]["text"]
    ]


async def test_the_card_tells_who_is_uncertain_and_why(house: House, admin: Person) -> None:
    await house.subscribe(70)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    uncertain = 20  # as a few lost answers here and there would leave them; many pause it
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET state = 6, trouble = 6, reason = 'connection-lost'"
            " WHERE subscriber_id <= 20"
        )
        await connection.exec_driver_sql("UPDATE runs SET sent = sent - 20, uncertain = 20")
        await connection.exec_driver_sql(
            "INSERT INTO doubts (run_id, subscriber_id, step, low, since, found, reason, evidence,"
            " found_at) VALUES (1, 1, 0, 1000, 1, 'unknown', 'shared',"
            """ '{"low":1000,"high":1012,"missing":[],"missing_count":2,"asked":1}', 2),"""
            " (1, 2, 0, 1000, 1, NULL, NULL, NULL, NULL),"
            " (1, 40, 0, 1000, 1, 'sent', 'own_data', NULL, 2)"
        )
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    await admin.sees(" of 70")
    await admin.press("❔")
    first = await admin.sees(f"❔ Uncertain: {uncertain}\n\nUncertain means")
    assert first["text"].count("❔") == 1 + 15
    assert "Failed" not in first["text"]
    assert "the connection broke before the answer came" in first["text"]
    assert "(10000" in first["text"]
    assert "(1000001): cannot be told: another program sends with this bot’s" in first["text"]
    assert "(numbers 1001–1011, missing: 2, questions: 1)" in first["text"]
    assert first["text"].count("it is being found out") == 1
    await admin.press("Next")
    second = await admin.control.last_message(admin.id)
    assert second is not None
    assert second["text"].count("❔") == 1 + uncertain - 15
    await admin.press("Back")
    card = await admin.sees("Launched")
    assert "What became of lost answers:\n• it had arrived: 1\n• cannot be told: 1" in card["text"]
    assert "• 1 × another program sends with this bot’s token" in card["text"]
