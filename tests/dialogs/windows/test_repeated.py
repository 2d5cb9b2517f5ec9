"""What is repeated: from a draft to its rule, the card, the preview of a round, and the news."""

from datetime import time

import pytest

from tests.actors import editor, owner
from tests.dialogs.conftest import ADMIN, SECOND_ADMIN, House, Person, words_of

HOUR, DAY = 3_600, 86_400
WENT_OUT = "SELECT count(*) FROM broadcasts WHERE repeat_id = 1 AND stage = 'launched'"


async def choose(person: Person, *ways: str, clock: str = "10:00") -> None:
    """From a draft's window up to the question whether to repeat it."""
    await person.press("🕰 Time")
    await person.sees("When shall it go out?")
    await person.press("Repeat…")
    await person.sees("How often shall it go out?")
    for way in ways:
        await person.press(way)
    await person.sees("At what time?")
    await person.press(clock)
    await person.sees("The next ones:")


async def repeated(house: House, admin: Person, *ways: str) -> None:
    """With its card open."""
    await house.subscribe(2)
    await admin.compose()
    await choose(admin, *(ways or ("Every day",)))
    await admin.press("Yes, repeat it")
    await admin.sees("It is repeated from now on")


async def next_at(house: House) -> int:
    [(moment,)] = await house.rows("SELECT next_at FROM repeats")
    return int(moment)


async def comes_soon(house: House, seconds: int) -> None:
    """So long before its next round; somebody looks."""
    house.clock.turn(await next_at(house) - house.clock.time() - seconds)
    await house.assembly.doors.repeats.change_ahead(1, HOUR, by=editor(ADMIN))


async def test_a_draft_goes_out_every_monday(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.compose()
    await choose(admin, "Every week…", "Mon", "Next")
    question = words_of(await admin.sees("The next ones:"))
    assert "every Monday at 10:00" in question
    assert question.count("Mon, ") == 3
    assert "2 recipients as it is now" in question
    await admin.press("Yes, repeat it")
    card = words_of(await admin.sees("It is repeated from now on"))
    assert "every Monday at 10:00" in card
    assert "No round yet" in card
    assert await house.rows("SELECT rule FROM repeats") == [("FREQ=WEEKLY;BYDAY=MO",)]
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    assert "Repeated (1)" in str(menu["reply_markup"])
    assert "Drafts" not in str(menu["reply_markup"])


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        (("Every day",), "every day at 10:00"),
        (("Every weekday",), "every weekday, Monday to Friday at 10:00"),
        (("Every week…", "Tue", "Thu", "Next"), "every Tuesday and Thursday at 10:00"),
        (("Every month…", "31"), "on the last day of every month at 10:00"),
        (("Every month…", "5"), "on day 5 of every month at 10:00"),
        (("First Monday…", "Last", "Fri", "Next"), "on the last Friday of every month at 10:00"),
    ],
)
async def test_rules_by_taps(
    house: House, admin: Person, ways: tuple[str, ...], words: str
) -> None:
    await house.subscribe(1)
    await admin.compose()
    await choose(admin, *ways)
    assert words in words_of(await admin.sees("The next ones:"))


