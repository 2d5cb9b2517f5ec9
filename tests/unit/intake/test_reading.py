"""Raw updates: what matters is read whatever else is in them, and nothing in them is dear."""

import json
import re
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.filters import JOIN_TRANSITION, LEAVE_TRANSITION, ChatMemberUpdatedFilter
from aiogram.methods import GetChatMember
from aiogram.types import Chat, InaccessibleMessage, Message, TelegramObject, Update
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.decoding.essentials import LARGEST_ID, essentials_of
from bot.decoding.trimming import FLAT, MOST_PARTS, ORIGIN, QUOTED, READ, trimmed_answer
from bot.decoding.updates import read_update
from db.answers.reactions import CUSTOM, PAID
from handlers.reactions import counted

BOT = Bot("42:token")
ANN = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Ann"}
GROUP = {"id": -1007, "type": "supergroup", "title": "Neighbours"}
HERALD = {"id": 42, "is_bot": True, "first_name": "Herald"}
# Harmless, and of a kind that the models refuse: wherever they are asked, it shows.
RICH = {"blocks": [{"type": "of_a_kind_to_come", "text": "Hello"}]}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 3, "date": 1_700_000_000, "chat": CHAT, "from": ANN, **fields}


def join_request(**fields: Any) -> dict[str, Any]:
    asked = {"chat": GROUP, "from": ANN, "user_chat_id": 7, "date": 1_700_000_000}
    return asked | fields


def test_a_request_to_join_is_read_without_its_link() -> None:
    link = {"invite_link": "https://t.me/+x", "creator": ANN | {"id": "?"}}
    found = read(chat_join_request=join_request(invite_link=link, bio="Hello"))
    assert found is not None
    assert found.chat_join_request is not None
    assert found.chat_join_request.invite_link is None
    assert found.chat_join_request.user_chat_id == 7


def test_a_request_to_join_counts_whatever_else_is_broken() -> None:
    found = read(chat_join_request=join_request(query_id={"of": "a kind to come"}, bio=5))
    assert found is not None
    assert found.chat_join_request is not None
    assert found.chat_join_request.from_user.id == 7
    assert read(chat_join_request={"chat": GROUP, "date": 1}) is None


def poll_of(chat: dict[str, Any]) -> dict[str, Any]:
    """With an option that the chat added."""
    option = {"persistent_id": "1", "text": "Tea", "voter_count": 0, "added_by_chat": chat}
    return {
        "id": "1",
        "question": "Tea?",
        "options": [option],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def read(**update: Any) -> Update | None:
    raw = {"update_id": 1, **update}
    before = json.dumps(raw)
    found = read_update(raw, essentials_of(raw, 1), BOT)
    assert json.dumps(raw) == before, "the raw update was changed"
    return found


def read_message(**fields: Any) -> Message:
    update = read(message=message(**fields))
    assert update is not None
    assert update.message is not None
    return update.message


def test_rich_content_never_reaches_the_models() -> None:
    assert read_message(rich_message=RICH).content_type == ContentType.RICH_MESSAGE


@pytest.mark.parametrize(
    "where",
    [
        {"reply_to_message": message(rich_message=RICH)},
        {"pinned_message": message(rich_message=RICH)},
        {"external_reply": {"origin": RICH, "rich_message": RICH}},
        {"quote": {"text": "x", "position": 0, "rich_message": RICH}},
        {"giveaway_completed": {"winner_count": 1, "giveaway_message": message(rich_message=RICH)}},
        {"checklist_tasks_done": {"checklist_message": message(rich_message=RICH)}},
        {"poll": poll_of(GROUP | {"pinned_message": message(rich_message=RICH)})},
    ],
)
def test_nor_does_it_where_it_is_quoted(where: dict[str, Any]) -> None:
    """Where the models were asked, nothing would be left of the text."""
    assert read_message(text="Good news", **where).text == "Good news"


@pytest.mark.parametrize("kind", ["edited_message", "channel_post", "business_message"])
def test_nor_in_other_kinds_of_messages(kind: str) -> None:
    update = read(**{kind: message(rich_message=RICH)})
    assert update is not None
    assert isinstance(update.event, Message)
    assert update.event.content_type == ContentType.RICH_MESSAGE


def test_nor_below_a_button() -> None:
    tap = {"id": "1", "from": ANN, "chat_instance": "c", "data": "x"}
    update = read(callback_query={**tap, "message": message(rich_message=RICH)})
    assert update is not None
    assert update.callback_query is not None
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.content_type == ContentType.RICH_MESSAGE


def test_nor_in_the_answer_to_a_call() -> None:
    sent = message(rich_message=RICH, reply_to_message=message(rich_message=RICH))
    assert Message.model_validate(trimmed_answer(sent)).message_id == 3
    album = trimmed_answer([sent, sent])
    assert all("rich_message" not in json.dumps(one) for one in album)
    pinned = trimmed_answer({"id": 7, "type": "private", "pinned_message": sent})
    assert "rich_message" not in json.dumps(pinned)


def test_nothing_that_is_read_can_hold_rich_content() -> None:
    """Of a newer aiogram, too: then the part has to be left out.

    A chat's pinned message, which no update carries, would go the way of all rich content.
    """
    for name in READ & set(Message.model_fields):
        found = {one.__name__ for one in types_below(Message.model_fields[name].annotation, {Chat})}
        assert not [one for one in found if one.startswith("Rich") or one == "Message"], name


def types_below(annotation: Any, seen: set[Any]) -> Iterator[type[TelegramObject]]:
    for one in (annotation, *typing.get_args(annotation)):
        if one is not annotation:
            yield from types_below(one, seen)
        elif isinstance(one, type) and issubclass(one, TelegramObject) and one not in seen:
            seen.add(one)
            yield one
            for field in one.model_fields.values():
                yield from types_below(field.annotation, seen)


@pytest.mark.parametrize(
    "broken",
    [
        {"entities": [{"type": "bold", "offset": "first", "length": {}}]},
        {"photo": [{"file_id": 1}]},
        {"reply_markup": {"inline_keyboard": 7}},
        {"link_preview_options": []},
        {"via_bot": {"id": "me"}},
        {"forward_origin": {"type": "of_a_kind_to_come"}},
        {"gift": {"gift": {"id": 5}}},
        {"from": {"id": 7}},
        {"date": "yesterday"},
        {"message_id": "three"},
        {"entities": [{"type": "bold", "offset": 0, "length": 1}] * MOST_PARTS},
        {"entities": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]},
    ],
)
def test_a_start_counts_whatever_else_is_broken(broken: dict[str, Any]) -> None:
    found = read_message(text="/start spring", **broken)
    assert found.text == "/start spring"
    assert found.chat.id == 7
    assert found.from_user is not None
    assert found.from_user.id == 7


