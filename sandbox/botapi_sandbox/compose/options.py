"""What every send may carry besides its content."""

from botapi_sandbox.call.context import CallContext
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.content.keyboards import read_markup
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call


def options(context: CallContext) -> Body:
    call = context.call
    body: Body = read_markup(call)
    if call.flag("protect_content"):
        body["has_protected_content"] = True
    if call.has("message_effect_id"):
        body["effect_id"] = call.text("message_effect_id")
    if call.flag("disable_notification"):
        body["_silent"] = True
    preview = link_preview(call)
    if preview:
        body["link_preview_options"] = preview
    replied = _replied(context)
    if replied is not None:
        body["_reply"] = replied
    return body


def link_preview(call: Call) -> Body | None:
    chosen = call.nested("link_preview_options", "link preview options")
    if chosen is None:
        return {"is_disabled": True} if call.flag("disable_web_page_preview") else None
    if not isinstance(chosen, dict):
        raise bad_request("object expected as link preview options")
    return {name: value for name, value in chosen.items() if value is not None}


def _replied(context: CallContext) -> int | None:
    """The message answered; replies into other chats are not modelled and leave no trace."""
    call = context.call
    chosen = call.nested("reply_parameters", "reply parameters") or {}
    if not isinstance(chosen, dict):
        raise bad_request("object expected as reply parameters")
    number = int(chosen.get("message_id") or call.whole("reply_to_message_id"))
    if not number:
        return None
    chat_id = find_chat(context.world, call)
    place = Call(method=call.method, params=chosen)  # a number or a name, as text or not
    if place.has("chat_id") and find_chat(context.world, place) != chat_id:
        return None
    if context.world.journal(context.account, chat_id).holds(chat_id, number):
        return number
    if chosen.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")
