"""A call's body with gaps: what is the same for everybody is encoded once.

The gaps are marked in the parameters by a text that stands nowhere else in them, and found by it in
the JSON.
"""

import json
from collections.abc import Sequence
from itertools import accumulate

from botapi.call import Call, JsonObject, Rest, encoded
from botapi.personal.spans import Span, Spans
from botapi.personal.template import Gap, Template
from broadcast.model.formatting.placeholders import Placeholder
from broadcast.model.formatting.units import units
from broadcast.model.personal.places import Place, copied, places
from broadcast.model.personal.uses import Use


def with_gaps(call: Call, names: Sequence[str]) -> Rest:
    """Encoded once; `names`, folded: what the numbers of values mean."""
    call = copied(call)
    encoder = _Encoder(call, names)
    for place in places(call):
        if found := place.uses(names):
            encoder.mark(place, found)
    return encoder.template(encoded(call).decode())


class _Encoder:
    """Marks the places of one call, and cuts its JSON there."""

    def __init__(self, call: Call, names: Sequence[str]) -> None:
        text = json.dumps(call.params, ensure_ascii=False)
        self._mark = next(mark for n in range(1, len(text) + 2) if (mark := "~" * n) not in text)
        self._mark = f"<{self._mark}>"
        self._names = {name: number for number, name in enumerate(names)}
        self._gaps: list[Gap] = []
        self._slots: list[int | Spans] = []  # a gap's number, or a text's entities

    def mark(self, place: Place, found: Sequence[Use]) -> None:
        """Whatever is to be put into the text becomes a gap, doubled braces simple ones."""
        text, parts, last, numbers = place.text, [], 0, []
        for use in found:
            parts.append(text[last : use.placeholder.start])
            last = use.placeholder.end
            if use.literal is not None:
                parts.append(use.literal)
                continue
            numbers.append(len(self._gaps))
            parts.append(self._slot(len(self._gaps)))
            gap = Gap(
                value=self._names[use.folded], fallback=use.fallback or "", syntax=place.syntax(use)
            )
            self._gaps.append(gap)
        place.holder[place.name] = "".join([*parts, text[last:]])
        if place.entities and place.formatting:
            spans = Spans(numbers, _spans(place.formatting, found))
            place.holder[place.entities] = self._slot(spans)

    def template(self, text: str) -> Rest:
        """Mere bytes where there is no gap, and nothing moves."""
        fixed = text.split(self._mark)
        pieces: list[bytes] = [b""] * len(fixed)
        places, entities = [], []
        for piece in range(1, len(fixed), 2):
            slot = self._slots[int(fixed[piece])]
            if isinstance(slot, Spans):
                # It stands in the place of a text, whose quotes are not wanted.
                fixed[piece - 1], fixed[piece + 1] = fixed[piece - 1][:-1], fixed[piece + 1][1:]
                entities.append((piece, slot))
            else:
                places.append((piece, slot))
        pieces[::2] = [part.encode() for part in fixed[::2]]
        if not self._gaps:
            for piece, spans in entities:
                pieces[piece] = spans.encoded(())
            return b"".join(pieces)
        return Template(
            pieces=tuple(pieces),
            gaps=tuple(self._gaps),
            places=tuple(places),
            entities=tuple(entities),
        )

    def _slot(self, what: int | Spans) -> str:
        self._slots.append(what)
        return f"{self._mark}{len(self._slots) - 1}{self._mark}"


def _spans(entities: Sequence[JsonObject], found: Sequence[Use]) -> tuple[Span, ...]:
    """Where they are while all gaps are empty."""
    shifts = list(accumulate(map(_shift, found), initial=0))
    gaps = list(accumulate((use.literal is None for use in found), initial=0))
    spans = []
    for entity in entities:
        rest = {name: part for name, part in entity.items() if name not in ("offset", "length")}
        head = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))[:-1]
        offset = int(entity["offset"])
        start, first = _beginning(offset, [use.placeholder for use in found])
        end, last = _end(offset + int(entity["length"]), [use.placeholder for use in found])
        spans.append(
            Span(
                (head + "," if rest else head).encode(),
                start + shifts[first],
                end + shifts[last],
                gaps[first],
                gaps[last],
            )
        )
    return tuple(spans)


def _shift(use: Use) -> int:
    """By how much what stands behind it moves when nothing is put in."""
    start, end = use.placeholder.at
    return units(use.literal or "") - (end - start)


def _beginning(place: int, found: Sequence[Placeholder]) -> tuple[int, int]:
    """An entity's beginning within the braces moves behind them; how many stand before it."""
    before = [one for one in found if one.at[0] < place]
    return max([place, *(one.at[1] for one in before)]), len(before)


def _end(place: int, found: Sequence[Placeholder]) -> tuple[int, int]:
    """An end within them moves before them."""
    inside = [one.at[0] for one in found if one.at[0] < place < one.at[1]]
    return min([place, *inside]), sum(one.at[1] <= place for one in found)
