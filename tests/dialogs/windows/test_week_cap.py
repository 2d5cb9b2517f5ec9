"""At most so many broadcasts a week: owners say how many, *Confirm* for how many that is too many,
the report and the card what can be done about these."""

from botapi_sandbox.control import Message
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.dialogs.conftest import FIRST, House, Person, eventually

PEOPLE = 3


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_window(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("holds for all broadcasts")
    await admin.press("Not too many")
    await admin.sees("how many broadcasts may one person get")


async def capped_at_one(house: House) -> None:
    """Everybody has had one."""
    await house.subscribe(PEOPLE)
    await house.assembly.doors.caps.decide(1, by=owner())
    await house.launched("First")
    await house.until("SELECT state FROM runs", ("finished",))


async def joined(house: House, count: int) -> None:
    """So many more, who have had none."""
    await house.control.add_users(count, FIRST + 100)
    for number in range(count):
        await Subscribers(house.database).subscribe(FIRST + 100 + number, now=2)


async def at_confirm(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("New broadcast")
    await admin.sees("Send me the message")
    await admin.say("Second")
    await admin.sees("This is what people will get")
    await admin.press("Send now")


async def test_a_number_is_tapped_or_typed_and_nought_is_refused(
    house: House, admin: Person
) -> None:
    caps = house.assembly.doors.caps
    await open_window(admin)
    assert "Now there is no limit" in (await admin.answers())[-1]
    await admin.press("3")
    await admin.sees("Now it is 3 broadcasts in seven days")
    assert caps.most == 3
    await admin.say("12")
    await admin.sees("Now it is 12 broadcasts")
    for typed, said in (
        ("0", "With 0 nobody would ever get a broadcast"),
        ("51", "is no limit any more"),
        ("-1", "is no number of broadcasts"),
        ("9" * 90, "is no number of broadcasts"),
        ("a few", "is no number of broadcasts"),
    ):
        await admin.say(typed)
        await admin.sees(said)
        assert caps.most == 12
    await admin.press("No limit")
    await admin.sees("Now there is no limit")
    assert caps.most is None


async def test_where_all_have_had_enough_nothing_is_launched_but_what_a_tap_says(
    house: House, admin: Person
) -> None:
    await capped_at_one(house)
    await at_confirm(admin)
    window = await admin.sees("so nobody would get it now")
    assert "🚀" not in window["text"]
    assert labels(window) == [
        "🧢 Send to those after all",
        "🗓 Write to these later",
        "👀 Who they are",
        "⬅️ Back",
    ]
    await admin.press("Who they are")
    await admin.press("Have had enough this week")
    await admin.sees(f"({FIRST})")
    await admin.press("Back")
    await admin.press("Back")
    await admin.press("Send to those after all")
    window = await admin.sees("this week and get it all the same")
    assert "✅ Confirm" in labels(window)
    await admin.press("Leave those out after all")
    await admin.sees("nobody would get it now")


async def test_write_to_these_later_is_another_time_when_that_week_is_over(
    house: House, admin: Person
) -> None:
    await capped_at_one(house)
    await at_confirm(admin)
    await admin.sees("nobody would get it now")
    await admin.press("Write to these later")
    await admin.sees("When shall it go out?")
    await admin.press("In an hour")
    await admin.sees("will have had 1 in the week before, so nobody would get it then")
    await admin.press("Time")
    await admin.sees("When shall it go out?")
    await admin.say("in 8 days")
    await admin.press(labels(await admin.sees("I understood"))[0])
    window = await admin.sees("Send it to")
    assert "had 1" not in window["text"]


async def test_confirm_counts_those_who_get_it_and_names_the_others(
    house: House, admin: Person
) -> None:
    await capped_at_one(house)
    await joined(house, 2)
    await at_confirm(admin)
    window = await admin.sees("more have had 1 this week and will not get it")
    assert "Send it to 2 recipients" in window["text"]
    await admin.press("Send to those after all")
    everybody = await admin.sees("of them have had 1 this week and get it all the same")
    assert "Send it to 2 recipients" not in everybody["text"]


async def test_the_report_names_them_and_sends_to_them_after_all(
    house: House, admin: Person
) -> None:
    await capped_at_one(house)
    second = await house.launched("Second")
    await house.until("SELECT state FROM runs WHERE id = 2", ("finished",))
    capped = (await house.assembly.doors.reports.get(second)).figures.capped
    assert capped >= PEOPLE
    await house.assembly.doors.reports.get(second)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Second")
    await admin.sees(f"had had enough this week: {capped}")
    await admin.press("Send to those after all")
    await admin.sees("all the same, now?")
    await admin.press("Yes, send it")
    await house.until("SELECT capped_answer FROM runs WHERE id = 2", ("again",))
    await house.until("SELECT state FROM runs WHERE id = 3", ("finished",))
    assert await house.rows("SELECT sent, capped FROM runs WHERE id = 3") == [(capped, 0)]
    got = dict(await house.control.delivered("Second"))
    assert {got[FIRST + number] for number in range(PEOPLE)} == {1}


async def test_write_to_these_later_begins_a_draft_for_them(house: House, admin: Person) -> None:
    await capped_at_one(house)
    await house.launched("Second")
    await house.until("SELECT state FROM runs WHERE id = 2", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Second")
    await admin.sees("had had enough this week")
    await admin.press("Write to these later")
    await admin.sees("had had enough that week in")
    assert await admin.sees("Second")


async def test_the_reports_own_button_does_the_same(house: House, admin: Person) -> None:
    await capped_at_one(house)
    await joined(house, 1)
    await admin.launch("Second")
    await admin.sees("🏁 Finished")
    report = await admin.sees("had had enough this week")
    await admin.press("Write to these later", report["message_id"])
    await admin.sees("had had enough that week in")
    [(title, stage)] = await house.rows("SELECT title, stage FROM broadcasts WHERE id = 3")
    assert (title, stage) == ("Second", "draft")


async def test_a_topic_may_be_exempt(house: House, admin: Person) -> None:
    await house.assembly.doors.topics.add("Alarms", by=owner())
    await house.assembly.doors.caps.decide(1, by=owner())
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.press("Topics")
    await admin.press("Alarms")
    await admin.press("Does not count")

    async def is_exempt() -> bool:
        [topic] = await house.assembly.doors.topics.every()
        return topic.uncapped

    await eventually(is_exempt)