def test_that_a_message_was_forwarded_is_known_wherever_it_is_from() -> None:
    found = read_message(text="Hi", forward_origin={"type": "of_a_kind_to_come", "from": {"a": 1}})
    assert found.forward_origin is not None
    assert found.forward_origin.type == "hidden_user"
    assert read_message(text="Hi").forward_origin is None


def test_a_draft_is_never_made_of_less_than_was_sent() -> None:
    """Without its formatting it would look like the message, and go out so."""
    broken = read_message(text="Good news", entities=[{"type": "bold"}])
    assert broken.content_type == ContentType.UNKNOWN
    assert broken.message_id == 3


def test_a_quoted_message_is_not_read() -> None:
    """Its plain values are; a keyboard or a photo of it is nobody's business."""
    quoted = message(text="old", photo=[{}], reply_markup={"inline_keyboard": 7})
    found = read_message(text="new", reply_to_message=quoted, entities=[])
    assert found.text == "new"
    assert found.reply_to_message is not None
    assert (found.reply_to_message.text, found.reply_to_message.photo) == ("old", None)


@pytest.mark.parametrize(
    "much",
    [
        {"entities": [{"type": "bold", "offset": 0, "length": 1}] * MOST_PARTS},
        {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]] * MOST_PARTS}},
    ],
)
def test_what_is_larger_than_any_message_is_not_validated(
    much: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    assert read_message(text="Good news", **much).text is None
    assert "it is larger than any message" in caplog.text


def test_a_group_that_moved_is_known_whatever_else_is_broken() -> None:
    group = {"id": -5, "type": "group", "title": "Old"}
    update = read(
        message=message(chat=group, migrate_to_chat_id=-1005, entities=[{"type": "bold"}])
    )
    assert update is not None
    assert update.message is not None
    assert update.message.migrate_to_chat_id == -1005


def membership(was: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    return {
        "chat": GROUP,
        "from": ANN,
        "date": 1_700_000_000,
        "old_chat_member": {"user": HERALD, **was},
        "new_chat_member": {"user": HERALD, **now},
    }


OUT = [
    {"status": "left"},
    {"status": "kicked"},  # an own server of an older version: without until_date
    {"status": "restricted", "is_member": False},
    {"status": "left", "user": None},
]
IN = [
    {"status": "member", "until_date": None},
    {"status": "creator"},
    {"status": "administrator", "can_manage_chat": True},  # without the newer rights
    {"status": "restricted", "is_member": True, "can_send_messages": True},
    {"status": "administrator", "can_manage_chat": "perhaps", "user": "x"},
]


@pytest.mark.parametrize("outside", OUT)
@pytest.mark.parametrize("inside", IN)
async def test_coming_and_going_count_without_the_newest_rights(
    outside: dict[str, Any], inside: dict[str, Any]
) -> None:
    for was, now, transition in (
        (outside, inside, JOIN_TRANSITION),
        (inside, outside, LEAVE_TRANSITION),
    ):
        update = read(my_chat_member=membership(was, now))
        assert update is not None
        assert update.my_chat_member is not None
        assert await ChatMemberUpdatedFilter(transition)(update.my_chat_member)


def test_a_status_that_nobody_knows_yet_is_skipped() -> None:
    assert read(my_chat_member=membership({"status": "member"}, {"status": "guest"})) is None


def test_who_runs_the_group_is_known_without_the_newest_rights() -> None:
    answer = trimmed_answer({"status": "administrator", "user": HERALD, "can_manage_chat": True})
    assert answer["status"] == "administrator"
    assert answer["can_manage_chat"] is True
    assert answer["can_be_edited"] is False
    found: Any = TypeAdapter(GetChatMember.__returning__).validate_python(answer)
    assert found.status == "administrator"


def test_a_tap_counts_though_the_message_above_it_is_broken() -> None:
    tap = {"id": "1", "from": ANN, "chat_instance": "c", "data": "privacy:keep"}
    update = read(callback_query={**tap, "message": message(poll={"id": 3})})
    assert update is not None
    assert update.callback_query is not None
    assert update.callback_query.data == "privacy:keep"
    assert isinstance(update.callback_query.message, InaccessibleMessage)
    assert update.callback_query.message.chat.id == 7


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)
# Their values are what matters, or say that it is no message of a person.
ESSENTIAL = {"chat", "text", "from_user", "sender_chat", "migrate_to_chat_id", "message_thread_id"}
OTHERS = sorted(set(Message.model_fields) - ESSENTIAL)


UNKNOWN = st.text(max_size=5).filter(lambda name: name not in ESSENTIAL)


@given(st.dictionaries(st.sampled_from(OTHERS) | UNKNOWN, json_values, max_size=4))
def test_no_stop_is_lost_to_any_value_of_any_other_field(junk: dict[str, Any]) -> None:
    raw = {"update_id": 1, "message": message(text="/stop") | junk | {"text": "/stop"}}
    update = read_update(raw, essentials_of(raw, 1), BOT)
    assert update is not None
    assert update.message is not None
    assert (update.message.text, update.message.chat.id) == ("/stop", 7)


@given(st.dictionaries(st.sampled_from(sorted(Update.model_fields)), json_values, max_size=3))
def test_nothing_that_is_json_raises(junk: dict[str, Any]) -> None:
    raw = junk | {"update_id": 1}
    read_update(raw, essentials_of(raw, 1), BOT)


@pytest.mark.parametrize("odd", [True, "7", 7.0, None, LARGEST_ID, -LARGEST_ID, [7]])
def test_an_id_that_cannot_be_one_is_none(odd: Any) -> None:
    raw = {"message": message(chat={"id": odd, "type": "private"}, text="/start")}
    assert essentials_of(raw, 1).place is None
    assert essentials_of({"message": message(migrate_to_chat_id=odd)}, 1).migrated_to is None


def test_a_chat_of_a_kind_that_nobody_knows_is_none() -> None:
    assert essentials_of({"message": message(chat={"id": 7, "type": ["private"]})}, 1).place is None


def test_what_handlers_read_of_a_message_is_not_left_out() -> None:
    """Their own tests hand them whole messages."""
    parts = {
        name
        for name, field in Message.model_fields.items()
        if any(types_below(field.annotation, set()))
    }
    passed = READ | FLAT | QUOTED | {"from_user", ORIGIN}
    folder = Path(__file__).parents[3] / "handlers"
    for file in folder.rglob("*.py"):
        read = set(re.findall(r"\b(?:message|event|source)\.(\w+)", file.read_text()))
        assert read & parts <= passed, f"{file.name}: {read & parts - passed}"


REACTION: dict[str, Any] = {
    "chat": CHAT,
    "message_id": 3,
    "date": 1,
    "user": ANN,
    "old_reaction": [],
}
LIKE = {"type": "emoji", "emoji": "👍"}
OF_A_KIND_TO_COME = {"type": "of_a_kind_to_come", "what": [1]}


def test_a_reaction_of_a_kind_to_come_breaks_none_beside_it() -> None:
    found = read(message_reaction=REACTION | {"new_reaction": [LIKE, OF_A_KIND_TO_COME, "?"]})
    assert found is not None
    assert found.message_reaction is not None
    assert counted((one, 1) for one in found.message_reaction.new_reaction) == {"👍": 1, CUSTOM: 2}


def test_sums_of_reactions_are_read_whatever_is_in_them() -> None:
    mixed: list[Any] = [
        {"type": LIKE, "total_count": 5},
        {"type": OF_A_KIND_TO_COME},
        {"type": {"type": "paid"}},
        7,
    ]
    sums = {name: REACTION[name] for name in ("chat", "message_id", "date")} | {"reactions": mixed}
    found = read(message_reaction_count=sums)
    assert found is not None
    assert found.message_reaction_count is not None
    told = [(one.type, one.total_count) for one in found.message_reaction_count.reactions]
    assert counted(told) == {"👍": 5, CUSTOM: 0, PAID: 0}


@pytest.mark.parametrize("broken", [None, {}, 7, {"new_reaction": {}}, {"message_id": "?"}])
def test_a_broken_reaction_is_skipped_and_raises_nothing(broken: Any) -> None:
    for kind in ("message_reaction", "message_reaction_count"):
        read(**{kind: broken})
