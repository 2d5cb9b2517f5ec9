"""InputRichMessage into RichMessage. Bot API: sendRichMessage."""

from typing import Any

from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.build.blocks import Builder
from botapi_sandbox.formatting.rich.build.sources import Sources
from botapi_sandbox.formatting.rich.check.blocks import BlockCheck, Media
from botapi_sandbox.formatting.rich.check.fields import Fields
from botapi_sandbox.formatting.rich.check.limits import SOURCE_CHARACTERS, check_size
from botapi_sandbox.formatting.rich.check.texts import TextCheck, Users
from botapi_sandbox.formatting.rich.parse.html import parse_html
from botapi_sandbox.formatting.rich.parse.markdown import parse_markdown
from botapi_sandbox.ground.errors import bad_request

PARSERS = {"html": parse_html, "markdown": parse_markdown}
SOURCES = ("html", "markdown", "blocks")


def read_rich(value: Any, *, users: Users, media: Media, draft: bool = False) -> Body:
    """`users` and `media` find what is mentioned and shown; `draft` allows "Thinking…".

    Raises 400: for a source that cannot be read, and for what is over a limit.
    """
    fields = Fields(value, "InputRichMessage")
    fields.only(*SOURCES, "media", "is_rtl", "skip_entity_detection")
    given = [name for name in SOURCES if fields.has(name)]
    if not given:
        raise bad_request("rich message must be non-empty")
    if len(given) > 1:
        raise bad_request("exactly one of html, markdown and blocks must be specified")
    sources = Sources(fields.any("media") if fields.has("media") else None)
    detect = not fields.flags("skip_entity_detection")
    check = BlockCheck(TextCheck(users, detect=detect), media, draft=draft)
    raw = fields.any("blocks") if given == ["blocks"] else _parsed(fields, given[0], sources)
    blocks = check.blocks(raw)
    check_size(blocks)
    return {"blocks": blocks} | fields.flags("is_rtl")


def _parsed(fields: Fields, kind: str, sources: Sources) -> list[Body]:
    source = fields.string(kind)
    if not source.strip():
        raise bad_request(f"RICH_MESSAGE_{kind.upper()}_INVALID")
    if len(source) > SOURCE_CHARACTERS:
        raise bad_request("message is too long")
    clean = source.replace("\x00", "")
    return Builder(PARSERS[kind](clean), sources).blocks()
