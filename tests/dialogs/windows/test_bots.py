"""/bots: an owner's bots, and nobody else's."""

from broadcast.doors.bot_list import BotCard, BotState
from db.admins.admins import Admins
from db.schema.states import Role
from handlers.admin.bots.listing import SHOWN, in_words
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person, english


def refused(bot_id: int) -> BotCard:
    return BotCard(bot_id=bot_id, username=None, state=BotState.REFUSED)


async def test_an_owner_sees_what_each_bot_does(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await house.assembly.doors.launches.pause(await house.launched("Sale"), by=editor(ADMIN))
    house.neighbours.absent = lambda user_id: [refused(77)] if user_id == ADMIN else []
    await admin.say("/bots")
    told = await admin.sees("Your bots: 2")
    stopped, running = told["text"].split("\n\n")[1:]
    assert stopped.startswith("77\n⛔️ Stopped: Telegram refuses its token.")
    assert running.startswith("https://t.me/")
    assert "Subscribers: 3" in running
    assert "Paused" in running
    assert "Sale" in running


async def test_whoever_is_no_owner_is_told_so(house: House, stranger: Person) -> None:
    await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    await stranger.say("/bots")
    await stranger.sees("Only owners can see the list of bots.")


async def test_a_bot_of_somebody_else_is_not_in_the_list(house: House, admin: Person) -> None:
    house.neighbours.absent = lambda user_id: [refused(77)] if user_id == STRANGER else []
    await admin.say("/bots")
    told = await admin.sees("Your bots: 1")
    assert "77" not in told["text"].split()


def test_trouble_comes_first_and_many_are_cut() -> None:
    cards = [
        BotCard(bot_id=number, username=f"b{number}_bot", state=BotState.RUNNING, subscribers=1)
        for number in range(100)
    ]
    text = in_words([*cards, refused(500)], english(), "en")
    assert text.split("\n\n")[1].startswith("500\n⛔️")
    assert text.endswith(f"… and {101 - SHOWN} more")
    assert len(text) <= 4096
