"""A text with its entities, from parse_mode or an explicit list, trimmed and checked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botapi_sandbox.content.keyboards import valid_url
from botapi_sandbox.formatting.detect import detect
from botapi_sandbox.formatting.html import parse_html
from botapi_sandbox.formatting.markdown import parse_markdown
from botapi_sandbox.formatting.moments import complaint
from botapi_sandbox.formatting.units import Entity, Units, width
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call

TEXT_UNITS = 4096  # Bot API: sendMessage
CAPTION_UNITS = 1024  # Bot API: sendPhoto and the like
MOST_ENTITIES = 100  # further ones are dropped silently
RAW_BYTES = 35_000  # longer sources are refused before they are parsed

MODES: dict[str, Callable[[str], tuple[str, list[Entity]]]] = {
    "html": parse_html,
    "markdownv2": parse_markdown,
    "markdown": parse_markdown,
}
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
"""Kinds Telegram finds itself; naming them changes nothing."""
STYLED = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Formatted:
    text: str
    entities: list[Entity]


def read_text(
    call: Call, name: str, *, entities: str = "entities", mode: str = "parse_mode"
) -> Formatted:
    """The parameter `name`; `entities` and `mode` name its companions."""
    return formatted(call.text(name), call.text(mode), call.nested(entities, "message entities"))


def formatted(source: str, mode: str, explicit: Any) -> Formatted:
    """parse_mode wins over explicit entities, as on the server."""
    if len(source.encode()) > RAW_BYTES:
        raise bad_request("text is too long")
    source = source.replace("\r", "").replace("\x00", "")
    if mode and mode.casefold() != "none":
        parse = MODES.get(mode.casefold())
        if parse is None:
            raise bad_request("unsupported parse_mode")
        text, entities = parse(source)
    else:
        text, entities = source, _explicit(source, explicit)
    text, entities = _trim(text, entities)
    entities = [each for each in entities if _link_is_good(each)]
    entities += detect(text, entities)
    entities.sort(key=lambda each: (each["offset"], -each["length"]))
    return Formatted(text=text, entities=entities[:MOST_ENTITIES])


def check_width(content: Formatted, most: int, complaint: str) -> None:
    if width(content.text) > most:
        raise bad_request(complaint)


def _explicit(text: str, entities: Any) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    units = width(text)
    return [each for each in map(_entity, entities) if each is not None and _fits(each, units)]


def _entity(entity: Any) -> Entity | None:
    if not isinstance(entity, dict):
        raise _unreadable("MessageEntity must be an Object")
    kind = entity.get("type")
    for name in ("offset", "length"):
        if not isinstance(entity.get(name), int):
            raise _unreadable(f'Field "{name}" must be of type Number')
    if kind in FOUND:
        return None
    if kind not in STYLED:
        raise _unreadable("Unsupported type specified")
    if kind == "date_time":
        wrong = complaint(entity.get("unix_time"), entity.get("date_time_format"))
        if wrong is not None:
            raise _unreadable(wrong)
    return {name: value for name, value in entity.items() if value is not None}


def _fits(entity: Entity, units: int) -> bool:
    """Negative or overlong entities are refused; empty ones vanish."""
    start, length = entity["offset"], entity["length"]
    if start < 0 or length < 0 or start + length > units:
        where = f"begins in a middle or ends after the end of the text at offset {start}"
        raise bad_request(f"entity {where}")
    return bool(length)


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """White space around a text is dropped by the server, and entities shrink with it."""
    stripped = text.strip()
    if stripped == text:
        return text, entities
    lead = Units(text).of(len(text) - len(text.lstrip()))
    end = width(stripped)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - lead)
        last = min(end, entity["offset"] + entity["length"] - lead)
        if last > first:
            kept.append(entity | {"offset": first, "length": last - first})
    return stripped, kept


def _link_is_good(entity: Entity) -> bool:
    """A text_link to nowhere silently becomes plain text."""
    return entity["type"] != "text_link" or valid_url(entity.get("url"))


def _unreadable(why: str) -> Exception:
    return bad_request(f"can't parse MessageEntity: {why}")
