"""Which calls turn what was sent into what it is to say; or why none can.

Bot API: Updating messages. The bot's own messages in private chats can be edited for ever, but not
whatever they are: forwarded ones, paid ones and polls never, and of voice messages, stickers and
the like the words and the buttons alone. All of it is known before anybody's message is touched,
so it is said before.

People may have an earlier text than the last one, where a correction was cancelled half-way. So an
edit says everything that the message is to say, and not what is new; and what is left out is only
what all of them have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from botapi.call import Call, JsonObject
from botapi.methods import is_forward
from broadcast.model.content import Content
from broadcast.model.mending.refusals import EditRefusal, Uneditable

ALBUM, POLL, RICH, TEXT = "sendMediaGroup", "sendPoll", "sendRichMessage", "sendMessage"
COPIES = frozenset({"copyMessage", "copyMessages"})
# The parameter that names the file, which is the medium's type as well.
MEDIA: Mapping[str, str] = {
    "sendAnimation": "animation",
    "sendAudio": "audio",
    "sendDocument": "document",
    "sendLivePhoto": "live_photo",
    "sendPhoto": "photo",
    "sendVideo": "video",
}
CAPTIONED = frozenset({*MEDIA, "sendVoice", "sendPaidMedia"})
WORDS = ("caption", "caption_entities", "show_caption_above_media")
# What belongs to the message and not to its medium.
AROUND = frozenset(
    {
        *WORDS,
        "reply_markup",
        "disable_notification",
        "protect_content",
        "message_effect_id",
        "message_thread_id",
    }
)
STAYS_ALONE = frozenset({"audio", "document"})  # of an album: they mix with nothing


class Place(NamedTuple):
    """Of a message among those that one recipient gets."""

    step: int
    item: int = 0  # of an album


class Edit(NamedTuple):
    """A call without the chat and the message's number, and the same for groups and channels."""

    call: Call
    elsewhere: Call


@dataclass(frozen=True, kw_only=True, slots=True)
class Edits:
    """Of one content, by variant and place."""

    calls: Mapping[int, Mapping[Place, Edit]] = field(default_factory=dict)
    refusals: tuple[EditRefusal, ...] = ()

    @property
    def variants(self) -> tuple[int, ...]:
        """Those in which anything is to be edited."""
        return tuple(number for number, calls in self.calls.items() if calls)


class _CannotEdit(Exception):
    def __init__(self, why: Uneditable) -> None:
        self.why = why


def edits_of(sent: Sequence[Content], new: Content, *, run_id: int) -> Edits:
    """`sent`: what people may have in front of them, the first text and each correction of it;
    `run_id`: the run that has sent it, which taps on its buttons name."""
    if any(_meant(one) != _meant(new) for one in sent):
        return Edits(refusals=(EditRefusal(why=Uneditable.VARIANTS),))
    paid = any(one.paid for one in sent)
    # How it was sent stays as it is.
    sent = [one.with_options(new.options) for one in sent]
    calls: dict[int, dict[Place, Edit]] = {}
    refusals: list[EditRefusal] = []
    for variant in new.numbers:
        if _buttons_without_carrier(sent, new, variant):
            refusals.append(EditRefusal(why=Uneditable.ALBUM_BUTTONS, variant=variant))
        wanted = _forms(new, variant, run_id)
        old = [_forms(one, variant, run_id) for one in sent]
        if any(len(one) != len(wanted) for one in old):
            refusals.append(EditRefusal(why=Uneditable.COUNT, variant=variant))
            continue
        found: dict[Place, Edit] = {}
        calls[variant] = found
        for step, form in enumerate(wanted):
            try:
                found |= _edits(step, [one[step] for one in old], form, paid=paid)
            except _CannotEdit as cannot:
                refusals.append(EditRefusal(why=cannot.why, variant=variant, step=step))
    if not refusals and not any(calls.values()):
        refusals.append(EditRefusal(why=Uneditable.NOTHING_NEW))
    return Edits(calls=calls, refusals=tuple(refusals))


def never(call: Call, *, paid: bool) -> Uneditable | None:
    """Why what this has sent cannot be edited, whatever it is to say; None where it can be."""
    try:
        _check([call], call, paid=paid)
    except _CannotEdit as cannot:
        return cannot.why
    return None


def stays(call: Call) -> bool:
    """Whether nothing can take its place: only words and buttons can be others."""
    return call.method not in {*MEDIA, TEXT, RICH, ALBUM}


def _forms(content: Content, variant: int, run_id: int) -> Sequence[Edit]:
    """As it is sent: for people, and for groups and channels."""
    own = content.calls(variant, run_id=run_id)
    elsewhere = content.calls(variant, run_id=run_id, private=False)
    return [Edit(*both) for both in zip(own, elsewhere, strict=True)]


