"""setChatMenuButton, getChatMenuButton: what stands left of the input field."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request

EVERYWHERE = 0  # Bot API: without chat_id, the bot's default menu button
DEFAULT: Body = {"type": "default"}


async def set_chat_menu_button(context: CallContext) -> bool:
    """The type "default" takes a chat back to what all chats have."""
    chat_id = _place(context)
    button = context.call.nested("menu_button", "menu button") or DEFAULT
    if button == DEFAULT:
        context.account.menu_buttons.pop(chat_id, None)
    else:
        context.account.menu_buttons[chat_id] = button
    return True


async def get_chat_menu_button(context: CallContext) -> Body:
    buttons = context.account.menu_buttons
    usual = buttons.get(EVERYWHERE, {"type": "commands"} if context.account.commands else DEFAULT)
    return buttons.get(_place(context), usual)


def _place(context: CallContext) -> int:
    if not context.call.has("chat_id"):
        return EVERYWHERE
    chat_id = find_chat(context.world, context.call)
    if chat_id < 0:  # Bot API: unique identifier for the target private chat
        raise bad_request("chat not found")
    return chat_id


METHODS: dict[str, Handler] = {
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
