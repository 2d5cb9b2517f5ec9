"""Polls as broadcasts: what is told before, and the votes afterwards."""

from broadcast.model.content import Content
from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.conftest import FIRST, House, Person, eventually

OPEN = {
    "question": "Tea or coffee?",
    "options": [{"text": "Tea"}, {"text": "Coffee"}],
    "is_closed": False,
    "is_anonymous": False,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}


async def compose_poll(admin: Person, **fields: object) -> str:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("poll", **{**OPEN, **fields})
    return str((await admin.sees("This is what people will get"))["text"])


async def test_votes_were_lost(house: House, admin: Person) -> None:
    """Nobody asked Telegram for them."""
    await house.subscribe(3)
    assert "The report adds all votes up" in await compose_poll(admin)
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    report = await admin.sees("It took")
    assert "• \u2068Tea\u2069: 0" in report["text"]
    assert "The newest count is on its card" in report["text"]  # this message stays as it is
    for person, option in ((FIRST, 0), (FIRST + 2, 1), (FIRST + 1, 1)):
        [last] = [one for one in await house.control.chat(person) if "poll" in one]
        await house.control.vote(person, last["message_id"], [option])
    await house.until("SELECT sum(votes) FROM poll_tallies", (3,))
    await house.control.vote(FIRST + 1, last["message_id"], [])
    await house.until("SELECT votes FROM poll_tallies ORDER BY option", (1,), (1,))
    await admin.say("/status")
    await admin.sees("• \u2068Coffee\u2069: 1")


async def test_what_telegram_does_not_tell_of_a_poll_is_said_again(
    house: House, admin: Person
) -> None:
    shown = await compose_poll(admin, open_period=600)
    assert "say so again in Options" in shown
    assert "tap “Make it a vote in common”" in shown
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    await admin.press("random order")
    await admin.press("hidden until")

    async def is_said() -> bool:
        [(content,)] = await house.rows("SELECT content FROM broadcasts")
        [call] = Content.load(content).calls()
        return bool(call.params.get("shuffle_options")) and bool(
            call.params.get("hide_results_until_closes")
        )

    await eventually(is_said)


async def test_an_anonymous_one_says_that_votes_are_not_counted(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    shown = await compose_poll(admin, is_anonymous=True, is_closed=True)
    assert "I count votes only in polls that are not" in shown
    assert "It is closed: people get one that is open" in shown
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    assert "Votes so far" not in (await admin.sees("It took"))["text"]
    assert await house.rows("SELECT count(*) FROM polls") == [(0,)]


async def test_a_vote_in_common_is_one_tap(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await compose_poll(admin, options=[{"text": "Tea"}, {"text": "C" * 80}])
    await admin.press("Make it a vote in common")
    window = await admin.sees("a message with answer buttons now")
    assert "🗳" not in window["text"]
    preview = await preview_of(admin)
    rows = preview["reply_markup"]["inline_keyboard"]
    assert preview["text"] == "Tea or coffee?"
    assert [row[0]["text"] for row in rows[:2]] == ["Tea", "C" * 63 + "…"]
    await admin.send_now("It took")
    for place in range(2):
        [last] = [one for one in await house.control.chat(FIRST + place) if "reply_markup" in one]
        pressed = await house.control.press(FIRST + place, last["message_id"], "Tea")
        assert pressed.text.startswith("Thanks!\n\n\u2068Tea\u2069 100%")
