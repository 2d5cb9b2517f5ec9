"""copyMessages and forwardMessages: up to a hundred at once, albums stay albums."""

from itertools import pairwise

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import deliver, find_chat
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import ApiError, bad_request
from botapi_sandbox.methods.messages.copies import Compose, Source, copied, forwarded, source_at

MOST = 100  # Bot API: forwardMessages


async def copy_messages(context: CallContext) -> list[Body]:
    return await _send(context, _copied, forward=False)


async def forward_messages(context: CallContext) -> list[Body]:
    return await _send(context, forwarded, forward=True)


def message_numbers(context: CallContext, *, rising: bool = False) -> list[int]:
    """The parameter message_ids. Raises 400 as the server does."""
    numbers = context.call.nested("message_ids", "message_ids")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if len(numbers) > MOST:
        raise bad_request("too many message identifiers specified")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    whole = [int(number) for number in numbers]
    if min(whole) <= 0:
        raise bad_request("invalid message identifier specified")
    if rising and any(one >= two for one, two in pairwise(whole)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    return whole


async def _send(context: CallContext, compose: Compose, *, forward: bool) -> list[Body]:
    """What is not there or cannot be sent on is skipped without a word (Bot API: forwardMessages);
    when nothing is left, that is an error."""
    numbers = message_numbers(context, rising=True)
    from_chat = find_chat(context.world, context.call, "from_chat_id")
    bodies: list[Body] = []
    albums: list[int | None] = []  # of each: the first message of the album it belonged to
    for number in numbers:
        source = source_at(context, from_chat, number)
        if source is None:
            continue
        try:
            bodies.append(compose(context, source))
        except ApiError:
            continue
        place = (source.content.private or {}).get("_album")
        albums.append(None if place is None else number - place)
    if not bodies:
        raise bad_request("messages can't be forwarded")
    bot, bodies = context.account.id, _regrouped(bodies, albums)
    contents = [context.world.contents.intern(body, bot) for body in bodies]
    chat_id = find_chat(context.world, context.call)
    sent = await deliver(context, chat_id, contents, forward=forward, several=True)
    return [{"message_id": number} for number in sent]


def _regrouped(bodies: list[Body], albums: list[int | None]) -> list[Body]:
    """What came from one album is one album again, unless only one of it is left."""
    found = []
    for place, (body, album) in enumerate(zip(bodies, albums, strict=True)):
        if album is not None and albums.count(album) > 1:
            body |= {"_album": place - albums.index(album)}
        found.append(body)
    return found


def _copied(context: CallContext, source: Source) -> Body:
    body = copied(context, source)
    if context.call.flag("remove_caption"):
        body = {name: value for name, value in body.items() if not name.startswith("caption")}
    return body


METHODS: dict[str, Handler] = {
    "copyMessages": copy_messages,
    "forwardMessages": forward_messages,
}
