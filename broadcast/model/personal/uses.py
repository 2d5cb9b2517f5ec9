"""Where a text names something of its reader: `{first_name}`, or `{city|your city}`.

What follows the bar is said where nothing is known. A name begins with a letter, so that other
braces, of a program say, stay as they are. Doubled braces stand for simple ones: `{{city}}` is read
as `{city}` and is nobody's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from botapi.call import JsonObject
from broadcast.model.formatting.placeholders import Filled, Placeholder, scan
from db.knowledge.fields import is_name
from db.knowledge.names import Name


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """A place in a text where something of the reader is to stand; `name` as it was written.

    `literal`: what is read there by everybody, because the braces were doubled.
    """

    placeholder: Placeholder
    name: str
    fallback: str | None = None
    literal: str | None = None

    @property
    def folded(self) -> str:
        """Names differ by more than capitals."""
        return Name.read(self.name).folded

    def filled(self, value: str) -> Filled:
        if self.literal is not None:
            return Filled(placeholder=self.placeholder, text=self.literal)
        return Filled(placeholder=self.placeholder, text=value or self.fallback or "")


def uses(text: str, entities: Iterable[JsonObject] = ()) -> list[Use]:
    """All of them, in the order in which they stand."""
    return list(_uses(text, entities))


def _uses(text: str, entities: Iterable[JsonObject]) -> Iterator[Use]:
    if "{" not in text:
        return
    for one in scan(text, entities):
        name, bar, fallback = one.words.partition("|")
        if not is_name(name.strip()):
            continue
        if text[: one.start].endswith("{"):
            yield _literal(text, one, name)
        else:
            yield Use(placeholder=one, name=name.strip(), fallback=fallback if bar else None)


def _literal(text: str, inner: Placeholder, name: str) -> Use:
    closed = text[inner.end : inner.end + 1] == "}"
    start, end = inner.at
    outer = replace(
        inner,
        start=inner.start - 1,
        end=inner.end + closed,
        at=(start - 1, end + closed),
        broken=False,
    )
    return Use(placeholder=outer, name=name, literal=f"{{{inner.words}}}")


def doubled(text: str) -> str:
    """So that it reads as it is, whatever is known of its reader."""
    found = (one for one in scan(text) if is_name(one.words.partition("|")[0].strip()))
    parts, last = [], 0
    for one in found:
        parts += [text[last : one.start], "{", text[one.start : one.end], "}"]
        last = one.end
    return "".join([*parts, text[last:]])
