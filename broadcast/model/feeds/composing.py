"""What a round says of new items: all of them in one message, as many as fit.

What the repeat's own draft says stands above them: in the same message where that is a text with
room for them, else in messages of its own. Its buttons, its options and its languages stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from botapi.call import Call, JsonObject
from broadcast.model.content import Content
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from broadcast.model.formatting.footer import BETWEEN, TEXT_UNITS
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.units import units
from broadcast.model.personal.places import places
from db.knowledge.fields import LONGEST_VALUE

TEXT = "sendMessage"
LONGEST_ABOVE = 1_000  # UTF-16 units of a text that items stand below; longer ones stand apart


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedWay:
    """How items are said."""

    template: ItemTemplate
    heading: bool  # what the draft says stands above them
    zone: ZoneInfo
    feed: str  # what the feed calls itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """`said`: how many of the items are in it, the first ones."""

    content: Content
    said: int


def compose(draft: Content, items: Sequence[FeedItem], way: FeedWay) -> Composed:
    """`items` in the order in which they are to stand; one at least is said."""
    double = draft.fields is not None
    texts = [way.template.fill(item, zone=way.zone, feed=way.feed, double=double) for item in items]
    room = min(_room(draft, number, heading=way.heading) for number in draft.numbers)
    count = _fitting(texts, room)
    whole = _joined(texts[:count])
    preview = _picture(items[:count]) if way.template.shows_image else None
    content = draft
    for number in draft.numbers:
        calls = _calls(draft.said(number).message, whole, preview, heading=way.heading)
        content = content.with_message(calls, number)
    return Composed(content=content, said=count)


def _fitting(texts: Sequence[Formatted], room: int) -> int:
    taken = 0
    for count, text in enumerate(texts):
        taken += text.units + (units(BETWEEN) if count else 0)
        if count and taken > room:
            return count
    return len(texts)


def _room(draft: Content, number: int, *, heading: bool) -> int:
    """UTF-16 units for items. Whoever reads it may have long names."""
    room = TEXT_UNITS
    if draft.footer is not None:
        room -= draft.footer.units + units(BETWEEN)
    above = _above(draft.said(number).message) if heading else None
    if above is not None:
        longest = sum(len(place.uses(draft.names)) for place in places(above)) * LONGEST_VALUE
        room -= units(str(above.params["text"])) + units(BETWEEN) + longest
    return room


def _above(message: tuple[Call, ...]) -> Call | None:
    """The text that items are to stand below, in one message with it."""
    last = message[-1] if message else None
    if last is None or last.method != TEXT or "parse_mode" in last.params:
        return None
    return last if units(str(last.params.get("text", ""))) <= LONGEST_ABOVE else None


def _calls(
    message: tuple[Call, ...], items: Formatted, preview: JsonObject | None, *, heading: bool
) -> tuple[Call, ...]:
    above = _above(message) if heading else None
    if above is None:
        return (*(message if heading else ()), _text({}, items, preview))
    words = Formatted(
        text=str(above.params["text"]), entities=tuple(above.params.get("entities", ()))
    )
    whole = words.followed_by(items, BETWEEN)
    return (*message[:-1], _text(above.params, whole, preview))


def _text(params: JsonObject, words: Formatted, preview: JsonObject | None) -> Call:
    told = {**params, "text": words.text, "entities": list(words.entities)}
    if preview is not None:
        told["link_preview_options"] = preview
    return Call(method=TEXT, params={name: part for name, part in told.items() if part != []})


def _joined(texts: Sequence[Formatted]) -> Formatted:
    whole = Formatted()
    for text in texts:
        whole = whole.followed_by(text, BETWEEN)
    return whole


def _picture(items: Sequence[FeedItem]) -> JsonObject | None:
    """A message shows one: the first there is. Telegram fetches it by itself; where it cannot, the
    words are there without it (Bot API: LinkPreviewOptions)."""
    image = next((one.image for one in items if one.image), None)
    if image is None:
        return None
    return {"url": image, "prefer_large_media": True, "show_above_text": True}
