"""An audience in words: each condition as a line, and all of it in short for a line of facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any
from zoneinfo import ZoneInfo

from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    AtRandom,
    ChatKind,
    Clicked,
    Condition,
    Fate,
    FieldIs,
    FieldTest,
    FromSource,
    InBroadcast,
    InChat,
    InLanguage,
    InList,
    Joined,
    LastSeen,
    Tagged,
    WantsTopic,
)
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.moments import shown_date
from handlers.admin.wording.titles import shown_link
from handlers.language.names import isolated
from handlers.language.texts import Texts

LONGEST = 64  # characters of a name in a line
LONGEST_SHORT = 24
MOST_SHORT = 2  # conditions that the line of facts names

CHAT_KEYS: Mapping[str, str] = {
    ChatKind.PRIVATE: "chats-private",
    ChatKind.GROUPS: "chats-groups",
    ChatKind.CHANNELS: "chats-channels",
}
FATE_KEYS: Mapping[str, str] = {
    Fate.GOT: "cond-got",
    Fate.NOT_GOT: "cond-not-got",
    Fate.UNCERTAIN: "cond-uncertain",
    Fate.CAPPED: "cond-capped",
}
FIELD_KEYS: Mapping[str, str] = {
    FieldTest.IS: "cond-field-is",
    FieldTest.IS_NOT: "cond-field-is-not",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who reads the words, and what the numbers in an audience are called.

    What is not named here is gone, and is shown by its number.
    """

    texts: Texts
    locale: str
    timezone: ZoneInfo
    topics: Mapping[int, str] = field(default_factory=dict)
    broadcasts: Mapping[int, str] = field(default_factory=dict)  # titles
    answers: Mapping[tuple[int, int], str] = field(default_factory=dict)  # broadcast, button
    lists: Mapping[int, int] = field(default_factory=dict)  # their sizes

    def say(self, key: str, /, **values: Any) -> str:
        return self.texts.get(key, self.locale, **values)

    def language(self, code: str) -> str:
        """As the reader calls it, in every window."""
        return shown_language(code, self.locale) if code else self.say("audience-language-unknown")

    def source(self, code: str) -> str:
        return isolated(code, LONGEST) if code else self.say("source-none")

    def broadcast(self, number: int) -> str:
        return self.broadcasts.get(number) or self.say("broadcast-number", number=str(number))

    def day(self, seconds: int) -> str:
        return shown_date(seconds, self.timezone, self.texts, self.locale)

    def any_of(self, names: list[str]) -> str:
        """Any of them will do."""
        return self.say("cond-or").join(names)


def short(audience: Audience, reader: Reader) -> str:
    """In a few words; "Everyone" where nobody is left out."""
    parts = [said(one, reader) for one in audience.must]
    parts += [reader.say("cond-not", condition=said(one, reader)) for one in audience.must_not]
    if audience.since is not None:
        parts.insert(0, reader.say("cond-since", title=reader.broadcast(audience.since)))
    if not parts:
        return reader.say("summary-everyone")
    shown = ", ".join(isolated(part, LONGEST_SHORT * 2) for part in parts[:MOST_SHORT])
    rest = len(parts) - MOST_SHORT
    return f"👥 {shown} +{rest}" if rest > 0 else f"👥 {shown}"


@singledispatch
def said(condition: Condition, reader: Reader) -> str:  # noqa: ARG001 - the others' shape
    """One condition."""
    raise TypeError(f"a condition without words: {condition.kind}")


@said.register
def _(condition: InLanguage, reader: Reader) -> str:
    names = [reader.language(code) for code in condition.codes]
    return reader.say("cond-language", values=reader.any_of(names))


@said.register
def _(condition: FromSource, reader: Reader) -> str:
    names = [reader.source(code) for code in condition.codes]
    return reader.say("cond-source", values=reader.any_of(names))


@said.register
def _(condition: Joined, reader: Reader) -> str:
    if condition.within is not None:
        return reader.say("cond-joined-within", days=condition.within)
    after, before = condition.after, condition.before
    if after is not None and before is not None:
        last = reader.day(before - 1)
        return reader.say("cond-joined-between", first=reader.day(after), last=last)
    if after is not None:
        return reader.say("cond-joined-after", day=reader.day(after))
    return reader.say("cond-joined-before", day=reader.day(before or 0))


@said.register
def _(condition: LastSeen, reader: Reader) -> str:
    if condition.within is not None:
        return reader.say("cond-seen-within", days=condition.within)
    if condition.longer is not None:
        return reader.say("cond-seen-longer", days=condition.longer)
    if condition.after is not None:
        return reader.say("cond-seen-after", day=reader.day(condition.after))
    return reader.say("cond-seen-before", day=reader.day(condition.before or 0))


@said.register
def _(condition: Tagged, reader: Reader) -> str:
    names = [isolated(name, LONGEST) for name in condition.names]
    return reader.say("cond-tag", values=reader.any_of(names))


@said.register
def _(condition: FieldIs, reader: Reader) -> str:
    name = isolated(condition.name, LONGEST)
    if condition.test == FieldTest.IS_SET or condition.value is None:
        return reader.say("cond-field-set", name=name)
    value = isolated(condition.value, LONGEST)
    return reader.say(FIELD_KEYS[condition.test], name=name, value=value)


@said.register
def _(condition: WantsTopic, reader: Reader) -> str:
    name = reader.topics.get(condition.topic)
    shown = isolated(name, LONGEST) if name else f"#{condition.topic}"
    return reader.say("cond-topic", name=shown)


@said.register
def _(condition: InChat, reader: Reader) -> str:
    names = [reader.say(CHAT_KEYS[kind]) for kind in condition.kinds]
    return reader.say("cond-chat", values=reader.any_of(names))


@said.register
def _(condition: InBroadcast, reader: Reader) -> str:
    return reader.say(FATE_KEYS[condition.fate], title=reader.broadcast(condition.broadcast))


@said.register
def _(condition: Answered, reader: Reader) -> str:
    title = reader.broadcast(condition.broadcast)
    if condition.silent:
        return reader.say("cond-silent", title=title)
    if not condition.buttons:
        return reader.say("cond-answered", title=title)
    names = [
        reader.answers.get((condition.broadcast, number)) or f"#{number + 1}"
        for number in condition.buttons
    ]
    return reader.say("cond-answered-so", title=title, values=reader.any_of(names))


@said.register
def _(condition: Clicked, reader: Reader) -> str:
    title = reader.broadcast(condition.broadcast)
    if condition.url is None:
        return reader.say("cond-clicked", title=title)
    return reader.say("cond-clicked-link", title=title, url=shown_link(condition.url))


@said.register
def _(condition: AtRandom, reader: Reader) -> str:
    if condition.percent is not None:
        return reader.say("cond-random-share", percent=str(condition.percent))
    return reader.say("cond-random-number", count=condition.count or 0)


@said.register
def _(condition: InList, reader: Reader) -> str:
    size = reader.lists.get(condition.number, 0)
    return reader.say("cond-list", count=size)
