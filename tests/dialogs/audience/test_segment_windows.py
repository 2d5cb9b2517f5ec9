"""The segments' windows: who matches, other conditions, another name, and away."""

from db.audience.audience import Audience
from db.audience.conditions import InLanguage
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.dialogs.conftest import FIRST, House, Person, words_of


async def open_readers(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await Subscribers(house.database).subscribe(FIRST, now=1, language_code="ru")
    segments = house.assembly.doors.segments
    await segments.add("Readers", Audience(must=(InLanguage(codes=("ru",)),)), by=editor())
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("👥 Audience")
    await admin.sees("Your audience")
    await admin.press("📁 Segments")
    await admin.sees("audiences with a name")
    await admin.press("\u2068Readers\u2069")
    await admin.sees("• language: Russian")


async def test_its_people_are_shown_and_its_conditions_changed(house: House, admin: Person) -> None:
    await open_readers(house, admin)
    await admin.press("Who it is")
    assert f"({FIRST})" in words_of(await admin.sees("Those who match"))
    await admin.press("Back")
    await admin.sees("• language: Russian")
    await admin.press("Change the conditions")
    await admin.sees("Audience: 1 subscriber")
    await admin.press("✖️ language")
    await admin.sees("Audience: 3 subscribers")
    await admin.press("Back")
    await admin.sees("Everyone who is subscribed")
    [segment] = await house.assembly.doors.segments.every()
    assert segment.audience == Audience()


async def test_it_gets_another_name_and_goes(house: House, admin: Person) -> None:
    await open_readers(house, admin)
    await admin.press("Rename")
    await admin.sees("What shall it be called?")
    await admin.say("x" * 65)
    await admin.sees("it needs 1 to 64 characters")
    await admin.say("Others")
    await admin.sees("📁 \u2068Others\u2069")
    await admin.press("Delete")
    await admin.sees("Delete the segment \u2068Others\u2069?")
    await admin.press("Yes, delete it")
    await admin.sees("There are no segments yet")


async def test_one_that_somebody_deleted_says_so(house: House, admin: Person) -> None:
    await open_readers(house, admin)
    [segment] = await house.assembly.doors.segments.every()
    await house.assembly.doors.segments.remove(segment.id, by=editor())
    await admin.press("Change the conditions")
    await admin.sees("Your menu")
