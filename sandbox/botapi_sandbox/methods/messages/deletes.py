"""deleteMessage, deleteMessages."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, refusal
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ApiError, bad_request
from botapi_sandbox.methods.messages.batches import message_numbers

DELETABLE = 48 * 3600  # seconds, Bot API: deleteMessage
DICE_DELETABLE = 24 * 3600  # the same: a dice in a private chat only when it is older


async def delete_message(context: CallContext) -> bool:
    chat_id = find_chat(context.world, context.call)
    number = context.call.whole("message_id")
    complaint = _complaint(context, chat_id, number)
    if complaint is not None:
        raise complaint
    context.world.journal(context.account, chat_id).delete(number)
    context.world.changed(chat_id)
    return True


async def delete_messages(context: CallContext) -> bool:
    """What is not there is skipped without a word; one that is there and cannot be deleted fails
    the whole call, and nothing is deleted."""
    numbers = message_numbers(context)
    chat_id = find_chat(context.world, context.call)
    journal = context.world.journal(context.account, chat_id)
    there = [number for number in dict.fromkeys(numbers) if journal.holds(chat_id, number)]
    for number in there:
        complaint = _complaint(context, chat_id, number)
        if complaint is not None:
            raise complaint
    for number in there:
        journal.delete(number)
    context.world.changed(chat_id)
    return True


def _complaint(context: CallContext, chat_id: int, number: int) -> ApiError | None:
    """Why a message cannot be deleted; None when it can."""
    world = context.world
    journal = world.journal(context.account, chat_id)
    refused = refusal(world, chat_id) if chat_id < 0 else None
    if refused is not None:
        return refused
    if not journal.holds(chat_id, number):
        return bad_request("message to delete not found")
    age = world.clock.date() - journal.date(number)
    early = chat_id > 0 and age < DICE_DELETABLE and "dice" in _body(context, chat_id, number)
    if age > DELETABLE or early:
        return bad_request("message can't be deleted")
    if not journal.outgoing(number) and not _may_delete_others(context, chat_id):
        return bad_request("message can't be deleted")
    return None


def _body(context: CallContext, chat_id: int, number: int) -> Body:
    journal = context.world.journal(context.account, chat_id)
    return context.world.contents[journal.content(number)].body()


def _may_delete_others(context: CallContext, chat_id: int) -> bool:
    """Bot API: incoming messages in private chats, and as an administrator elsewhere."""
    if chat_id > 0:
        return True
    room = context.world.rooms.get(chat_id)
    return room is not None and room.bot_status in ("administrator", "creator")


METHODS: dict[str, Handler] = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
