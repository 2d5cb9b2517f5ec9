"""A series is made by messages and taps, started, held up and ended."""

from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person

STEPS = """
    SELECT position, wait, title FROM series_steps
    JOIN broadcasts ON broadcasts.id = broadcast_id ORDER BY position
"""
STATE = "SELECT state FROM series"


async def new_series(admin: Person, name: str = "Welcome") -> None:
    """Up to the window that waits for its first message."""
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Series")
    await admin.sees("messages that come by themselves")
    await admin.press("New series")
    await admin.sees("What is the series to be called?")
    await admin.say(name)
    await admin.sees("Send me the first message")


async def made(admin: Person, *texts: str) -> None:
    """With these messages, for whoever subscribes; up to its card."""
    await new_series(admin)
    for number, text in enumerate(texts, start=2):
        await admin.say(text)
        await admin.sees(f"Message {number} comes after the one before")
    await admin.press("Done")
    await admin.sees("📝 A draft")
    await admin.press("Begins")
    await admin.sees("Any of what is chosen here")
    await admin.press("subscribed")
    await admin.sees("• subscribes")
    await admin.press("Back")
    await admin.sees("It begins for whoever")


async def newcomer_of(house: House) -> Person:
    """Somebody who subscribes, and is put in."""
    await house.control.add_user(77, "Newcomer")
    newcomer = house.person(77)
    await newcomer.say("/start")
    await newcomer.sees("You are subscribed")
    await house.assembly.doors.series_running.enrol(1, [77], by=editor(ADMIN))
    return newcomer


async def gets(person: Person, words: str) -> None:
    """The timer may look a minute later, six seconds by these clocks."""
    await person.control.wait_for(person.id, words, timeout=30)


async def start(admin: Person) -> None:
    await admin.press("▶️ Start")
    await admin.sees("Those who are subscribed already are not in it")
    await admin.press("Yes, start it")
    await admin.sees("✅ The series runs.")


async def test_messages_one_after_the_other_with_taps_between(house: House, admin: Person) -> None:
    await new_series(admin)
    await admin.say("Hello")
    await admin.sees("Message 2 comes after the one before: at once")
    await admin.press("+1 h")
    await admin.sees("Message 2 comes after the one before: +1 h")
    await admin.say("After an hour")
    await admin.sees("Message 3 comes after the one before: at once")
    await admin.press("next day 10:00")
    await admin.sees("Message 3 comes after the one before: next day 10:00")
    await admin.say("Good morning")
    await admin.sees("Message 4 comes")
    await admin.press("Other")
    await admin.sees("Send it in words")
    await admin.say("whenever you like")
    await admin.sees("I cannot read this as a time to wait")
    await admin.say("2 days 9:30")
    await admin.sees("Message 4 comes after the one before: 2 days, 09:30")
    await admin.send("photo", caption="A picture")
    await admin.sees("Message 5 comes")
    await admin.press("Done")
    card = await admin.sees("📝 A draft")
    assert "4. 2 days, 09:30" in card["text"]
    assert await house.rows(STEPS) == [
        (0, "0", "Hello"),
        (1, "3600", "After an hour"),
        (2, "1 10:00", "Good morning"),
        (3, "2 09:30", "A picture"),
    ]


async def test_it_is_started_paused_resumed_and_ended(house: House, admin: Person) -> None:
    await made(admin, "Hello there", "And once more")
    await start(admin)
    assert await house.rows("SELECT * FROM enrolments") == []
    newcomer = await newcomer_of(house)
    await gets(newcomer, "And once more")
    await admin.press("Pause")
    await admin.sees("⏸ Paused: everybody keeps their place")
    await admin.press("▶️ Resume")
    card = await admin.sees("got all of them: 1")
    assert "1 reached" in card["text"]
    await admin.press("End the series")
    await admin.sees("for good?")
    await admin.press("Yes, end it")
    await admin.sees("⏹ Ended")
    assert await house.rows(STATE) == [("ended",)]


