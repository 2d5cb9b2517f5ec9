"""The notice that it is being found out what became of lost answers says in the end what was."""

from broadcast.model.events import FindingOut, FoundOut
from tests.dialogs.conftest import House, Person, eventually


async def test_it_says_in_the_end_what_was_found(
    house: House, admin: Person, second_admin: Person
) -> None:
    events = house.assembly.events
    for turn in range(2):
        events.say(FindingOut(count=3, turn=turn))
    told = [await one.sees("were lost. I am finding out") for one in (admin, second_admin)]
    events.say(FoundOut(sent=2, not_sent=1, unknown=0))
    for one, before in zip((admin, second_admin), told, strict=True):
        after = await one.sees("What became of lost answers")
        assert after["message_id"] == before["message_id"]
        assert after["text"].splitlines()[1:] == [
            "• it had arrived: 2",
            "• it had not, and was sent then: 1",
        ]


async def test_of_what_was_not_told_nothing_is_said(house: House, admin: Person) -> None:
    """Most are found out by a message that somebody got meanwhile: nobody was told that it began,
    and the report says how it ended."""
    events = house.assembly.events
    events.say(FoundOut(sent=2, not_sent=1, unknown=0))
    events.say(FindingOut(count=1, turn=0))
    before = await admin.sees("was lost. I am finding out")
    events.say(FoundOut(sent=0, not_sent=0, unknown=1))
    after = await admin.sees("cannot be told: 1")
    assert after["message_id"] == before["message_id"]

    async def is_alone() -> bool:
        return sum("lost" in text for text in await admin.answers()) == 1

    await eventually(is_alone)
