"""What concerns a chat as a whole: actions, who is in it."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat, writable_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.methods.pins import newest_pinned
from botapi_sandbox.people.members import member

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
RANKS = ("creator", "administrator")
ACTION_SECONDS = 5.0  # Bot API: sendChatAction; a message of the bot ends it earlier


async def send_chat_action(context: CallContext) -> bool:
    if context.call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = writable_chat(context)
    until = context.world.clock.now() + ACTION_SECONDS
    context.account.actions[chat_id] = (context.call.text("action"), until)
    context.world.changed(chat_id)
    return True


async def get_chat(context: CallContext) -> Body:
    chat_id = find_chat(context.world, context.call)
    room = context.world.rooms.get(chat_id)
    if room is not None and room.bot_status in ("kicked", "left"):
        refused = room.refusal()
        if refused is not None:
            raise refused
    full: Body = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, True),
    }
    return context.world.render.chat(chat_id) | full | newest_pinned(context, chat_id)


async def get_chat_member(context: CallContext) -> Body:
    world = context.world
    chat_id = find_chat(world, context.call)
    user_id = context.call.whole("user_id")
    room = world.rooms.get(chat_id)
    if user_id == context.account.id:
        status = room.bot_status if room is not None else "member"
        return member(context.account.user(), status)
    person = world.people.person(user_id)
    if person is None:
        raise bad_request("user not found")
    if room is not None:
        return member(person.user(), room.status(user_id))
    return member(person.user(), "member" if user_id == chat_id else "left")


async def get_chat_administrators(context: CallContext) -> list[Body]:
    """Bots other than this one are nobody's business (return_bots is not modelled)."""
    world = context.world
    chat_id = find_chat(world, context.call)
    room = world.rooms.get(chat_id)
    if room is None:
        raise bad_request("there are no administrators in the private chat")
    found = [member(context.account.user(), room.bot_status)] if room.bot_status in RANKS else []
    for user_id, status in room.statuses.items():
        person = world.people.person(user_id)
        if status in RANKS and person is not None:
            found.append(member(person.user(), status))
    return found


async def get_chat_member_count(context: CallContext) -> int:
    room = context.world.rooms.get(find_chat(context.world, context.call))
    return 2 if room is None else len(room.members) + 1


async def leave_chat(context: CallContext) -> bool:
    room = context.world.rooms.get(writable_chat(context))
    if room is None:
        raise bad_request("chat member status can't be changed in private chats")
    room.bot_status = "left"
    return True


GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)

METHODS: dict[str, Handler] = {
    "sendChatAction": send_chat_action,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
