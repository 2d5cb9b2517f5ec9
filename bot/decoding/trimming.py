"""The raw JSON of messages without what nobody here reads, before aiogram's models see it.

Validating costs time by the size and by the kind of what is validated, and anybody may send
anything: the content of rich messages can hold the event loop up for very long (aiogram 3.31). So
of a message its plain values pass, and of its parts those that are named here, up to a bound. What
is left out is still known by name: a message goes on being of the kind that it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberOwner,
    ChatMemberRestricted,
    Message,
    TelegramObject,
)

from bot.decoding import reactions
from bot.decoding.essentials import part

Raw = dict[str, Any]

MOST_PARTS = 3_000  # values in one message; a hundred entities and a hundred buttons are a third
MOST_ANSWERED = 100_000  # values in an answer that is no message: settings, menus, lists
DEEPEST = 10  # objects and lists in each other; a keyboard's button stands at the fourth level
RICH = "rich_message"
ORIGIN = "forward_origin"
# That a message was forwarded matters, and not from where: kinds of origins yet unknown would break
# the whole update.
SOMEWHERE = {"type": "hidden_user", "date": 0, "sender_user_name": ""}

FLAT = frozenset({"chat", "from", "sender_chat", "via_bot", "user", "direct_messages_topic"})
READ = frozenset(
    {
        "animation",
        "audio",
        "caption_entities",
        "contact",
        "dice",
        "document",
        "entities",
        "link_preview_options",
        "live_photo",
        "location",
        "photo",
        "poll",
        "reply_markup",
        "sticker",
        "venue",
        "video",
        "video_note",
        "voice",
    }
)
QUOTED = frozenset({"reply_to_message"})  # a message in a message: its plain values are enough
KINDS = frozenset(kind.value for kind in ContentType)
LEFT_OUT = TelegramObject()  # stands for a part that was left out

# What an older server does not tell yet, or a newer one not any more (aiogram wants all of them).
RIGHTS = {
    model.model_fields["status"].default.value: tuple(
        name for name, about in model.model_fields.items() if about.annotation is bool
    )
    for model in (ChatMemberOwner, ChatMemberAdministrator, ChatMemberRestricted)
}


class TooMuch(Exception):
    """More than any message of a person has."""


@dataclass(kw_only=True, slots=True)
class Trimmer:
    """What one update may still hold."""

    parts: int = MOST_PARTS
    left_out: set[str] = field(default_factory=set)  # kinds of content, by name

    def value(self, value: Any, depth: int = 0) -> Any:
        """A copy of any JSON. Raises TooMuch."""
        self.parts -= 1
        if self.parts < 0 or depth > DEEPEST:
            raise TooMuch
        if isinstance(value, dict):
            return {name: self.value(one, depth + 1) for name, one in value.items() if name != RICH}
        if isinstance(value, list):
            return [self.value(one, depth + 1) for one in value]
        return value

    def message(self, raw: Mapping[str, Any], *, quoted: bool = False) -> Raw:
        """Raises TooMuch."""
        kept: Raw = {}
        for name, value in raw.items():
            if name in FLAT:
                kept[name] = flat(value)
            elif not isinstance(value, (dict, list)):
                kept[name] = value
            elif quoted:
                continue
            elif name == ORIGIN:
                kept[name] = SOMEWHERE
            elif name in READ:
                kept[name] = self.value(value)
            elif name in QUOTED and isinstance(value, dict):
                kept[name] = self.message(value, quoted=True)
            elif name in KINDS:
                self.left_out.add(name)
        return kept


def trimmed_update(raw: Raw, kind: str) -> tuple[Raw, frozenset[str]]:
    """The update with what is read of it, and which kinds of content were left out.

    Raises TooMuch.
    """
    trimmer, body = Trimmer(), raw[kind]
    if kind.endswith(("message", "post")):
        kept = trimmer.message(body)
    elif kind == "callback_query":
        kept = {name: value for name, value in body.items() if not isinstance(value, (dict, list))}
        kept["from"] = flat(body.get("from"))
        if isinstance(body.get("message"), dict):
            kept["message"] = trimmer.message(body["message"])
    elif kind == "my_chat_member":
        kept = {name: flat(body.get(name)) for name in ("chat", "from")}
        kept |= {name: member(body.get(name)) for name in ("old_chat_member", "new_chat_member")}
        kept["date"] = body.get("date")
    elif kind == "chat_join_request":  # without the link, which nobody reads
        kept = {name: value for name, value in body.items() if not isinstance(value, (dict, list))}
        kept |= {name: flat(body.get(name)) for name in ("chat", "from")}
    elif kind in reactions.KINDS:
        kept = reactions.reactions_of(body)
    else:
        kept = trimmer.value(body)
    return {"update_id": raw["update_id"], kind: kept}, frozenset(trimmer.left_out)


def rich_in(raw: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The rich content of the message in an update, as it came; nobody has looked at it."""
    for kind in ("message", "edited_message"):
        rich = part(part(raw.get(kind)).get(RICH))
        if rich:
            return rich
    return None


def trimmed_answer(result: Any) -> Any:
    """What a call answered: messages and members of chats are known by their looks.

    Of a message that is larger than any the plain values are left: it was sent, whatever it is.
    """
    if isinstance(result, list):
        return [trimmed_answer(one) for one in result]
    if not isinstance(result, dict) or "update_id" in result:
        return result
    if "status" in result and "user" in result:
        return member(result)
    if "message_id" not in result or "chat" not in result:
        return Trimmer(parts=MOST_ANSWERED).value(result)
    try:
        return Trimmer().message(result)
    except TooMuch:
        return Trimmer().message(result, quoted=True)


def member(raw: Any) -> Any:
    """Plain values only; rights that are not told are not there."""
    if not isinstance(raw, dict):
        return raw
    kept = flat(raw) | {"user": flat(raw.get("user"))}
    for name in RIGHTS.get(str(raw.get("status")), ()):
        kept[name] = kept.get(name) is True
    if raw.get("status") in ("kicked", "restricted"):
        kept.setdefault("until_date", 0)
    return kept


def flat(raw: Any) -> Any:
    """An object without what is in it beside plain values."""
    if not isinstance(raw, dict):
        return raw
    return {name: value for name, value in raw.items() if not isinstance(value, (dict, list))}


def marked(message: Message, left_out: frozenset[str]) -> Message:
    """The message, knowing of what kind it was before it was trimmed (`content_type`)."""
    return message.model_copy(update=dict.fromkeys(left_out, LEFT_OUT)) if left_out else message
