"""Topics of forums: made, renamed, closed, deleted with all that was said in them."""

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.call.delivery import find_chat
from botapi_sandbox.compose.options import topic_fields
from botapi_sandbox.content.contents import Body
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.state.chats import Room, Topic

LONGEST_NAME = 128  # Bot API: createForumTopic, 1-128 characters
USUAL_COLOR = 7_322_096  # Bot API: createForumTopic, the first of the six


async def create_forum_topic(context: CallContext) -> Body:
    room, topics = _forum(context, "create a topic")
    name = _name(context)
    color = context.call.whole("icon_color") or USUAL_COLOR
    topic = Topic(id=_next_number(context, room), name=name, icon_color=color)
    about = {"name": name, "icon_color": color}
    _say(context, room, topic.id, {"forum_topic_created": about})
    topics[topic.id] = topic
    return {"message_thread_id": topic.id} | about


async def edit_forum_topic(context: CallContext) -> bool:
    room, topic = _topic(context, "edit the topic")
    if context.call.has("name"):
        topic.name = _name(context)
        _say(context, room, topic.id, {"forum_topic_edited": {"name": topic.name}})
    return True


async def close_forum_topic(context: CallContext) -> bool:
    return _change(context, closed=True)


async def reopen_forum_topic(context: CallContext) -> bool:
    return _change(context, closed=False)


async def delete_forum_topic(context: CallContext) -> bool:
    room, topic = _topic(context, "delete the topic")
    journal = context.world.journal(context.account, room.id)
    for number in journal.of_chat(room.id, journal.total(room.id)):
        body = context.world.contents[journal.content(number)].body()
        if body.get("message_thread_id") == topic.id:
            journal.delete(number)
    assert room.topics is not None  # noqa: S101 - one of them was found
    del room.topics[topic.id]
    context.world.changed(room.id)
    return True


def _change(context: CallContext, *, closed: bool) -> bool:
    room, topic = _topic(context, "close or reopen the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _say(context, room, topic.id, {f"forum_topic_{'closed' if closed else 'reopened'}": {}})
    return True


def _forum(context: CallContext, act: str) -> tuple[Room, dict[int, Topic]]:
    """Raises 400 where there are no topics, or the bot may not change them (tdlib/td:
    ForumTopicManager). Rights of administrators are not told apart."""
    room = context.world.rooms.get(find_chat(context.world, context.call))
    if room is not None and (refused := room.refusal()) is not None:
        raise refused
    if room is None or room.topics is None:
        raise bad_request("the chat is not a forum")
    if room.bot_status != "administrator":
        raise bad_request(f"not enough rights to {act}")
    return room, room.topics


def _topic(context: CallContext, act: str) -> tuple[Room, Topic]:
    room, topics = _forum(context, act)
    topic = topics.get(context.call.whole("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return room, topic


def _name(context: CallContext) -> str:
    name = context.call.text("name").strip()
    if not name:
        raise bad_request("topic name must be non-empty")
    return name[:LONGEST_NAME]  # the server cuts, as it does titles (tdlib/td: clean_name)


def _next_number(context: CallContext, room: Room) -> int:
    return len(context.world.journal(context.account, room.id)) + 1


def _say(context: CallContext, room: Room, topic: int, body: Body) -> None:
    """The service message; its author is not told of it."""
    world, account = context.world, context.account
    content = world.contents.intern(body | topic_fields(topic), account.id)
    world.journal(account, room.id).add(room.id, content.number, world.clock.date(), outgoing=True)
    world.changed(room.id)


METHODS: dict[str, Handler] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
