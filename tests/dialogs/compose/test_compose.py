"""Composing: what is taken, what is shown, what is refused."""

from typing import Any

import pytest

from botapi_sandbox.control import Message
from tests.dialogs.conftest import ADMIN, House, Person, eventually, words_of

DRAFT = "This is what people will get"
SAME = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "photo",
    "live_photo",
    "video",
    "animation",
    "document",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "location",
    "venue",
    "contact",
    "has_media_spoiler",
    "show_caption_above_media",
)
BOLD = [{"type": "bold", "offset": 0, "length": 4}]


LEAVE = "🔕 Unsubscribe"  # below each draft that is composed in the chat


async def preview_of(person: Person) -> Message:
    """The message above the draft's window, once that is the last one."""
    messages: list[Message] = []
    while not messages or DRAFT not in words_of(messages[-1]):
        await person.sees(DRAFT)
        messages = await person.chat()
    return [one for one in messages if one["sandbox"]["outgoing"]][-2]


async def source_of(person: Person, message_id: int) -> Message:
    return next(one for one in await person.chat() if one["message_id"] == message_id)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("photo", {"caption": "Look here", "caption_entities": BOLD, "has_media_spoiler": True}),
        ("live_photo", {"caption": "Look here", "caption_entities": BOLD}),
        ("video", {"caption": "Look here", "show_caption_above_media": True}),
        ("animation", {"has_media_spoiler": True}),
        ("document", {"caption": "Read"}),
        ("audio", {}),
        ("voice", {"caption": "Listen"}),
        ("video_note", {}),
        ("sticker", {}),
        ("location", {}),
        ("venue", {}),
        ("contact", {}),
    ],
)
async def test_every_kind_is_shown_as_it_is(
    admin: Person, kind: str, fields: dict[str, Any]
) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await source_of(admin, await admin.send(kind, **fields))
    preview = await preview_of(admin)
    assert {name: preview.get(name) for name in SAME} == {name: source.get(name) for name in SAME}


async def test_formatting_is_kept_as_entities(admin: Person) -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://example.org/"},
    ]
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("Good <b>ne", entities=entities)
    preview = await preview_of(admin)
    assert preview["text"] == "Good <b>ne"
    assert preview["entities"] == entities


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"persistent_id": text, "text": text, "voter_count": 0} for text in texts]


async def test_a_poll(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("poll", options=options("Tea", "Coffee"))
    poll = (await preview_of(admin))["poll"]
    assert poll["question"] == "Tea or coffee?"
    assert [option["text"] for option in poll["options"]] == ["Tea", "Coffee"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("story", "Stories cannot"), ("game", "of this kind"), ("paid_media", "Paid media cannot")],
)
async def test_what_cannot_be_copied_is_said(admin: Person, kind: str, words: str) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send(kind)
    await admin.sees(words)
    await admin.say("But this can")
    await admin.sees(DRAFT)


