"""A series begins by what people do in their chats, and its messages come by themselves."""

from botapi.call import Call
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from db.schema.states import SignalKind
from db.series.records import BEGINS, Signal
from tests.actors import editor, owner
from tests.dialogs.conftest import ADMIN, House, Person
from tests.dialogs.series.test_making import gets

NEWCOMER, OTHER = 77, 78
ASKS = Button(text="Tell me more", value="Gladly!", kind=ButtonKind.ANSWER, tag="curious")


def says(words: str, *buttons: Button) -> Content:
    call = Call(method="sendMessage", params={"text": words})
    return Content(message=(call,), buttons=(buttons,) if buttons else ())


async def running(house: House, name: str, begins: Signal, *contents: Content) -> int:
    doors, by = house.assembly.doors, editor(ADMIN)
    number = await doors.series_making.create(name, by=by)
    for content in contents:
        await doors.series_making.add_step(number, content, by=by)
    await doors.series_making.turn_signal(number, begins, does=BEGINS, by=by)
    await doors.series_running.start(number, by=by)
    return number


async def somebody(house: House, number: int) -> Person:
    await house.control.add_user(number, "Somebody")
    return house.person(number)


async def test_by_a_link_for_whoever_comes_by_it(house: House) -> None:
    link = await house.assembly.doors.links.add("Spring poster", by=owner())
    await running(house, "Spring", Signal(SignalKind.LINK, link.id), says("You saw our poster"))
    await running(house, "All", Signal(SignalKind.SUBSCRIBED), says("Hello to all"))
    by_link, without = await somebody(house, NEWCOMER), await somebody(house, OTHER)
    await by_link.say(f"/start {link.code}")
    await without.say("/start")
    await gets(by_link, "You saw our poster")
    await gets(by_link, "Hello to all")
    await gets(without, "Hello to all")
    assert not any("poster" in words for words in await without.answers())


async def test_a_tapped_answer_tags_and_the_tag_begins_another(house: House) -> None:
    """Of a message of the first series; both go out at once."""
    await house.assembly.doors.tags.add("curious", by=owner())
    [(tag,)] = await house.rows("SELECT id FROM tags")
    await running(house, "First", Signal(SignalKind.SUBSCRIBED), says("Curious?", ASKS))
    await running(house, "More", Signal(SignalKind.TAG, tag), says("Here is more"))
    newcomer = await somebody(house, NEWCOMER)
    await newcomer.say("/start")
    await gets(newcomer, "Curious?")
    await newcomer.press("Tell me more")
    await gets(newcomer, "Here is more")
    state = "SELECT series_id, state FROM enrolments ORDER BY series_id"
    assert [row[0] for row in await house.rows(state)] == [1, 2]