def _meant(content: Content) -> Sequence[tuple[int, str | None]]:
    return [(one.version, one.language) for one in content.variants]


def _buttons_without_carrier(sent: Sequence[Content], new: Content, variant: int) -> bool:
    rows = new.said(variant).buttons
    without = bool(rows) and new.carrier(variant) is None
    return without and any(one.said(variant).buttons != rows for one in sent)


def _edits(step: int, old: Sequence[Edit], new: Edit, *, paid: bool) -> dict[Place, Edit]:
    """Of one message, or of the items of one album; nothing where all of them have it already."""
    if all(one == new for one in old):
        return {}
    had = [one.call for one in old]
    _check(had, new.call, paid=paid)
    if new.call.method == ALBUM:
        items = _album([one.params["media"] for one in had], new.call.params["media"])
        return {Place(step, item): Edit(call, call) for item, call in items.items()}
    elsewhere = _single([one.elsewhere for one in old], new.elsewhere)
    return {Place(step): Edit(_single(had, new.call), elsewhere)}


def _check(old: Sequence[Call], new: Call, *, paid: bool) -> None:
    """What can never be edited, whatever it is to say."""
    if paid:
        raise _CannotEdit(Uneditable.PAID)
    if any(is_forward(one.method) for one in old):
        raise _CannotEdit(Uneditable.FORWARDED)
    if any(one.method in COPIES for one in old):
        raise _CannotEdit(Uneditable.COPIED)
    if any(one.method == POLL for one in old):
        raise _CannotEdit(Uneditable.POLL)
    if any((one.method == ALBUM) != (new.method == ALBUM) for one in old):
        raise _CannotEdit(Uneditable.KIND)


def _single(old: Sequence[Call], new: Call) -> Call:
    if new.method in (TEXT, RICH) and all(one.method in (TEXT, RICH) for one in old):
        return _edit(
            "editMessageText", new, ("text", "entities", "link_preview_options", "rich_message")
        )
    if all(_medium(one) == _medium(new) for one in old):
        if new.method in CAPTIONED:
            caption = new.params.get("caption", "")
            return _edit("editMessageCaption", new, WORDS, caption=caption)
        return _edit("editMessageReplyMarkup", new, ())
    if any(stays(one) for one in old):
        raise _CannotEdit(Uneditable.MEDIUM)
    if new.method not in MEDIA:
        raise _CannotEdit(Uneditable.KIND)
    return _edit("editMessageMedia", new, (), media=_as_item(new))


def _medium(call: Call) -> tuple[str, JsonObject]:
    """What stays when words and buttons are others."""
    kept = {name: value for name, value in call.params.items() if name not in AROUND}
    return call.method, kept


def _as_item(call: Call) -> JsonObject:
    """Bot API: InputMedia."""
    kind = MEDIA[call.method]
    around = AROUND - {*WORDS}
    rest = {k: v for k, v in call.params.items() if k not in around and k != kind}
    return {"type": kind, "media": call.params[kind], **rest}


def _edit(method: str, new: Call, names: Sequence[str], **params: object) -> Call:
    kept = {name: new.params[name] for name in names if name in new.params}
    # Without a keyboard Telegram takes away the one that was there.
    markup = {name: new.params[name] for name in ("reply_markup",) if name in new.params}
    return Call(method=method, params={**kept, **params, **markup})


def _album(old: Sequence[Sequence[JsonObject]], new: Sequence[JsonObject]) -> dict[int, Call]:
    """By item."""
    if any(len(one) != len(new) for one in old):
        raise _CannotEdit(Uneditable.ITEMS)
    found = {}
    for item, wanted in enumerate(new):
        had = [one[item] for one in old]
        if all(one == wanted for one in had):
            continue
        if any(_mixes(one) != _mixes(wanted) for one in had):
            raise _CannotEdit(Uneditable.ALBUM_KIND)
        found[item] = _album_item(had, wanted)
    return found


def _mixes(item: JsonObject) -> str:
    """Photos, live photos and videos may stand for each other; audio and documents may not."""
    kind = str(item.get("type"))
    return kind if kind in STAYS_ALONE else "pictures"


def _album_item(old: Sequence[JsonObject], new: JsonObject) -> Call:
    def file(item: JsonObject) -> JsonObject:
        return {name: value for name, value in item.items() if name not in WORDS}

    if any(file(one) != file(new) for one in old):
        return Call(method="editMessageMedia", params={"media": new})
    kept = {name: new[name] for name in WORDS if name in new}
    return Call(method="editMessageCaption", params={"caption": "", **kept})