async def test_a_dice_falls_anew_for_everybody(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("dice", emoji="🎯")
    assert (await preview_of(admin))["dice"]["emoji"] == "🎯"
    await admin.sees("It falls anew for everybody")


async def test_what_only_a_copy_carries_is_copied_and_the_window_warns(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    tasks = {"title": "To do", "tasks": [{"id": 1, "text": "Read"}]}
    number = await admin.send("checklist", **tasks)
    assert (await preview_of(admin))["checklist"] == tasks
    await admin.sees("Do not delete yours before everybody has got it")
    await admin.press("Send now")
    await admin.sees("Send it to 1 recipient?")
    await house.control.delete(ADMIN, number)
    await admin.press("Confirm")
    await admin.sees("message to copy not found")


async def test_a_quiz_whose_answer_is_not_known(admin: Person) -> None:
    quiz = {"question": "2 + 2?", "options": options("3", "4"), "type": "quiz"}
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("poll", **quiz)
    await admin.sees("does not tell me the right answer")
    await admin.send("poll", **quiz, correct_option_ids=[1])
    assert (await preview_of(admin))["poll"]["type"] == "quiz"


@pytest.mark.parametrize("text", ["", "   \n "])
async def test_an_empty_message(house: House, admin: Person, text: str) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    person = {"id": ADMIN, "is_bot": False, "first_name": "Ada"}
    chat = {"id": ADMIN, "type": "private", "first_name": "Ada"}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": person, "text": text}
    await house.control.update({"message": message})
    await admin.sees("This message is empty")


async def test_the_longest_message(house: House, admin: Person) -> None:
    await admin.compose("x" * 4096)
    assert len((await preview_of(admin))["text"]) == 4096


async def test_a_message_that_telegram_refuses(house: House, admin: Person) -> None:
    """Longer than any real client sends."""
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    person = {"id": ADMIN, "is_bot": False, "first_name": "Ada"}
    chat = {"id": ADMIN, "type": "private", "first_name": "Ada"}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": person, "text": "x" * 4097}
    await house.control.update({"message": message})
    window = await admin.sees("Telegram does not accept this message")
    assert "message is too long" in window["text"]
    labels = [one["text"] for row in window["reply_markup"]["inline_keyboard"] for one in row]
    assert "🚀 Send now" not in labels
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.say("Shorter")
    assert (await preview_of(admin))["text"] == "Shorter"


async def test_who_takes_no_voice_messages_can_launch_one_all_the_same(
    house: House, admin: Person
) -> None:
    """There was no way: the draft could be replaced or thrown away."""
    await house.subscribe(3)
    await house.control.refuse(
        [ADMIN], "Bad Request: VOICE_MESSAGES_FORBIDDEN", methods=["sendVoice"]
    )
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("voice")
    window = await admin.sees("Telegram does not let me show you this message")
    assert "VOICE_MESSAGES_FORBIDDEN" in window["text"]
    await admin.press("Send it all the same")
    await admin.sees("You have not seen this message")
    await admin.press("Confirm")
    await house.until("SELECT sent, failed FROM runs WHERE state = 'finished'", (3, 0))


async def test_a_test_that_is_refused_says_that_it_may_be_about_the_admin(
    house: House, admin: Person
) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("voice")
    await admin.sees(DRAFT)
    await house.control.refuse([ADMIN], "Bad Request: THE_MOON_IS_FULL", methods=["sendVoice"])
    await admin.press("Send test")
    await admin.sees("That may be about you or your settings")
    await admin.press("Send now")
    await admin.sees("Nobody is subscribed")
    assert "You have not seen" not in (await admin.answers())[-1]


async def test_broken_button_lines_are_named(admin: Person) -> None:
    await admin.compose()
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Site https://example.org\n\nBad - ftp://example.org")
    window = await admin.sees("Nothing was changed")
    assert "Line 1, “\u2068Site https://example.org\u2069”: it should look like" in window["text"]
    assert "Line 3, “\u2068Bad - ftp://example.org\u2069”: the link must be" in window["text"]


async def test_good_lines_stay_and_bad_ones_go_where_they_belong(admin: Person) -> None:
    await admin.compose()
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("One https://example.org\nTwo - copy: 2\nThree - app: http://example.org")
    window = await admin.sees("All lines but these are in place")
    assert "Line 1" in window["text"]
    assert "Line 2" not in window["text"]
    assert "Line 3, “\u2068Three - app: http://example.org\u2069”: a web app’s" in window["text"]
    await admin.say("One - https://example.org\nThree - app: https://example.org")
    rows = (await preview_of(admin))["reply_markup"]["inline_keyboard"]
    assert [one["text"] for row in rows for one in row] == ["One", "Two", "Three", LEAVE]
    assert rows[1][0]["copy_text"] == {"text": "2"}
    assert rows[2][0]["web_app"] == {"url": "https://example.org"}


async def test_buttons_come_and_go(admin: Person) -> None:
    await admin.compose()
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say(
        "Left - https://example.org | Right - https://example.com/a?b=c\nThird - tg://resolve?domain=a"
    )
    preview = await preview_of(admin)
    rows = preview["reply_markup"]["inline_keyboard"]
    assert [[one["text"] for one in row] for row in rows] == [["Left", "Right"], ["Third"], [LEAVE]]
    await admin.press("Buttons")
    assert "Left - https://example.org" in (await admin.sees("They are now"))["text"]
    await admin.say("-")
    rows = (await preview_of(admin))["reply_markup"]["inline_keyboard"]
    assert [[one["text"] for one in row] for row in rows] == [[LEAVE]]


async def test_options_are_seen_in_the_preview(house: House, admin: Person) -> None:
    await admin.compose("See https://example.org")
    await admin.press("Options")
    await admin.sees("How should it be sent")
    for window, option, name in (
        ("", "Silent", "silent"),
        ("", "Protected", "protected"),
        ("How it looks", "No link", "no_prev"),
        ("Order and speed", "Urgent", "urgent"),
    ):
        if window:
            await admin.press(window)
        await admin.press(option)
        await house.until(
            f"SELECT count(*) FROM broadcasts WHERE content LIKE '%\"{name}%:true%'", (1,)
        )
        if window:
            await admin.press("Back")
            await admin.sees("How should it be sent")
    await admin.press("Back")
    shown = await admin.sees("⚙️ silent, protected, no link preview, urgent")
    messages = await admin.chat()
    preview = messages[[one["message_id"] for one in messages].index(shown["message_id"]) - 1]
    assert preview["has_protected_content"]
    assert preview["sandbox"]["silent"]
    assert preview["link_preview_options"] == {"is_disabled": True}


async def test_the_test_goes_to_the_admin_only(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await admin.compose("Only a try")
    await admin.press("Send test")
    await admin.sees("only you got it")
    assert await house.control.delivered("Only a try") == [(ADMIN, 2)]


async def test_an_edited_draft(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.say("Befor")
    await admin.sees(DRAFT)
    await admin.control.edit(ADMIN, source, text="Before")
    await admin.sees("You edited your message")
    assert (await preview_of(admin))["text"] == "Before"
    assert "Befor" not in await admin.answers()


async def test_an_edit_while_confirming_asks_again(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.say("Before")
    await admin.sees(DRAFT)
    await admin.press("Send now")
    await admin.sees("Send it to 1")
    await admin.control.edit(ADMIN, source, text="After")
    await admin.sees(DRAFT)
    assert not any("Send it to" in answer for answer in await admin.answers())


async def test_an_edit_of_another_message_changes_nothing(house: House, admin: Person) -> None:
    other = await admin.say("Hello")
    await admin.sees("I only send news")
    await admin.compose("Draft")
    await admin.control.edit(ADMIN, other, text="Goodbye")
    await admin.say("/status")
    await admin.sees("Nothing has been broadcast yet")
    assert not any("You edited" in answer for answer in await admin.answers())


async def test_the_source_is_deleted(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.say("Short-lived")
    await admin.sees(DRAFT)
    await admin.control.delete(ADMIN, source)
    await admin.press("Send now")
    await admin.sees("Send it to 2")
    await admin.press("Confirm")
    await admin.sees("Sent: 2")


async def test_a_stray_message_does_not_replace_the_draft(admin: Person) -> None:
    await admin.compose("Draft")
    await admin.say("For somebody else")
    await admin.sees("To replace a message")
    # What people will get stands right above the window that says so, and nowhere else.
    assert (await preview_of(admin))["text"] == "Draft"

    async def shown_once() -> bool:
        return (await admin.answers()).count("Draft") == 1

    await eventually(shown_once)


async def test_after_a_mistake_the_draft_is_shown_above_its_window(admin: Person) -> None:
    """\"This is what people will get" stood below the lines that describe no buttons."""
    await admin.compose("Draft")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("These are no buttons")
    await admin.sees("Nothing was changed")
    await admin.press("Back")
    assert (await preview_of(admin))["text"] == "Draft"


async def test_a_message_while_confirming_is_not_taken_for_the_draft(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    await admin.compose("Draft")
    await admin.press("Send now")
    await admin.sees("Send it to 1")
    stray = await admin.say("For somebody else")
    await admin.sees("To replace a message")

    async def preview_is_below() -> bool:
        last = (await admin.chat())[-2:]
        return words_of(last[0]) == "Draft" and last[0]["message_id"] > stray

    await eventually(preview_is_below)


async def test_an_edit_that_changes_nothing_does_nothing(house: House, admin: Person) -> None:
    """A reaction, or a link preview found later, threw the admin out of Confirm."""
    await house.subscribe(1)
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    source = await admin.send("photo", caption="Same")
    await admin.sees(DRAFT)
    await admin.press("Send now")
    await admin.sees("Send it to 1")
    before = await admin.chat()
    message = next(one for one in before if one["message_id"] == source)
    again = {name: value for name, value in message.items() if name != "sandbox"}
    # The same photo by another of its names: those change, and the file does not.
    again["photo"] = [size | {"file_id": f"{size['file_id']}-2"} for size in again["photo"]]
    await house.control.update({"edited_message": again | {"edit_date": again["date"] + 1}})
    await admin.say("/status")
    await admin.sees("Nothing has been broadcast yet")
    assert not any("You edited" in text for text in await admin.answers())
    await admin.press("Confirm")
    await admin.sees("Sent: 1")


async def test_a_live_location_that_moves_changes_nothing(house: House, admin: Person) -> None:
    """Preview and window were sent anew at each move."""
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    person = {"id": ADMIN, "is_bot": False, "first_name": "Ada"}
    chat = {"id": ADMIN, "type": "private", "first_name": "Ada"}
    place = {"latitude": 59.9, "longitude": 30.3, "live_period": 900}
    message = {"message_id": 900, "date": 1, "chat": chat, "from": person, "location": place}
    await house.control.update({"message": message})
    window = await admin.sees(DRAFT)
    assert "It will not move" in window["text"]
    preview = await preview_of(admin)
    assert "live_period" not in preview["location"]
    before = [one["message_id"] for one in await admin.chat()]
    for moved in (59.8, 59.7):
        edited = message | {"edit_date": 2, "location": place | {"latitude": moved}}
        await house.control.update({"edited_message": edited})
    await admin.say("/status")
    await admin.sees("Nothing has been broadcast yet")
    after = [one["message_id"] for one in await admin.chat()]
    assert after[:-2] == before


async def test_replacing_keeps_the_buttons(admin: Person) -> None:
    await admin.compose("First")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Site - https://example.org")
    await admin.sees(DRAFT)
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.send("photo", caption="Second")
    preview = await preview_of(admin)
    assert words_of(preview) == "Second"
    assert preview["reply_markup"]["inline_keyboard"][0][0]["text"] == "Site"
    assert "First" not in await admin.answers()


async def test_commands_are_no_content(house: House, admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("/help")
    await admin.sees("I send you news")
    await admin.say("/HELP@sandbox_bot please")
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(0,)]


async def test_a_text_that_begins_with_a_slash_is_the_message(house: House, admin: Person) -> None:
    """It was answered like small talk."""
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("/sale starts today")
    window = await admin.sees(DRAFT)
    assert "not one of my commands" in window["text"]
    assert words_of(await preview_of(admin)) == "/sale starts today"


async def test_a_text_that_begins_with_a_slash_describes_no_buttons(admin: Person) -> None:
    await admin.compose()
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("/sale - https://example.org")
    preview = await preview_of(admin)
    assert preview["reply_markup"]["inline_keyboard"][0][0]["text"] == "/sale"


async def test_where_nothing_is_asked_for_a_slash_is_small_talk(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.say("/sale")
    await admin.sees("I only send news")


async def test_the_subscribers_buttons_work_beside_a_dialog(admin: Person) -> None:
    await admin.say("/start")
    await admin.sees("Welcome")
    await admin.compose("Draft")
    await admin.say("/language")
    await admin.sees("Which language")
    await admin.press("Русский")
    await admin.sees("по-русски")


async def test_discarding(house: House, admin: Person) -> None:
    await admin.compose("Draft")
    await admin.press("Discard")
    await admin.sees("cannot be brought back")
    await admin.press("No, keep it")
    await admin.sees(DRAFT)
    await admin.press("Discard")
    await admin.sees("cannot be brought back")
    await admin.press("Yes, discard it")
    menu = await admin.sees("The draft is gone")
    assert "Your menu" in menu["text"]
    await admin.press("Refresh")
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(0,)]
    assert "Draft" not in await admin.answers()
    assert not any(DRAFT in answer for answer in await admin.answers())


async def test_a_draft_is_not_lost_by_asking_for_the_menu(house: House, admin: Person) -> None:
    await admin.compose("Draft")
    await admin.say("/admin")
    await admin.sees("An unfinished draft waits")
    await admin.press("Audience")
    await admin.sees("Your audience")
    await admin.press("Back")
    await admin.sees("An unfinished draft waits")
    await admin.press("Continue")
    assert (await preview_of(admin))["text"] == "Draft"
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_broadcast_again_asks_about_the_open_draft(house: House, admin: Person) -> None:
    await admin.compose("Draft")
    await admin.say("/broadcast")
    await admin.sees("You have an unfinished draft: \u2068Draft\u2069")
    await admin.press("Continue the draft")
    assert (await preview_of(admin))["text"] == "Draft"

    async def shown_once() -> bool:
        return (await admin.answers()).count("Draft") == 1

    await eventually(shown_once)
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_a_new_broadcast_leaves_the_old_draft_alone(house: House, admin: Person) -> None:
    """The old one was gone as soon as the new one had a message, without a question."""
    await admin.compose("Old draft")
    await admin.say("/broadcast")
    await admin.sees("You have an unfinished draft")
    await admin.press("Begin a new one")
    await admin.sees("Send me the message")
    await admin.press("Never mind")
    await admin.sees("An unfinished draft waits")
    await admin.press("New broadcast")
    await admin.sees("Send me the message")
    await admin.say("New draft")
    await admin.sees(DRAFT)
    await admin.say("/admin")
    await admin.sees("2 unfinished drafts wait")
    await admin.press("Continue a draft (2)")
    await admin.sees("Drafts of all admins")
    await admin.press("Old draft")
    await admin.sees("Begun by")
    await admin.press("Open")
    assert (await preview_of(admin))["text"] == "Old draft"
    titles = await house.rows("SELECT title FROM broadcasts ORDER BY id")
    assert titles == [("Old draft",), ("New draft",)]


async def test_nobody_is_offered_somebody_elses_draft(
    house: House, admin: Person, second_admin: Person
) -> None:
    await admin.compose("Mine")
    await second_admin.say("/broadcast")
    await second_admin.sees("Send me the message")
    await second_admin.say("Theirs")
    await second_admin.sees(DRAFT)
    await second_admin.say("/admin")
    await second_admin.sees("An unfinished draft waits")


async def test_cancel_while_composing_keeps_the_draft(house: House, admin: Person) -> None:
    """It talked about broadcasts, and the window stayed."""
    await house.subscribe(300)
    await house.launched("Under way")
    await admin.compose("Draft")
    await admin.say("/cancel")
    menu = await admin.sees("The draft is kept")
    assert "Your menu" in menu["text"]
    assert await house.rows("SELECT state FROM runs") == [("running",)]
    await admin.press("Continue the draft")
    assert (await preview_of(admin))["text"] == "Draft"


async def test_cancel_before_anything_was_composed(admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("/cancel")
    await admin.sees("nothing is saved")
    await admin.say("/cancel")
    await admin.sees("nothing to cancel")


async def test_telegram_is_silent_while_the_preview_is_sent(house: House, admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await house.control.faults(html_502={"next": 1})
    await admin.say("Draft")

    async def offers_another_try() -> bool:
        return "Show it again" in str((await admin.chat())[-1].get("reply_markup"))

    await eventually(offers_another_try)
    await admin.press("Show it again")
    assert (await preview_of(admin))["text"] == "Draft"
