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
    body |= _topic(context)
    replied = _replied(context)
    if replied is not None:
        body["_reply"] = replied
    return body


def topic_fields(topic: int) -> Body:
    """What a message in a topic of a forum has beside its content."""
    return {"message_thread_id": topic, "is_topic_message": True}


def _topic(context: CallContext) -> Body:
    """Of a forum; the threads of other chats leave no trace. A closed topic is open to whoever
    runs the forum."""
    topic = context.call.whole("message_thread_id")
    room = context.world.rooms.get(find_chat(context.world, context.call)) if topic else None
    if room is None or room.topics is None:
        return {}
    if topic not in room.topics:
        raise bad_request("message thread not found")
    if room.topics[topic].closed and room.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return topic_fields(topic)


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
