"""10:00 their time: a plan for when everybody's own clock shows it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.dialogs.compose.test_timing import open_time
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually, words_of

TOKYO = "Asia/Tokyo"  # seven or eight hours before Berlin: nine tomorrow is still to come there


async def confirm(house: House, admin: Person) -> None:
    """Of three one has told where they live; tomorrow at nine, as chosen."""
    await house.subscribe(3)
    await house.assembly.doors.zones.note(FIRST, TOKYO)
    await open_time(admin)
    await admin.press("Tomorrow 9:00")
    await admin.sees(", 09:00")
    await admin.press("Plan it")
    await admin.sees("It goes out on")


async def planned_by_own_clocks(house: House, admin: Person) -> None:
    await confirm(house, admin)
    await admin.press("⬜️ By everybody")
    await admin.sees("on their own clock")
    await admin.press("Yes, then")
    await admin.sees("By everybody’s own clock: 09:00")


async def test_everybody_gets_it_by_their_own_clock(house: House, admin: Person) -> None:
    await confirm(house, admin)
    await admin.press("⬜️ By everybody")
    question = words_of(await admin.sees("on their own clock"))
    assert "when it is 09:00" in question
    assert "The time zone of 2 people is not known: they go by Europe/Berlin." in question
    await admin.press("Yes, then")
    await admin.sees("By everybody’s own clock: 09:00")
    [(due_at, local_time)] = await house.rows("SELECT due_at, local_time FROM plans")
    assert local_time.endswith("T09:00:00")
    chosen = datetime.fromisoformat(local_time).replace(tzinfo=ZoneInfo(TOKYO))
    assert due_at == chosen.timestamp()


async def test_of_how_many_it_is_known_is_a_number_with_names(house: House, admin: Person) -> None:
    await confirm(house, admin)
    await admin.press("Time zone known: 1 person")
    await admin.sees(str(FIRST))


async def test_where_nobodys_zone_is_known_nothing_is_offered(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await open_time(admin)
    await admin.press("Tomorrow 9:00")
    await admin.sees(", 09:00")
    await admin.press("Plan it")
    question = await admin.sees("It goes out on")
    assert "own clock" not in str(question.get("reply_markup"))


async def test_started_now_it_goes_to_everybody_and_the_question_says_so(
    house: House, admin: Person
) -> None:
    await planned_by_own_clocks(house, admin)
    await admin.press("Start now")
    question = words_of(await admin.sees("now, to 3 recipients?"))
    assert "at 09:00 on their own clock. Started now, everybody gets it now" in question
    await admin.press("Yes, now")
    await admin.sees("Sent: 3")


async def test_below_a_late_one_start_now_asks_before_it_drops_their_clocks(
    house: House, admin: Person
) -> None:
    await planned_by_own_clocks(house, admin)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE plans SET state = 'asked', asked_why = 'late'")
    await house.board.show(1, ADMIN)
    late = await admin.sees("What shall become of it?")
    await admin.press("Start now", late["message_id"])
    await admin.sees("Started now, everybody gets it now")
    assert await house.rows("SELECT state FROM plans") == [("asked",)]
    await admin.press("Yes, now")
    await admin.sees("Sent: 3")


async def test_moved_it_still_goes_by_their_clocks(house: House, admin: Person) -> None:
    await planned_by_own_clocks(house, admin)
    [(was,)] = await house.rows("SELECT local_time FROM plans")
    await admin.press("At another time")
    await admin.sees("When shall it go out?")
    await admin.say("in 3000 min")
    await admin.sees("I understood")
    await admin.press("(UTC+")

    async def is_moved() -> bool:
        [(local_time,)] = await house.rows("SELECT local_time FROM plans")
        return local_time is not None and local_time[:-3] != was[:-3]

    await eventually(is_moved)


async def test_edit_keeps_that_it_goes_by_everybodys_own_clock(house: House, admin: Person) -> None:
    await planned_by_own_clocks(house, admin)
    await admin.press("Edit")
    await admin.sees("This is what people will get")
    await admin.press("Plan it")
    await admin.sees("on their own clock")
