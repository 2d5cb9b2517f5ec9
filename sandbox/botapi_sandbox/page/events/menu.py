"""What a person's own client would show around a chat: its commands, and who writes there."""

from collections.abc import Iterator

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.replies import Said, keyboard_in_force
from botapi_sandbox.methods.commands import scope_key
from botapi_sandbox.people.persons import Person
from botapi_sandbox.state.account import Account

BACK = 100  # messages looked through for a keyboard

Command = dict[str, str]


def writer(world: World, chat_id: int) -> int | None:
    """Whose words the page writes in a chat: the person's; in a chat of two whoever got
    something last; in a room the first named member's, or else the first named person's. None
    when there is nobody."""
    if chat_id > 0:
        return chat_id if world.people.person(chat_id) else None
    named = [person.id for person in world.people.everyone_named()]
    room = world.rooms.get(chat_id)
    if room is not None and room.reader is not None:
        return room.reader
    members = room.members if room is not None else set()
    inside = [user_id for user_id in named if user_id in members]
    return next(iter(inside or named or sorted(members)), None)


def shown_commands(world: World, account: Account, chat_id: int) -> list[Command]:
    """Bot API: "Determining list of commands": the first list that is set, each scope with the
    language of whoever looks before the one without a language."""
    reader = writer(world, chat_id)
    person = world.people.person(reader) if reader is not None else None
    language = (person.language or "")[:2] if person is not None else ""
    for scope in _scopes(chat_id, person):
        for each in (language, "") if language else ("",):
            commands = account.commands.get((scope, each))
            if commands:
                return commands
    return []


def _scopes(chat_id: int, person: Person | None) -> Iterator[str]:
    if chat_id > 0:
        yield scope_key({"type": "chat", "chat_id": chat_id})
        yield "all_private_chats"
    else:
        if person is not None:
            yield scope_key({"type": "chat_member", "chat_id": chat_id, "user_id": person.id})
        yield scope_key({"type": "chat", "chat_id": chat_id})
        yield "all_group_chats"
    yield "default"


def keyboard(world: World, account: Account, chat_id: int) -> Body | None:
    """The reply keyboard, or the forced reply, in force in a chat."""
    journal = world.journal(account, chat_id)
    numbers = reversed(journal.of_chat(chat_id, BACK))
    contents = ((number, world.contents[journal.content(number)]) for number in numbers)
    return keyboard_in_force(
        Said(
            outgoing=journal.outgoing(number),
            words=content.words,
            keyboard=(content.private or {}).get("_keyboard"),
        )
        for number, content in contents
    )
