"""The way to the card of a broadcast that was sent, for the tests of what can be done about it."""

from botapi_sandbox.control import Message
from tests.dialogs.conftest import ADMIN, FIRST, House, Person
from tests.dialogs.windows.test_newcomers import open_broadcast

ENDED = "SELECT count(*) FROM runs WHERE state IN ('finished', 'cancelled')"


async def sent_to(house: House, people: int, text: str) -> int:
    """Launched, and everybody has it."""
    await house.subscribe(people)
    number = await house.launched(text)
    await house.until(ENDED, (1,))
    return number


async def card_of(person: Person, title: str) -> Message:
    await open_broadcast(person, title)
    return await person.sees("Launched")


async def has(house: House, chat_id: int) -> list[str]:
    """What somebody sees of the bot."""
    shown = await house.control.chat(chat_id)
    return [one["text"] for one in shown if one["sandbox"]["outgoing"] and "text" in one]


async def everybody_has(house: House, people: int) -> list[list[str]]:
    return [await has(house, FIRST + number) for number in range(people)]


async def got(house: House, text: str) -> dict[int, int]:
    found = dict(await house.control.delivered(text))
    found.pop(ADMIN, None)  # whose windows show it
    return found
