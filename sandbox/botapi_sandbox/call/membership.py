"""How people and bots stand to one another and in chats of many, changed and told."""

from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Body
from botapi_sandbox.people.members import member
from botapi_sandbox.people.persons import Person, Standing
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.chats import OUTSIDE, Room

STATUSES = {Standing.ACTIVE: "member", Standing.BLOCKED: "kicked"}
"""Bot API: ChatMember.status of the bot in a private chat."""


def stand(world: World, user_id: int, standing: Standing) -> None:
    """Blocks, unblocks, deactivates; bots hear of the first two."""
    person = world.person(user_id)
    before = world.people.standing(user_id)
    world.people.change(user_id, standing)
    world.changed(user_id)
    for account in world.accounts.all():
        notify_bot(world, account, person, before, standing)


def notify_bot(
    world: World, account: Account, person: Person, old: Standing | None, new: Standing
) -> None:
    """Of how somebody stands to it a bot hears blocks and unblocks, nothing else."""
    if old in STATUSES and new in STATUSES and old is not new:
        chat, user = person.chat(), person.user()
        tell_bot(world, account, chat, user, STATUSES[old], STATUSES[new])


def tell_bot(world: World, account: Account, chat: Body, user: Body, old: str, new: str) -> None:
    """A my_chat_member update: somebody changed how this bot stands in a chat."""
    payload: Body = {
        "chat": chat,
        "from": user,
        "date": world.clock.date(),
        "old_chat_member": member(account.user(), old),
        "new_chat_member": member(account.user(), new),
    }
    account.updates.push("my_chat_member", payload)


def let_in(world: World, room: Room, user_id: int) -> None:
    """Somebody joins."""
    appoint(world, room, user_id, "member", by=world.person(user_id).user())


def appoint(world: World, room: Room, user_id: int, status: str, *, by: Body) -> None:
    """Somebody stands there as that from now on; who comes or goes is told of by a service message,
    which takes a number like any other."""
    person, before = world.person(user_id), room.status(user_id)
    room.appoint(user_id, status)
    world.changed(room.id)
    if before == status:
        return
    _tell_administrators(world, room, person, before, status, by=by)
    if room.type == "channel" or (before in OUTSIDE) == (status in OUTSIDE):
        return
    user = person.user()
    said: Body = {"left_chat_member": user} if status in OUTSIDE else {"new_chat_members": [user]}
    for account in world.accounts.all():
        world.receive(account, room.id, by["id"], said)


def _tell_administrators(
    world: World, room: Room, person: Person, before: str, status: str, *, by: Body
) -> None:
    """chat_member, which only administrators get, and only those that ask for it."""
    if room.bot_status not in ("administrator", "creator"):
        return
    payload: Body = {
        "chat": room.chat(),
        "from": by,
        "date": world.clock.date(),
        "old_chat_member": member(person.user(), before),
        "new_chat_member": member(person.user(), status),
    }
    for account in world.accounts.all():
        account.updates.push("chat_member", payload)
