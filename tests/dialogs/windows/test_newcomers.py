"""To those who came since: two taps on a finished broadcast's card."""

from botapi_sandbox.control import Message
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually, words_of
from tests.dialogs.windows.test_drafts import labels, open_menu

FINISHED = "SELECT count(*) FROM runs WHERE state = 'finished'"
OFFER = "To those who came since"


async def open_broadcast(person: Person, title: str) -> None:
    await person.press("Broadcasts", (await open_menu(person))["message_id"])
    await person.sees("newest first")
    await person.press(title)
    await person.sees("Launched")


async def offered(person: Person, words: str) -> Message:
    """A machine that is busy counts for longer than a window waits."""
    await person.press(OFFER)
    found: list[Message] = []

    async def is_counted() -> bool:
        window = (await person.chat())[-1]
        if "I am counting" in words_of(window):
            await person.press("Refresh")
        if words in words_of(window):
            found.append(window)
        return bool(found)

    await eventually(is_counted)
    return found[0]


async def came(house: House, chat_id: int) -> None:
    await house.control.add_user(chat_id, "Eve", started=True)
    await house.control.say(chat_id, "/start")
    await house.until(f"SELECT count(*) FROM subscribers WHERE chat_id = {chat_id}", (1,))


async def test_who_came_since_gets_it_with_two_taps(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await house.launched("For all")
    await house.until(FINISHED, (1,))
    await open_broadcast(admin, "For all")
    await came(house, FIRST + 50)
    await offered(admin, "1 person has come since")
    await admin.press("No")
    await admin.sees("Launched")
    await offered(admin, "1 person has come since")
    await admin.press("Yes, send it (1)")
    report = await admin.sees("Sent: 1")
    assert "This is #1 for those who came since" in words_of(report)
    await house.until(FINISHED, (2,))
    got = dict(await house.control.delivered("For all"))
    got.pop(ADMIN, None)  # whose windows name it
    assert got == dict.fromkeys((FIRST, FIRST + 1, FIRST + 50), 1)
    await open_broadcast(admin, "#1 ·")
    card = await admin.sees("Sent to those who came since, as #2")
    assert "🔁 #2" in labels(card)


async def test_nobody_has_come_yet(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await house.launched("For all")
    await house.until(FINISHED, (1,))
    await open_broadcast(admin, "For all")
    window = await offered(admin, "Nobody who matches has come since")
    assert labels(window) == ["⬅️ Back"]
    await admin.press("Back")
    await admin.sees("Launched")


async def test_a_pruned_ledger_cannot_tell(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Old")
    await house.until(FINISHED, (1,))
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET thinned = true")
    await open_broadcast(admin, "Old")
    await admin.press(OFFER)
    window = await admin.sees("was pruned")
    assert labels(window) == ["⬅️ Back"]


async def test_one_that_is_under_way_is_waited_for(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Twice tapped")
    await house.until(FINISHED, (1,))
    await came(house, FIRST + 50)
    await open_broadcast(admin, "Twice tapped")
    await offered(admin, "1 person has come since")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET frozen = false")
    await admin.press("Yes, send it")
    await admin.sees("has not ended yet")
    assert await house.rows("SELECT count(*) FROM runs") == [(1,)]
