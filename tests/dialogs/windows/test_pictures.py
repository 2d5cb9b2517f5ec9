"""Pictures in the report's window: a tap, a photo, and the window below it."""

from pathlib import Path

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from db.subscribers.store import Subscribers
from handlers.admin.reporting import pictures
from runtime.child_process import ChildFailed, ChildTooSlow
from tests.actors import editor
from tests.dialogs.conftest import FIRST, House, Person, eventually, words_of
from tests.dialogs.windows.test_files import report

PNG = (Path(__file__).parents[3] / "docs" / "pictures" / "guide-card.png").read_bytes()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what was drawn."""
    titles: list[str] = []

    async def draws(_module: str, task: dict[str, object], **_: object) -> bytes:
        titles.append(str(task["title"]))
        return PNG

    monkeypatch.setattr(pictures, "ask", draws)
    return titles


async def photos(admin: Person) -> int:
    return sum("photo" in message for message in await admin.chat())


async def test_each_button_draws_its_picture_above_the_window(
    house: House, admin: Person, drawn: list[str]
) -> None:
    await report(house, admin)
    await admin.press("Report")
    for number, button in enumerate(("Deliveries over time", "Growth", "Sources"), start=1):
        await admin.press(button)

        async def shown(wanted: int = number) -> bool:
            last = (await admin.chat())[-1]
            return await photos(admin) == wanted and "Sent: 3 of 3" in words_of(last)

        await eventually(shown)
    assert drawn == [
        "#1: deliveries over time",
        "Growth of the audience",
        "Where subscribers come from",
    ]


async def test_the_audiences_window_draws_what_is_about_all_of_it(
    house: House, admin: Person, drawn: list[str]
) -> None:
    await house.subscribe(3)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Audience")
    await admin.sees("Subscribed: 3")
    for button in ("Growth", "Sources"):
        await admin.press(button)
    assert drawn == ["Growth of the audience", "Where subscribers come from"]
    assert await photos(admin) == 2


@pytest.mark.parametrize(
    ("error", "words"),
    [(ChildFailed(), "could not be drawn"), (ChildTooSlow(), "too busy to draw")],
)
async def test_what_cannot_be_drawn_is_said(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    async def fails(*_: object, **__: object) -> bytes:
        raise error

    monkeypatch.setattr(pictures, "ask", fails)
    await report(house, admin)
    await admin.press("Report")
    await admin.press("Growth")
    await admin.sees(words)
    assert await photos(admin) == 0


async def test_what_telegram_does_not_take_is_said(
    house: House, admin: Person, drawn: list[str]
) -> None:
    await report(house, admin)
    await house.control.faults(error_500={"next": 1, "methods": ["sendPhoto"]})
    await admin.press("Report")
    await admin.press("Growth")
    await admin.sees("did not take the picture")
    assert drawn


async def test_before_the_first_answer_there_is_nothing_to_draw(
    house: House, admin: Person, drawn: list[str]
) -> None:
    await report(house, admin)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM run_minutes")
    await admin.press("Report")
    await admin.press("Deliveries over time")
    await admin.sees("nothing to draw: no answers yet")
    assert drawn == []


async def test_the_report_counts_messages_versions_and_who_left(
    house: House, admin: Person
) -> None:
    await house.subscribe(3)
    one, two = (Call(method="sendMessage", params={"text": word}) for word in ("Good", "news"))
    variant = Variant(language="ru", message=(one,))
    number = await house.assembly.doors.drafts.add(
        Content(message=(one, two), variants=(variant,)), by=editor(admin.id)
    )
    await house.assembly.doors.launches.launch(number, by=editor(admin.id))
    await house.until("SELECT state FROM runs", ("finished",))
    assert await Subscribers(house.database).block(FIRST, int(house.clock.time()))
    await house.clock.sleep(1)  # moments are whole seconds
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good")
    await admin.sees("Launched")
    await admin.press("Report")
    window = (await admin.sees("How many got each message"))["text"]
    assert "1. 3\n2. 3" in window
    assert "• for everybody else: 3 of 3\n• Russian: 0 of 0" in window
    assert "Left so far" in window
    assert "1 of them by blocking the bot" in window
    assert await house.rows("SELECT sum(people) FROM run_tallies") == [(3,)]
    await admin.press("👋 1")
    listed = (await admin.sees("Who left within a day"))["text"]
    assert listed.splitlines()[-1].endswith(f"({FIRST})")
    await admin.press("Back")
    await admin.sees("How many got each message")
