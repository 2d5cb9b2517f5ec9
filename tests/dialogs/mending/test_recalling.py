"""Taking a broadcast back: what the question says, what the tap does, what the report says."""

from broadcast.model.events import BroadcastChanged
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, words_of
from tests.dialogs.mending.cards import ENDED, card_of, everybody_has, sent_to
from tests.dialogs.windows.test_drafts import labels

SINCE = "📨 To those who came since"
THREE_DAYS = 3 * 86_400  # seconds


async def test_it_is_deleted_for_everybody_with_two_taps(house: House, admin: Person) -> None:
    await sent_to(house, 3, "All wrong")
    card = await card_of(admin, "All wrong")
    assert "🗑 Take back" in labels(card)
    await admin.press("Take back")
    question = words_of(await admin.sees("Delete “\u2068All wrong\u2069” for everybody"))
    assert "All 3 can be taken back if you begin by" in question
    await admin.press("Yes, take it back")
    report = words_of(await admin.sees("🗑 Taken back: "))
    assert "✅ Deleted: 3 of 3" in report
    assert "This deletes #1 for everybody who has it." in report
    assert await everybody_has(house, 3) == [[], [], []]


async def test_the_card_names_what_was_done_and_leads_there(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Gone soon")
    assert SINCE in labels(await card_of(admin, "Gone soon"))
    await admin.press("Take back")
    await admin.sees("Delete “")
    await admin.press("Yes, take it back")
    await admin.sees("Taken back: ")
    card = await card_of(admin, "Gone soon")
    assert "🗑 Taking back #2, " in words_of(card)
    # Nobody has it any more, and nobody else is to get it.
    for of_nobodys in ("✏️ Correct", "🗑 Take back", "📌 Pin", "📍 Unpin", SINCE):
        assert of_nobodys not in labels(card)
    await admin.press("🗑 #2")
    card = await admin.sees("This deletes #1")
    assert "↩️ #1" in labels(card)
    for nothing in ("📑 Duplicate", "🗑 Take back", "📌 Pin", SINCE):
        assert nothing not in labels(card)


async def test_a_card_that_is_opened_meanwhile_can_be_refreshed(
    house: House, admin: Person
) -> None:
    await sent_to(house, 2, "Going")
    slow = {"next": 1, "methods": ["deleteMessage"], "delay": 40}
    await house.control.faults(slow_answer=slow)
    await house.assembly.doors.recalls.begin(1, by=editor(ADMIN))
    assert "🔄 Refresh" in labels(await card_of(admin, "Going"))
    await house.until(ENDED, (2,))
    await admin.press("Refresh")
    card = await admin.sees("🗑 Taking back #2")
    assert "🔄 Refresh" not in labels(card)


async def test_no_is_no(house: House, admin: Person) -> None:
    await sent_to(house, 2, "It stays")
    await card_of(admin, "It stays")
    await admin.press("Take back")
    await admin.sees("Delete “")
    await admin.press("No")
    await admin.sees("Launched")
    assert await everybody_has(house, 2) == [["It stays"], ["It stays"]]


async def test_somebody_has_deleted_it_already(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Half gone")
    (message,) = await house.control.chat(FIRST)
    await house.control.delete(FIRST, message["message_id"])
    await card_of(admin, "Half gone")
    await admin.press("Take back")
    await admin.sees("Delete “")
    await admin.press("Yes, take it back")
    report = words_of(await admin.sees("Taken back: "))
    assert "✅ Deleted: 1 of 2" in report
    assert "🕳 Gone already: 1" in report
    assert "Skipped" not in report


async def test_one_that_is_being_sent_is_stopped_first(house: House, admin: Person) -> None:
    await house.subscribe(400)
    await admin.launch("Stop it")
    await admin.sees("▓")
    await card_of(admin, "Stop it")
    await admin.press("Stop and take back")
    question = words_of(await admin.sees("Stop “\u2068Stop it\u2069” and delete it"))
    assert "Whoever has not got it does not get it any more" in question
    await admin.press("Yes, stop and take back")
    await admin.sees("Taken back: ")
    await house.until(ENDED, (2,))
    assert not [one for one in await everybody_has(house, 400) if one]
    assert await house.rows("SELECT state FROM runs ORDER BY id") == [("cancelled",), ("finished",)]


async def test_what_is_being_sent_to_others_is_said_and_ends_with_it(
    house: House, admin: Person
) -> None:
    await sent_to(house, 3, "All wrong")
    await house.subscribe(203)  # two hundred have come since
    await house.assembly.doors.newcomers.send(1, by=editor(ADMIN))
    await house.until("SELECT sent > 0 FROM runs WHERE id = 2", (1,))
    await house.assembly.doors.launches.pause(2, by=editor(ADMIN))
    await card_of(admin, "#1 ·")
    await admin.press("Take back")
    question = words_of(await admin.sees("Delete “"))
    assert "📣 It is still being sent to others as #2: " in question
    assert " of 200 have it. That is stopped and taken back, too." in question
    await admin.press("Yes, stop and take back all of it")
    await house.until("SELECT count(*) FROM runs WHERE state = 'finished' AND id <> 2", (3,))
    assert await house.rows("SELECT state FROM runs WHERE id = 2") == [("cancelled",)]
    assert not [one for one in await everybody_has(house, 203) if one]


async def test_what_has_begun_since_the_question_is_asked_about(
    house: House, admin: Person
) -> None:
    await sent_to(house, 3, "All wrong")
    await card_of(admin, "All wrong")
    await admin.press("Take back")
    await admin.sees("Delete “")
    await house.subscribe(203)  # two hundred have come since
    await house.assembly.doors.newcomers.send(1, by=editor(ADMIN))
    await house.assembly.doors.launches.pause(2, by=editor(ADMIN))
    await admin.press("Yes, take it back")
    window = await admin.sees("Meanwhile it has begun to be sent to others")
    assert "still being sent to others as #2" in words_of(window)
    assert await house.rows("SELECT state FROM runs ORDER BY id") == [("finished",), ("paused",)]


async def test_what_is_too_old_is_said_before(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Old news")
    async with house.database.write() as connection:
        for change in (
            f"UPDATE run_minutes SET minute = minute - {THREE_DAYS // 60}",
            f"UPDATE runs SET launched_at = launched_at - {THREE_DAYS}",
        ):
            await connection.exec_driver_sql(change)
    await card_of(admin, "Old news")
    await admin.press("Take back")
    window = await admin.sees("cannot be taken back")
    assert "older than 48 hours" in words_of(window)
    assert labels(window) == ["⬅️ Back"]


async def test_a_second_admin_is_told_that_it_goes_on_already(
    house: House, admin: Person, second_admin: Person
) -> None:
    await sent_to(house, 200, "Twice")
    for person in (admin, second_admin):
        await card_of(person, "Twice")
        await person.press("Take back")
        await person.sees("Delete “")
    await admin.press("Yes, take it back")
    await admin.sees("Taking back: ")
    await second_admin.press("Yes, take it back")
    await second_admin.sees("already, as #2")


async def test_who_launched_it_is_told_when_it_deletes_itself(house: House, admin: Person) -> None:
    await sent_to(house, 2, "For an hour")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET recall_at = 1")
    house.assembly.events.say(BroadcastChanged(broadcast_id=1))  # the timer looks again
    notice = words_of(await admin.sees("deletes itself now, as you chose: #2"))
    assert "For an hour" in notice
    await house.until(ENDED, (2,))
    report = words_of(await admin.sees("Taken back: "))  # without a tap
    assert "Deleted: 2 of 2" in report
    assert await everybody_has(house, 2) == [[], []]


async def test_the_card_says_when_it_deletes_itself(house: House, admin: Person) -> None:
    await sent_to(house, 1, "For a while")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET recall_at = 4000000000")
    card = words_of(await card_of(admin, "For a while"))
    assert "🗑 Deletes itself 2 Oct 2096" in card
