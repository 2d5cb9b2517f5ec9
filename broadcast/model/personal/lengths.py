"""Whether a personal text fits for everybody: with the longest values it is the longest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from botapi.call import Call
from broadcast.model.button import LONGEST_TEXT
from broadcast.model.content import Content
from broadcast.model.formatting.footer import too_long_by
from broadcast.model.formatting.units import units
from broadcast.model.personal.filling import filled
from broadcast.model.personal.places import places


class Part(StrEnum):
    TEXT = "text"  # or a caption
    BUTTON = "button"


@dataclass(frozen=True, kw_only=True, slots=True)
class Excess:
    """By how many UTF-16 units a part is too long."""

    part: Part
    units: int


def excess(content: Content, values: Mapping[str, str]) -> Excess | None:
    """The first part that does not fit, filled with these values."""
    calls = [filled(call, values) for number in content.numbers for call in content.calls(number)]
    if over := too_long_by(calls):
        return Excess(part=Part.TEXT, units=over)
    over = max((length - LONGEST_TEXT for length in _button_texts(calls)), default=0)
    return Excess(part=Part.BUTTON, units=over) if over > 0 else None


def without_fallback(content: Content) -> tuple[str, ...]:
    """The names that are nothing where nothing is known, each once, folded."""
    if not content.fields:
        return ()
    found = (
        use.folded
        for number in content.numbers
        for call in content.calls(number)
        for place in places(call)
        for use in place.uses(content.fields)
        if use.literal is None and not use.fallback
    )
    return tuple(dict.fromkeys(found))


def _button_texts(calls: list[Call]) -> Iterator[int]:
    for call in calls:
        markup = call.params.get("reply_markup") or {}
        for row in markup.get("inline_keyboard", ()):
            yield from (units(str(button["text"])) for button in row)
