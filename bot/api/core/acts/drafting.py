"""From words, a template or an earlier broadcast to what a draft says, as the chat makes it."""

from collections.abc import Mapping, Sequence

from bot.api.core.acts.moments import require_near
from bot.api.core.call import Call
from bot.api.core.refusals import Refused, not_sendable
from bot.api.core.shapes.broadcasts import ButtonShape, NewBroadcast, OptionsShape
from botapi.call import Call as BotCall
from botapi.rich.source import Form
from broadcast.model.button import Button, ButtonKind, Colour
from broadcast.model.content import Content
from broadcast.model.errors import ContentNotSupported, NoSuchTemplate, TimeIsOver
from broadcast.model.formatting.moments import with_moments
from broadcast.model.formatting.units import units
from broadcast.model.options import Options
from broadcast.model.personal.mistakes import mistake_in
from db.audience.audience import Audience
from db.knowledge.names import Name
from handlers.admin.compose.buttons.lines import MAX_IN_ALL, is_app, is_link
from handlers.admin.compose.capture.getters import OTHERWISE, UNUSABLE_KEYS
from handlers.admin.compose.message.rich import rich_call
from handlers.admin.wording.braces import shown_details, unusable
from handlers.admin.wording.leaving import leave_words
from handlers.language.texts import Texts

LONGEST_PLAIN = 4_096  # UTF-16 units; Bot API: sendMessage
MOST_TEMPLATES = 1_000
FORMS: Mapping[str, Form] = {"markdown": Form.MARKDOWN, "html": Form.HTML}
ENGLISH = "en"  # as all that the API says to people
ISOLATES = {0x2068: None, 0x2069: None}  # around what is quoted in a chat
COLOURS = {"red": Colour.RED, "green": Colour.GREEN, "blue": Colour.BLUE}


async def drafted(asked: NewBroadcast, call: Call) -> tuple[Content, Audience]:
    """With the audience that came along with it. Raises Refused, TimeIsOver, NoSuchTemplate,
    NoSuchBroadcast."""
    try:
        return await _drafted(asked, call)
    except ContentNotSupported as error:
        raise not_sendable(error, _words_of(error, call.office.texts)) from error


async def _drafted(asked: NewBroadcast, call: Call) -> tuple[Content, Audience]:
    if asked.template is not None:
        return await _of_template(asked.template, call)
    if asked.copy_of is not None:
        broadcast = await call.office.doors.reports.get(asked.copy_of)
        content = Content.load(broadcast.content).for_another_time()
        return content, Audience.load(broadcast.audience).reusable()
    doors = call.office.doors
    content = Content(
        message=(with_moments(_message(asked), call.office.timezone),),
        buttons=tuple(tuple(map(_button, row)) for row in _bounded(asked.buttons)),
        options=_options(asked.options, call.now),
        footer=await doors.settings.footer(),
        leave_words=await leave_words(call.office.texts, doors.settings),
    )
    return await _with_known_braces(content, call), Audience()


async def _of_template(typed: str, call: Call) -> tuple[Content, Audience]:
    folded = Name.read(typed).folded
    found, _count = await call.office.doors.templates.page(offset=0, limit=MOST_TEMPLATES)
    for one in found:
        if Name.read(one.name).folded == folded:
            return Content.load(one.content), Audience.load(one.audience)
    raise NoSuchTemplate(f"there is no template {typed}")


def _message(asked: NewBroadcast) -> BotCall:
    text = asked.text or ""
    if asked.format in FORMS:
        return rich_call(text, FORMS[asked.format])
    if not text.strip() or units(text) > LONGEST_PLAIN:
        raise _bad("text", f"a plain text has 1 to {LONGEST_PLAIN} UTF-16 units")
    return BotCall(method="sendMessage", params={"text": text, "entities": []})


def _options(asked: OptionsShape, now: int) -> Options:
    """Raises TimeIsOver for an end that has been, Refused for one that is a slip."""
    if asked.expires_at is not None and require_near(asked.expires_at, now) <= now:
        raise TimeIsOver("it has expired", expired=True)
    return Options(
        silent=asked.silent,
        protected=asked.protected,
        no_preview=asked.no_preview,
        urgent=asked.urgent,
        unsubscribe=asked.unsubscribe,
        expires_at=None if asked.expires_at is None else int(asked.expires_at.timestamp()),
    )


def _bounded(rows: Sequence[Sequence[ButtonShape]]) -> Sequence[Sequence[ButtonShape]]:
    if sum(map(len, rows)) > MAX_IN_ALL:
        raise _bad("buttons", f"there are at most {MAX_IN_ALL} buttons")
    return rows


def _button(asked: ButtonShape) -> Button:
    colour = None if asked.colour is None else COLOURS[asked.colour]
    kinds = (
        (ButtonKind.LINK, asked.url),
        (ButtonKind.APP, asked.app),
        (ButtonKind.COPY, asked.copy_code),
        (ButtonKind.ANSWER, asked.answer),
    )
    kind, value = next((kind, value) for kind, value in kinds if value is not None)
    if kind is ButtonKind.LINK and not is_link(value):
        raise _bad("buttons", f"{value!r} is no address that Telegram takes for a button")
    if kind is ButtonKind.APP and not is_app(value):
        raise _bad("buttons", f"{value!r} is no https address of a web app")
    return Button(text=asked.text, value=value, kind=kind, colour=colour, tag=asked.tag)


async def _with_known_braces(content: Content, call: Call) -> Content:
    """Raises ContentNotSupported for a name that nothing has."""
    names = await call.office.doors.personal.names()
    mistake = mistake_in(content.calls(), names)
    if mistake is not None:
        raise unusable(mistake, names)
    return content.with_fields(names)


def _words_of(error: ContentNotSupported, texts: Texts) -> str:
    """As the chat says it, without its sign."""
    key = UNUSABLE_KEYS.get(error.kind, UNUSABLE_KEYS[OTHERWISE])
    said = texts.get(key, ENGLISH, **shown_details(error.details.items()))
    return said.translate(ISOLATES).removeprefix("⚠️ ")


def _bad(field: str, detail: str) -> Refused:
    return Refused(status=422, code="bad_content", detail=f"{field}: {detail}.")
