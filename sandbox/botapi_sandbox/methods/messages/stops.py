"""stopPoll: no votes from now on."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, refusal
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import read_markup
from botapi_sandbox.ground.errors import bad_request


async def stop_poll(context: CallContext) -> Body:
    """Bot API: the stopped poll is returned, and its bot hears of it as an update, too."""
    world, account, call = context.world, context.account, context.call
    chat_id = find_chat(world, call)
    number = call.whole("message_id")
    refused = refusal(world, chat_id)
    if refused is not None:
        raise refused
    journal = world.journal(account, chat_id)
    if not journal.holds(chat_id, number):
        raise bad_request("message with poll to stop not found")
    body = world.contents[journal.content(number)].body()
    if "poll" not in body or not journal.outgoing(number):
        raise bad_request("message can't be edited")
    if body["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    body["poll"]["is_closed"] = True
    body.pop("reply_markup", None)
    body |= {name: value for name, value in read_markup(call).items() if name[0] != "_"}
    journal.change(number, world.contents.intern(body, account.id).number, None)
    shown = world.polls.shown((chat_id, number), account.id, body["poll"])
    account.updates.push("poll", shown)
    world.changed(chat_id)
    return shown


METHODS: dict[str, Handler] = {"stopPoll": stop_poll}
