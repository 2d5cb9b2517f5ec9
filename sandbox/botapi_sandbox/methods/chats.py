"""What concerns a chat as a whole: actions, pins, who is in it."""

from botapi_sandbox.call.case import Case, Handler
from botapi_sandbox.call.delivery import find_chat, refusal
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request
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


async def send_chat_action(case: Case) -> bool:
    if case.call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = _writable(case)
    until = case.world.clock.now() + ACTION_SECONDS
    case.account.actions[chat_id] = (case.call.text("action"), until)
    case.world.changed(chat_id)
    return True


async def pin_chat_message(case: Case) -> bool:
    """The service message takes a number of its own and comes back as an update."""
    chat_id = _writable(case)
    number = case.call.whole("message_id")
    world, account = case.world, case.account
    if not world.journal(account, chat_id).holds(chat_id, number):
        raise bad_request("message to pin not found")
    if number not in world.pins[chat_id]:
        world.pins[chat_id].append(number)
        content = world.contents.intern({"_pinned": number})
        journal = world.journal(account, chat_id)
        service = journal.add(chat_id, content.number, world.clock.date(), outgoing=True)
        if account.updates.wants("message"):
            account.updates.push("message", world.render.message(account, chat_id, service))
        world.changed(chat_id)
    return True


async def unpin_chat_message(case: Case) -> bool:
    """Without a message_id the newest pinned one: by when it was sent, not when it was pinned."""
    chat_id = _writable(case)
    pins = case.world.pins[chat_id]
    number = case.call.whole("message_id") or max(pins, default=0)
    if number not in pins:
        raise bad_request("message to unpin not found")
    pins.remove(number)
    case.world.changed(chat_id)
    return True


async def unpin_all_chat_messages(case: Case) -> bool:
    chat_id = _writable(case)
    case.world.pins.pop(chat_id, None)
    case.world.changed(chat_id)
    return True


async def get_chat(case: Case) -> Body:
    chat_id = find_chat(case.world, case.call)
    room = case.world.rooms.get(chat_id)
    if room is not None and room.bot_status in ("kicked", "left"):
        refused = room.refusal()
        if refused is not None:
            raise refused
    full: Body = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, True),
    }
    return case.world.render.chat(chat_id) | full | _pinned(case, chat_id)


def _pinned(case: Case, chat_id: int) -> Body:
    """Bot API: ChatFullInfo.pinned_message, the most recent one by sending date."""
    journal = case.world.journal(case.account, chat_id)
    pins = [each for each in case.world.pins.get(chat_id, []) if journal.holds(chat_id, each)]
    if not pins:
        return {}
    return {"pinned_message": case.world.render.message(case.account, chat_id, max(pins))}


async def get_chat_member(case: Case) -> Body:
    world = case.world
    chat_id = find_chat(world, case.call)
    user_id = case.call.whole("user_id")
    room = world.rooms.get(chat_id)
    if user_id == case.account.id:
        status = room.bot_status if room is not None else "member"
        return member(case.account.user(), status)
    person = world.people.person(user_id)
    if person is None:
        raise bad_request("user not found")
    if room is not None:
        return member(person.user(), room.status(user_id))
    return member(person.user(), "member" if user_id == chat_id else "left")


async def get_chat_administrators(case: Case) -> list[Body]:
    """Bots other than this one are nobody's business (return_bots is not modelled)."""
    world = case.world
    chat_id = find_chat(world, case.call)
    room = world.rooms.get(chat_id)
    if room is None:
        raise bad_request("there are no administrators in the private chat")
    found = [member(case.account.user(), room.bot_status)] if room.bot_status in RANKS else []
    for user_id, status in room.statuses.items():
        person = world.people.person(user_id)
        if status in RANKS and person is not None:
            found.append(member(person.user(), status))
    return found


async def get_chat_member_count(case: Case) -> int:
    room = case.world.rooms.get(find_chat(case.world, case.call))
    return 2 if room is None else len(room.members) + 1


async def leave_chat(case: Case) -> bool:
    room = case.world.rooms.get(_writable(case))
    if room is None:
        raise bad_request("chat member status can't be changed in private chats")
    room.bot_status = "left"
    return True


def _writable(case: Case) -> int:
    chat_id = find_chat(case.world, case.call)
    refused = refusal(case.world, chat_id)
    if refused is not None:
        raise refused
    return chat_id


GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)

METHODS: dict[str, Handler] = {
    "sendChatAction": send_chat_action,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
}
