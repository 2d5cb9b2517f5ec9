"""pinChatMessage, unpinChatMessage, unpinAllChatMessages.

In a private chat the bot needs no right for them, and nobody is notified (Bot API).
"""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import writable_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request


async def pin_chat_message(context: CallContext) -> bool:
    """The service message takes a number of its own and comes back as an update. What is pinned
    already stays as it is, without another one."""
    chat_id = writable_chat(context)
    number = context.call.whole("message_id")
    world, account = context.world, context.account
    journal = world.journal(account, chat_id)
    if not journal.holds(chat_id, number):
        raise bad_request("message to pin not found")
    if "_pinned" in (world.contents[journal.content(number)].private or {}):
        raise bad_request("a service message can't be pinned")
    if world.pins.add(journal, chat_id, number):
        content = world.contents.intern({"_pinned": number}, account.id)
        service = journal.add(chat_id, content.number, world.clock.date(), outgoing=True)
        if account.updates.wants("message"):
            account.updates.push("message", world.render.message(account, chat_id, service))
        world.changed(chat_id)
    return True


async def unpin_chat_message(context: CallContext) -> bool:
    """Without a message_id the newest pinned one: by when it was sent, not when it was pinned.
    A message that is there and not pinned is no mistake."""
    chat_id = writable_chat(context)
    journal = context.world.journal(context.account, chat_id)
    newest = max(context.world.pins.of(journal, chat_id), default=0)
    number = context.call.whole("message_id") or newest
    if not journal.holds(chat_id, number):
        raise bad_request("message to unpin not found")
    context.world.pins.remove(journal, chat_id, number)
    context.world.changed(chat_id)
    return True


async def unpin_all_chat_messages(context: CallContext) -> bool:
    chat_id = writable_chat(context)
    context.world.pins.clear(context.world.journal(context.account, chat_id), chat_id)
    context.world.changed(chat_id)
    return True


def newest_pinned(context: CallContext, chat_id: int) -> Body:
    """Bot API: ChatFullInfo.pinned_message, the most recent one by sending date."""
    journal = context.world.journal(context.account, chat_id)
    pins = context.world.pins.of(journal, chat_id)
    if not pins:
        return {}
    return {"pinned_message": context.world.render.message(context.account, chat_id, max(pins))}


METHODS: dict[str, Handler] = {
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
