"""What can be wrong with the braces in a message or in its buttons, found before it is taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from botapi.call import Call, JsonObject
from botapi.rich.limits import BadRich
from botapi.rich.structure import Part
from broadcast.model.formatting.placeholders import FOUND, scan
from broadcast.model.formatting.rich_words import links, texts
from broadcast.model.personal.places import POLL, Place, places
from broadcast.model.personal.sources import FILLED, broken_names, in_address, parts_of
from broadcast.model.personal.uses import Use, uses
from db.knowledge.names import Name

ENOUGH = 0.5  # how much alike names must be to be meant for each other
LINKS = frozenset({"url", "email"})  # words that are a link by themselves
POLL_TEXTS = ("question", "description", "explanation")


class Wrong(StrEnum):
    UNKNOWN = "unknown"  # nothing is called so
    BROKEN = "broken"  # half of it is formatted otherwise
    LINK = "link"  # it stands in a link within the text
    POLL = "poll"
    CODE = "code"  # it stands between Markdown's signs of code, where nothing can be escaped


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """`name` as it was written; `nearest`: what may be meant, where anything is like it."""

    wrong: Wrong
    name: str
    nearest: str | None = None


def mistake_in(calls: Iterable[Call], known: Mapping[str, str]) -> Mistake | None:
    """The first one; `known`: how names are written, by folded name."""
    for call in calls:
        found = [*_in_poll(call, known), *_in_blocks(call, known), *_in_places(call, known)]
        if found:
            return found[0]
    return None


def _in_places(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    for place in places(call):
        if place.form is not None:
            yield from _in_source(place, known)
            continue
        yield from _in_links(place, known)
        for use in place.uses():
            if use.literal is None and (wrong := _wrong(use, place, known)) is not None:
                yield wrong


def _wrong(use: Use, place: Place, known: Mapping[str, str]) -> Mistake | None:
    if use.folded not in known:
        return _unknown(use, known)
    entities = [one for one in place.formatting if one["type"] not in FOUND]
    if any(one["type"] in LINKS and _touches(one, use) for one in entities):
        return Mistake(wrong=Wrong.LINK, name=use.name)
    if any(one.broken and one.start == use.placeholder.start for one in scan(place.text, entities)):
        return Mistake(wrong=Wrong.BROKEN, name=use.name)
    return None


def _unknown(use: Use, known: Mapping[str, str]) -> Mistake:
    near = get_close_matches(use.folded, known, n=1, cutoff=ENOUGH)
    return Mistake(wrong=Wrong.UNKNOWN, name=use.name, nearest=known[near[0]] if near else None)


def _touches(entity: JsonObject, use: Use) -> bool:
    start, end = use.placeholder.at
    return bool(entity["offset"] < end and entity["offset"] + entity["length"] > start)


def _in_links(place: Place, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Behind words of the text. Other braces in a link may well belong there."""
    for entity in place.formatting:
        for use in uses(str(entity.get("url") or "")):
            if use.folded in known:
                yield Mistake(wrong=Wrong.LINK, name=use.name)


def _in_poll(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Other braces are as good as any text there."""
    if call.method != POLL:
        return
    options = [option.get("text") for option in call.params.get("options", ())]
    for text in (*(call.params.get(name) for name in POLL_TEXTS), *options):
        for use in uses(str(text or "")):
            if use.folded in known:
                yield Mistake(wrong=Wrong.POLL, name=use.name)


def _in_source(place: Place, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Of a rich message. In code, in formulas and in tags other braces are its own."""
    for use, part in _parts(place):
        if use.literal is not None or part is Part.FORMULA:
            continue
        if use.folded not in known:
            if part in FILLED:
                yield _unknown(use, known)
        elif part is None or in_address(use, place.text):
            yield Mistake(wrong=Wrong.LINK, name=use.name)
        elif part is Part.CODE:
            yield Mistake(wrong=Wrong.CODE, name=use.name)
    for name in broken_names(place.text):
        if name and Name.read(name).folded in known:
            yield Mistake(wrong=Wrong.BROKEN, name=name)


def _parts(place: Place) -> tuple[tuple[Use, Part | None], ...]:
    """Of a source that cannot be read nothing is known; it is refused elsewhere."""
    try:
        return () if place.form is None else parts_of(place.text, place.form)
    except BadRich:
        return ()


def _in_blocks(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Of a rich message that somebody sent: a text is cut where the formatting changes."""
    rich = call.params.get("rich_message")
    if not isinstance(rich, dict) or "blocks" not in rich:
        return
    for url in links(rich["blocks"]):
        for use in uses(url):
            if use.folded in known:
                yield Mistake(wrong=Wrong.LINK, name=use.name)
    whole = sum(1 for place in places(call) for use in place.uses() if use.folded in known)
    found = [use for text in texts(rich["blocks"]) for use in uses(text) if use.folded in known]
    if len(found) > whole:
        yield Mistake(wrong=Wrong.BROKEN, name=found[-1].name)


def folded(names: Iterable[str]) -> dict[str, str]:
    """How names are written, by folded name."""
    return {Name.read(name).folded: name for name in names}
