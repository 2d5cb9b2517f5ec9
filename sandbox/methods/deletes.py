"""deleteMessage, deleteMessages."""

from sandbox.case import Case, Handler
from sandbox.delivery import find_chat, refusal
from sandbox.errors import ApiError, bad_request
from sandbox.methods.batches import message_numbers

DELETABLE = 48 * 3600  # seconds, TELEGRAM.md


async def delete_message(case: Case) -> bool:
    chat_id = find_chat(case.world, case.call)
    complaint = _delete(case, chat_id, case.call.whole("message_id"))
    if complaint is not None:
        raise complaint
    return True


async def delete_messages(case: Case) -> bool:
    """What is not there or too old is skipped without a word."""
    numbers = message_numbers(case)
    chat_id = find_chat(case.world, case.call)
    for number in numbers:
        _delete(case, chat_id, number)
    return True


def _delete(case: Case, chat_id: int, number: int) -> ApiError | None:
    world = case.world
    journal = world.journal(case.account, chat_id)
    refused = refusal(world, chat_id) if chat_id < 0 else None
    if refused is not None:
        return refused
    if not journal.holds(chat_id, number):
        return bad_request("message to delete not found")
    if world.clock.date() - journal.date(number) > DELETABLE:
        return bad_request("message can't be deleted")
    if not journal.outgoing(number) and not _may_delete_others(case, chat_id):
        return bad_request("message can't be deleted")
    journal.delete(number)
    world.changed(chat_id)
    return None


def _may_delete_others(case: Case, chat_id: int) -> bool:
    """Bot API: incoming messages in private chats, and as an administrator elsewhere."""
    if chat_id > 0:
        return True
    room = case.world.rooms.get(chat_id)
    return room is not None and room.bot_status in ("administrator", "creator")


METHODS: dict[str, Handler] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
