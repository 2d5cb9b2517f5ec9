"""A rich message as the call that sends it: from its source, or from one that was received.

Files in a source are named by numbers, `tg://photo?id=1`, and go along by their file_ids: they were
sent to the bot before. Addresses in the web are refused: Telegram would fetch them anew for every
recipient, and the first that fails would be the content's fault in the middle of a broadcast.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from aiogram.types import Document, Message

from botapi.call import Call, JsonObject
from botapi.rich.limits import BadRich, Why
from botapi.rich.received import Unreadable, input_rich
from botapi.rich.source import Form, checked
from broadcast.model.errors import ContentNotSupported
from broadcast.model.personal.sources import with_letters

METHOD = "sendRichMessage"
ENDINGS: Mapping[str, Form] = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".html": Form.HTML,
    ".htm": Form.HTML,
}
FILES_FULL = "rich-files-full"
UNREADABLE = "rich-unreadable"  # a received one that is larger than any, or nothing
REFUSED: Mapping[Why, str] = {why: f"rich-{why}" for why in Why}


@dataclass(frozen=True, kw_only=True, slots=True)
class RichFile:
    """A file that a source may show; `kind` as in the Bot API's InputMedia."""

    kind: str
    file_id: str


Files = Mapping[str, RichFile]  # by what a source calls them
NO_FILES: Files = MappingProxyType({})


def form_of(document: Document) -> Form | None:
    """What a file is the source of, by its name; None: it is a file like any other."""
    name = (document.file_name or "").lower()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)


def form_of_text(text: str) -> Form:
    """Markdown may have HTML in it; what begins and ends with a tag is nothing but HTML."""
    bare = text.strip()
    return Form.HTML if bare.startswith("<") and bare.endswith(">") else Form.MARKDOWN


def rich_call(source: str, form: Form, files: Files = NO_FILES) -> Call:
    """Raises ContentNotSupported."""
    try:
        used = checked(with_letters(source, form), form, files)
    except BadRich as error:
        raise ContentNotSupported(
            REFUSED[error.why], line=str(error.line), what=error.what
        ) from error
    rich: JsonObject = {form.value: source}
    if used:
        rich["media"] = [_media(number, files[number]) for number in used]
    return Call(method=METHOD, params={"rich_message": rich})


def is_source(call: Call | None) -> bool:
    """Whether it was written as Markdown or HTML, and not received."""
    rich = _rich_of(call)
    return any(form.value in rich for form in Form)


def files_of(call: Call | None) -> Files:
    """Those that go along with a rich message."""
    return {
        one["id"]: RichFile(kind=one["media"]["type"], file_id=one["media"]["media"])
        for one in _rich_of(call).get("media", ())
    }


def files_in(calls: Iterable[Call]) -> Files:
    """Those of several; of two that are called alike the first one's."""
    found: dict[str, RichFile] = {}
    for call in calls:
        found = {**files_of(call), **found}
    return found


def received(raw: object) -> Call:
    """What somebody sent, to be sent again. Raises ContentNotSupported."""
    try:
        return Call(method=METHOD, params={"rich_message": input_rich(raw)})
    except Unreadable as error:
        raise ContentNotSupported(UNREADABLE) from error


def file_of(message: Message) -> RichFile | None:
    """The file that a message holds, for sources to show."""
    if message.photo:
        return RichFile(kind="photo", file_id=message.photo[-1].file_id)
    for kind, part in (
        ("animation", message.animation),  # before the document that goes with it
        ("video", message.video),
        ("audio", message.audio),
        ("voice_note", message.voice),
        ("document", message.document),
    ):
        if part is not None:
            return RichFile(kind=kind, file_id=part.file_id)
    return None


def _rich_of(call: Call | None) -> JsonObject:
    if call is None or call.method != METHOD:
        return {}
    rich: JsonObject = call.params["rich_message"]
    return rich


def _media(number: str, one: RichFile) -> JsonObject:
    return {"id": number, "media": {"type": one.kind, "media": one.file_id}}
