"""The common end of everything that sends: which chat, may it, is there room, then do it."""

from botapi_sandbox.call.context import CallContext
from botapi_sandbox.call.unheard import happen_before_a_send
from botapi_sandbox.call.world import World
from botapi_sandbox.content.contents import Content
from botapi_sandbox.flood.limiter import Verdict
from botapi_sandbox.ground.errors import ApiError, bad_request, forbidden
from botapi_sandbox.ground.params import Call
from botapi_sandbox.people.persons import Standing

REFUSALS = {
    Standing.BLOCKED: "bot was blocked by the user",
    Standing.DEACTIVATED: "user is deactivated",
    Standing.STRANGER: "bot can't initiate conversation with a user",
}


CODES: dict[Standing | None, str] = {
    Standing.BLOCKED: "USER_IS_BLOCKED",
    Standing.DEACTIVATED: "INPUT_USER_DEACTIVATED",
}
"""The same inside of Telegram, where its server passes them on as they are."""


def find_chat(world: World, call: Call, name: str = "chat_id") -> int:
    """The chat a parameter names. Raises 400 when there is no such chat."""
    raw = call.params.get(name)
    if raw is None or raw == "":
        raise bad_request("chat_id is empty")
    if isinstance(raw, str) and raw.startswith("@"):
        room = world.rooms.named(raw[1:])
        if room is None:
            raise bad_request("chat not found")
        return room.id
    try:
        chat_id = int(raw)
    except ValueError:
        raise bad_request("chat not found") from None
    if not _is_known(world, chat_id):
        raise bad_request("chat not found")
    return chat_id


def _is_known(world: World, chat_id: int) -> bool:
    if chat_id > 0:
        return world.people.standing(chat_id) is not None
    room = world.rooms.get(chat_id)
    return room is not None and not room.is_pair()


def refusal(world: World, chat_id: int) -> ApiError | None:
    """Why the bot may not write to a chat that exists; None when it may."""
    if chat_id < 0:
        room = world.rooms.get(chat_id)
        return room.refusal() if room is not None else bad_request("chat not found")
    standing = world.people.standing(chat_id)
    if standing is Standing.ACTIVE:
        return None
    if standing is None:
        return bad_request("chat not found")
    if standing is Standing.STRANGER and world.joining.may_write(chat_id, world.clock.now()):
        return None
    return forbidden(REFUSALS[standing])


def writable_chat(context: CallContext) -> int:
    """The chat of a call that the bot may write to. Raises 400 or 403 where it may not."""
    chat_id = find_chat(context.world, context.call)
    refused = refusal(context.world, chat_id)
    if refused is not None:
        raise refused
    return chat_id


def wrapped(world: World, chat_id: int) -> ApiError | None:
    """The refusal of several messages at once: what a chat's server says of one of them stands in
    the words of a 400 (tdlib/telegram-bot-api: on_message_send_failed)."""
    code = CODES.get(world.people.standing(chat_id)) if chat_id > 0 else None
    if code is None:
        return None
    return bad_request(f'Failed to send message #1 with the error message "{code}"')


async def deliver(
    context: CallContext,
    chat_id: int,
    contents: list[Content],
    *,
    forward: bool = False,
    several: bool = False,
) -> list[int]:
    """Sends to a chat found before; returns the numbers. Raises 429, then 400 or 403: what the
    server of the chat refuses has already been counted against the rate."""
    world, account = context.world, context.account
    paid = context.call.flag("allow_paid_broadcast")
    limiter = world.limiters[account.id]
    asked, waited = world.clock.now(), 0.0
    verdict = limiter.send(chat_id, len(contents), asked, paid=paid, forward=forward)
    if verdict.wait or verdict.refused:
        await wait_or_refuse(context, verdict, contents[0].number)
        waited = world.clock.now() - asked
    refused = wrapped(world, chat_id) if several else None
    refused = refused or refusal(world, chat_id)
    refused = refused or world.chat_refusals.answer(chat_id, context.call.method)
    refused = refused or _misplaced(chat_id, contents)
    if refused is not None:
        raise refused
    if verdict.paid:  # only what succeeds is charged; nothing was awaited since the verdict
        limiter.charge(verdict.paid)
        world.tally.paid[context.call.method] += verdict.paid
    happen_before_a_send(world, account)
    return [world.send(account, chat_id, content, waited=waited) for content in contents]


def _misplaced(chat_id: int, contents: list[Content]) -> ApiError | None:
    """Bot API: effects, and buttons that open web apps, are for private chats only (tdlib/td:
    process_message_send_options)."""
    if chat_id < 0 and any(holds_web_app(one) for one in contents):
        return bad_request("BUTTON_TYPE_INVALID")
    if chat_id < 0 and any('"effect_id":' in one.encoded for one in contents):
        return bad_request("can't use message effects in the chat")
    return None


def holds_web_app(content: Content) -> bool:
    """In encoded JSON a quote inside of a text is escaped: what is found is a name."""
    return '"web_app":' in content.encoded


async def wait_or_refuse(
    context: CallContext, verdict: Verdict, content: int = -1, *, sends: bool = True
) -> None:
    """Sits out the limiter's wait; raises 429 where it refused."""
    try:
        await context.world.send_queue(context.account).wait_or_refuse(verdict, sends=sends)
    except ApiError:
        context.world.tally.refused(content, context.world.clock.now())
        raise


def prepared(context: CallContext, key: object) -> Content | None:
    """A content prepared for the same parameters before: only the chat changes in a broadcast."""
    return context.account.prepared.get(key)


AS_THEY_ARE = frozenset({"reply_parameters", "reply_to_message_id", "message_thread_id"})
"""What depends on what stands in the chat just now."""


def key_of(call: Call) -> object | None:
    """What tells one content from another, or None where it must be worked out each time."""
    if call.uploads or not AS_THEY_ARE.isdisjoint(call.params):
        return None
    rest = tuple(item for item in call.params.items() if item[0] != "chat_id")
    return call.method, repr(rest)
