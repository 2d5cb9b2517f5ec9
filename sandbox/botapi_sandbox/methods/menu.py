"""setChatMenuButton, getChatMenuButton: what stands left of the input field."""

from botapi_sandbox.call.case import Case, Handler
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request

EVERYWHERE = 0  # Bot API: without chat_id, the bot's default menu button
DEFAULT: Body = {"type": "default"}


async def set_chat_menu_button(case: Case) -> bool:
    """The type "default" takes a chat back to what all chats have."""
    chat_id = _place(case)
    button = case.call.nested("menu_button", "menu button") or DEFAULT
    if button == DEFAULT:
        case.account.menu_buttons.pop(chat_id, None)
    else:
        case.account.menu_buttons[chat_id] = button
    return True


async def get_chat_menu_button(case: Case) -> Body:
    buttons = case.account.menu_buttons
    usual = buttons.get(EVERYWHERE, {"type": "commands"} if case.account.commands else DEFAULT)
    return buttons.get(_place(case), usual)


def _place(case: Case) -> int:
    if not case.call.has("chat_id"):
        return EVERYWHERE
    chat_id = find_chat(case.world, case.call)
    if chat_id < 0:  # Bot API: unique identifier for the target private chat
        raise bad_request("chat not found")
    return chat_id


METHODS: dict[str, Handler] = {
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