async def test_those_who_are_there_already_only_if_chosen(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await made(admin, "Hello there")
    await admin.press("▶️ Start")
    await admin.sees("Those who are subscribed already are not in it")
    await admin.press("⬜️ Also those here already (3)")
    await admin.sees("Those who are subscribed already are not in it")
    await admin.press("Yes, start it")
    await admin.sees("✅ The series runs.")
    await gets(house.person(1_000_001), "Hello there")


async def test_a_step_that_is_added_asks_for_those_who_finished(
    house: House, admin: Person
) -> None:
    await made(admin, "Hello there")
    await start(admin)
    newcomer = await newcomer_of(house)
    await gets(newcomer, "Hello there")
    await house.until("SELECT state, step FROM enrolments", (1, 1))
    await admin.press("Messages")
    await admin.sees("Tap one to look at it")
    await admin.press("Add at the end")
    await admin.sees("Message 2 comes after the one before")
    await admin.say("One more")
    await admin.sees("also to the one person who finished?")
    assert len(await house.rows(STEPS)) == 1
    await admin.press("Yes, to that person too")
    await gets(newcomer, "One more")


async def test_what_is_missing_for_a_start_is_asked_for(house: House, admin: Person) -> None:
    """Its windows open, and say why."""
    await new_series(admin)
    await admin.press("Done")
    await admin.sees("There are no messages yet")
    await admin.press("Try it on me")
    await admin.sees("A series needs a message. Add one under Messages.")
    await admin.press("▶️ Start")
    await admin.sees("There is nothing to send yet")
    await admin.say("Hello there")
    await admin.sees("Message 2 comes after the one before")
    await admin.press("Done")
    await admin.sees("📝 A draft")
    await admin.press("▶️ Start")
    await admin.sees("Nothing begins this series yet. Choose it here")
    await admin.press("subscribed")
    await admin.sees("• subscribes")
    await admin.press("Back")
    await start(admin)
    assert await house.rows(STATE) == [("running",)]


async def test_a_draft_and_what_has_ended_are_deleted(house: House, admin: Person) -> None:
    await made(admin, "Hello there")
    await start(admin)
    await admin.press("End the series")
    await admin.sees("for good?")
    await admin.press("Yes, end it")
    await admin.sees("⏹ Ended")
    await admin.press("Delete")
    await admin.sees("People keep what they have got")
    await admin.press("Yes, delete it")
    await admin.sees("There is none yet")
    await admin.press("New series")
    await admin.sees("What is the series to be called?")
    await admin.say("Welcome")
    await admin.sees("Send me the first message")
    await admin.press("Done")
    await admin.sees("There are no messages yet")
    await admin.press("Delete")
    await admin.sees("Delete the draft")
    await admin.press("Yes, delete it")
    await admin.sees("There is none yet")
    assert await house.rows(STATE) == []


async def test_another_admin_has_started_it_meanwhile(house: House, admin: Person) -> None:
    """The window that is open says how it stands now; nothing is done twice."""
    await made(admin, "Hello there")
    await admin.press("▶️ Start")
    await admin.sees("Those who are subscribed already are not in it")
    await house.assembly.doors.series_running.start(1, by=editor(12))
    await admin.press("Yes, start it")
    await admin.sees("Somebody has changed the series meanwhile")
    await admin.sees("▶️ It runs.")


async def test_another_admin_has_deleted_it_meanwhile(house: House, admin: Person) -> None:
    await made(admin, "Hello there")
    await house.assembly.doors.series_making.delete(1, by=editor(ADMIN))
    pressed = await admin.press("Refresh")
    assert pressed is not None
    await admin.sees("Your menu")


async def test_it_is_played_to_whoever_makes_it(house: House, admin: Person) -> None:
    """Nobody is in it by that, and nothing is counted."""
    await made(admin, "Hello there")
    await admin.press("Try it on me")
    await admin.sees("That was the series: one message.")
    assert "Hello there" in await admin.answers()
    assert await house.rows("SELECT * FROM enrolments") == []
    await admin.press("Open the series")
    await admin.sees("📝 A draft: nobody is in it yet.")
