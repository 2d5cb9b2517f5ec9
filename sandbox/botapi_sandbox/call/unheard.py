"""Numbers that are taken without a word to the bot: see trouble/unheard.py."""

from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import read_markup
from botapi_sandbox.formatting.detect import detect
from botapi_sandbox.ground.params import Call
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.account import Account
from botapi_sandbox.trouble.unheard import FOREIGN, Unheard

SERVICE_MESSAGE: Body = {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400}}
"""Bot API: Message; one that a person brings about by a setting of the chat."""


def happen_before_a_send(world: World, account: Account) -> None:
    """Called when the bot's own messages are about to take their numbers."""
    for one in world.silence.before_a_send():
        happen(world, account, one)


def happen(world: World, account: Account, one: Unheard) -> None:
    """Where nobody can be written to nothing happens, and no number is taken."""
    chance = world.silence.chance
    chat_id = chance.choice(one.chats) if one.chats else None
    if one.kind != FOREIGN:
        take_a_number(world, account, chat_id)
        return
    chat_id = chat_id or world.people.somebody(chance)
    if chat_id is not None and _is_open(world, chat_id):
        write_as_another(world, account, chat_id, one.text, one.reply_markup)


def write_as_another(
    world: World, account: Account, chat_id: int, text: str, reply_markup: Body | None
) -> int:
    """A message of another program on the same token; returns its number. Raises ApiError for
    buttons that Telegram would refuse."""
    body: Body = {"text": text, "_foreign": True}
    found: list[dict[str, Any]] = detect(text)
    body |= {"entities": found} if found else {}
    body |= read_markup(Call(method="sendMessage", params={"reply_markup": reply_markup}))
    return _add(world, account, chat_id, body, outgoing=True)


def take_a_number(world: World, account: Account, chat_id: int | None) -> int:
    """A service message; without a chat one that the bot cannot even ask for."""
    if chat_id is None:
        return account.journal.skip(world.clock.date())
    return _add(world, account, chat_id, SERVICE_MESSAGE, outgoing=False)


def _add(world: World, account: Account, chat_id: int, body: Body, *, outgoing: bool) -> int:
    content = world.contents.intern(body, account.id)
    journal = world.journal(account, chat_id)
    number = journal.add(chat_id, content.number, world.clock.date(), outgoing=outgoing)
    world.changed(chat_id)
    return number


def _is_open(world: World, chat_id: int) -> bool:
    if chat_id > 0:
        return world.people.standing(chat_id) is Standing.ACTIVE
    room = world.rooms.get(chat_id)
    return room is not None and not room.is_pair() and room.refusal() is None
