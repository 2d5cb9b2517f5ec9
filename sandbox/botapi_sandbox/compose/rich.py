"""Bodies of rich messages: their texts from `formatting/rich/`, their files from this bot."""

from functools import partial
from typing import Any

from botapi_sandbox.call.context import CallContext
from botapi_sandbox.compose.media import ABOUT, file_body, find_file
from botapi_sandbox.content.contents import Body
from botapi_sandbox.formatting.rich.message import read_rich
from botapi_sandbox.ground.errors import bad_request
from botapi_sandbox.ground.params import Call

FILES = {"voice_note": "voice"}
"""A voice note is called a voice everywhere but in rich messages."""
COVERED = ("photo", "video", "animation")


def rich_message(context: CallContext, *, draft: bool = False) -> Body:
    """Raises 400 for what cannot be read, for what is too big, and for another bot's file_id."""
    value = context.call.nested("rich_message", "rich message")
    if not isinstance(value, dict):
        raise bad_request("object expected as rich message")
    users, media = partial(_user, context), partial(_media, context)
    return {"rich_message": read_rich(value, users=users, media=media, draft=draft)}


def _user(context: CallContext, user_id: int) -> Body | None:
    if user_id == context.account.id:
        return context.account.user()
    person = context.world.people.person(user_id)
    return person.user() if person else None


def _media(context: CallContext, kind: str, given: Any) -> Body:
    if not isinstance(given, dict) or given.get("type") != kind:
        raise bad_request(f"can't parse InputMedia: expected one of the type {kind}")
    item = Call(method=context.call.method, params=given, uploads=context.call.uploads)
    file_kind = FILES.get(kind, kind)
    about = {name: given[name] for name in ABOUT.get(file_kind, ()) if given.get(name) is not None}
    file = find_file(context.account, item, file_kind, item.text("media"), about)
    block: Body = {kind: file_body(context.account, file)[file_kind]}
    if kind in COVERED and item.flag("has_spoiler"):
        block["has_spoiler"] = True
    return block
