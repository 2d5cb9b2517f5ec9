"""setMessageReaction: kept, and shown to whoever looks at the chat."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, refusal
from botapi_sandbox.ground.errors import bad_request

MOST = 1  # Bot API: as non-premium users, bots can set up to one reaction per message


async def set_message_reaction(context: CallContext) -> bool:
    """Replaces what the bot set before; none takes it back. People's own: see the verb `react`."""
    world, account = context.world, context.account
    reactions = context.call.nested("reaction", "reaction types") or []
    if len(reactions) > MOST:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each["type"] == "paid" for each in reactions):  # Bot API: bots can't use those
        raise bad_request("REACTION_INVALID")
    chat_id = find_chat(world, context.call)
    number = context.call.whole("message_id")
    refused = refusal(world, chat_id)
    if refused is not None:
        raise refused
    journal = world.journal(account, chat_id)
    if not journal.holds(chat_id, number):
        raise bad_request("message to react not found")
    body = world.contents[journal.content(number)].body()
    body.pop("_reactions", None)
    if reactions:
        body["_reactions"] = reactions
    journal.change(number, world.contents.intern(body, account.id).number, None)
    world.changed(chat_id)
    return True


METHODS: dict[str, Handler] = {"setMessageReaction": set_message_reaction}
