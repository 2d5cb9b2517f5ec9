"""Answers to those who ask to join."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.call.membership import let_in
from botapi_sandbox.ground.errors import bad_request, forbidden
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.chats import Room


async def approve_chat_join_request(context: CallContext) -> bool:
    room, user_id = _settled(context)
    let_in(context.world, room, user_id)
    return True


async def decline_chat_join_request(context: CallContext) -> bool:
    _settled(context)
    return True


def _settled(context: CallContext) -> tuple[Room, int]:
    """Raises what TDLib and Telegram's own server answer (tdlib/td:
    can_manage_dialog_join_requests; the errors of messages.hideChatJoinRequest)."""
    world, user_id = context.world, context.call.whole("user_id")
    chat_id = find_chat(world, context.call)
    room = world.rooms.get(chat_id)
    if room is None:
        raise bad_request("the chat can't have join requests")
    if room.bot_status in ("kicked", "left") and (refused := room.refusal()) is not None:
        raise refused
    if room.bot_status != "administrator":  # who has all rights here, or none
        raise bad_request("not enough rights to manage chat join requests")
    standing = world.people.standing(user_id)
    if standing is None:
        raise bad_request("USER_ID_INVALID")
    if standing is Standing.DEACTIVATED:
        raise forbidden("user is deactivated")
    if user_id in room.members:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if not world.joining.settle(chat_id, user_id):
        raise bad_request("HIDE_REQUESTER_MISSING")
    return room, user_id


METHODS: dict[str, Handler] = {
    "approveChatJoinRequest": approve_chat_join_request,
    "declineChatJoinRequest": decline_chat_join_request,
}