async def test_a_rule_of_a_calendar_is_typed(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose()
    await admin.press("🕰 Time")
    await admin.sees("When shall it go out?")
    await admin.press("Repeat…")
    await admin.sees("How often")
    await admin.press("By a rule")
    await admin.sees("RFC 5545")
    await admin.say("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")
    await admin.sees("there is no such day")
    await admin.say("every blue moon")
    await admin.sees("That is no rule")
    await admin.say("FREQ=MINUTELY")
    await admin.sees("more than once an hour")
    await admin.say("FREQ=MONTHLY;BYDAY=1MO,3MO")
    await admin.sees("At what time?")
    await admin.say("noonish")
    await admin.sees("is no time of the day")
    await admin.say("8:30")
    question = words_of(await admin.sees("The next ones:"))
    assert "by the rule FREQ=MONTHLY;BYDAY=1MO,3MO at 08:30" in question
    await admin.press("Back")
    await admin.sees("At what time?")
    await admin.press("Back")
    await admin.sees("Write the rule as calendars do")
    await admin.say("FREQ=HOURLY")  # on the hour: no time of the day is asked for
    await admin.sees("by the rule FREQ=HOURLY (")
    await admin.press("Back")
    await admin.sees("Write the rule as calendars do")


async def test_an_hour_before_all_admins_see_it_and_one_skips(
    house: House, admin: Person, second_admin: Person
) -> None:
    await second_admin.say("/start")
    await repeated(house, admin)
    before = await next_at(house)
    await comes_soon(house, HOUR // 2)
    for person in (admin, second_admin):
        notice = words_of(await person.sees("goes out soon"))
        assert "every day at 10:00" in notice
        assert "3 recipients" in notice
        assert "Good news" in await person.answers()  # as people will get it
    await second_admin.press("Skip once")
    for person in (second_admin, admin):  # whom the preview has told that it goes out
        await person.sees("this round is skipped")
    await house.until("SELECT skip_for FROM repeats", (before,))
    await second_admin.press("Do not skip")
    for person in (second_admin, admin):
        await person.sees("goes out after all")
    await house.until("SELECT skip_for FROM repeats", (None,))


@pytest.mark.parametrize(
    ("decides", "told"),
    [
        ("pause", "is paused: this round does not go out"),
        ("stop", "was stopped: neither this round nor any other"),
        ("change_rule", "comes by another rule from now on"),
    ],
)
async def test_whoever_was_shown_a_round_hears_what_another_admin_decides(
    house: House, admin: Person, second_admin: Person, decides: str, told: str
) -> None:
    await repeated(house, admin)
    await comes_soon(house, HOUR // 2)
    await admin.sees("goes out soon")
    await second_admin.sees("goes out soon")
    repeats = house.assembly.doors.repeats
    rules = [await repeats.read_rule("FREQ=YEARLY", time(9))] if decides == "change_rule" else []
    await house.until("SELECT told_for = next_at FROM repeats", (1,))
    await getattr(repeats, decides)(1, *rules, by=editor(SECOND_ADMIN))
    await admin.sees(told)
    assert not any(told in words for words in await second_admin.answers())


async def test_a_round_goes_out_and_its_maker_sees_it(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await comes_soon(house, 2)
    await admin.sees("Sent: 2")
    assert await house.rows(WENT_OUT) == [(1,)]
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("🔁 Repeated")
    await admin.sees("Repeated, the next one first")
    await admin.press("Good news")
    assert "1 round." in words_of(await admin.sees("Made by"))


async def test_it_is_paused_skipped_and_shown_earlier(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await admin.press("Pause")
    await admin.sees("Paused. What is missed")
    await admin.press("Resume")
    card = words_of(await admin.sees("It goes on."))
    first = card.partition("The next ones: ")[2].partition(";")[0]
    await admin.press("Skip once")
    card = words_of(await admin.sees("The next one is skipped"))
    assert first in card.partition("⏭ The one on")[2]
    assert first not in card.partition("The next ones: ")[2].partition("\n")[0]
    await admin.press("Do not skip")
    await admin.sees("goes out after all")
    await admin.press("Preview before")
    await admin.sees("How long before")
    await admin.press("3 h")
    await admin.sees("All admins see it 3 h before")
    await admin.press("Send test")
    await admin.sees("Made by")
    assert (await house.control.counts("Good news")).recipients == 1


async def test_its_rule_is_changed(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await admin.press("Edit rule")
    await admin.sees("How often")
    await admin.press("Every month…")
    await admin.press("31")
    await admin.sees("At what time?")
    await admin.press("12:00")
    await admin.sees("The next ones:")
    await admin.press("Yes, from now on")
    card = words_of(await admin.sees("It comes by the new rule"))
    assert "on the last day of every month at 12:00" in card


async def test_what_it_says_is_changed_in_a_draft(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await admin.press("Edit message")
    window = await admin.sees("Until you save it, its rounds say what they said")
    assert "Time" not in str(window["reply_markup"])
    assert "Send now" not in str(window["reply_markup"])
    await admin.press("Replace")
    await admin.sees("put in its place")
    await admin.say("Better news")
    await admin.sees("Until you save it")
    await admin.press("Save for all rounds")
    assert "Better news" in words_of(await admin.sees("All rounds to come say this"))
    await house.until("SELECT title FROM broadcasts", ("Better news",))


async def test_it_is_stopped_after_a_question(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await admin.press("Stop")
    await admin.sees("cannot be brought back")
    await admin.press("No, keep it")
    await admin.sees("Made by")
    await admin.press("Stop")
    await admin.sees("cannot be brought back")
    await admin.press("Yes, stop it")
    menu = await admin.sees("Your menu")
    assert "Repeated" not in str(menu["reply_markup"])


async def test_an_unfinished_round_is_told_of(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await comes_soon(house, 2)
    await admin.sees("Sent: 2")
    async with house.database.write() as connection:  # as if it were not through
        await connection.exec_driver_sql("UPDATE runs SET state = 'paused', finished_at = NULL")
    await comes_soon(house, 0)
    assert "begins by itself when that is over" in words_of(await admin.sees("is not through yet"))


async def test_it_stands_still_and_says_why(house: House, admin: Person) -> None:
    await repeated(house, admin)
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE repeats SET state = 'paused', why = 'role', told = false"
        )
    await house.assembly.doors.repeats.change_ahead(1, HOUR, by=owner(ADMIN))
    await admin.sees("whoever made it is not an admin any more")
    await admin.press("Resume")
    await admin.sees("It goes on")
    await house.until("SELECT state FROM repeats", ("running",))


async def test_a_button_of_before_finds_it_stopped(house: House, admin: Person) -> None:
    await repeated(house, admin)
    await comes_soon(house, HOUR // 2)
    await admin.sees("goes out soon")
    await house.assembly.doors.repeats.stop(1, by=editor(ADMIN))
    assert "was stopped" in (await admin.press("Skip once")).text
