"""What a draft has to do with its author's chat; it is noted with the draft, as JSON.

So a draft is taken up again whatever became of the dialog that it was composed in. The names stand
in databases: rename none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, NamedTuple, Self


class VariantKey(NamedTuple):
    """Which of a draft's variants: of the version A (0) to D, in a language; None: its first."""

    version: int = 0
    language: str | None = None

    @property
    def name(self) -> str:
        """As notes know it. Drafts had languages before they had versions."""
        return f"{self.version}:{self.language or ''}" if self.version else self.language or ""

    @classmethod
    def named(cls, name: str) -> "VariantKey":
        version, colon, language = name.rpartition(":")
        return cls(int(version) if colon else 0, language or None)


FIRST = VariantKey()


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceItem:
    """A message of the author's; two that would be sent alike have the same face."""

    message_id: int
    face: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageTrace:
    """Where one message of the draft comes from: an album has several items."""

    items: tuple[SourceItem, ...] = ()  # none: it was not composed in this chat
    lost: tuple[str, ...] = ()  # what of it cannot come along
    chat_id: int | None = None  # of a forward: where it stands, so that it can be forwarded on
    copy: Mapping[str, Any] | None = None  # of one that goes as forwarded: the call that copies it
    # Of a source that came as a file: the call that sends it otherwise, as a file or as rich.
    other: Mapping[str, Any] | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(item.message_id for item in self.items)

    def with_face(self, message_id: int, face: str) -> Self:
        """That item has changed."""
        changed = SourceItem(message_id=message_id, face=face)
        items = (changed if item.message_id == message_id else item for item in self.items)
        return replace(self, items=tuple(items))

    def notes(self) -> dict[str, Any]:
        told = {
            "items": [[item.message_id, item.face] for item in self.items],
            "lost": list(self.lost),
            "chat_id": self.chat_id,
            "copy": self.copy,
            "other": self.other,
        }
        return {name: value for name, value in told.items() if value}

    @classmethod
    def read(cls, notes: Mapping[str, Any]) -> Self:
        items = (
            SourceItem(message_id=number, face=face) for number, face in notes.get("items", ())
        )
        return cls(
            items=tuple(items),
            lost=tuple(notes.get("lost") or ()),
            chat_id=notes.get("chat_id"),
            copy=notes.get("copy"),
            other=notes.get("other"),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatTraces:
    """Which messages there belong to it, and what came of showing it."""

    sources: tuple[MessageTrace, ...] = ()  # of each message of the draft, in its order
    # The same of its other variants.
    variants: Mapping[VariantKey, tuple[MessageTrace, ...]] = field(default_factory=dict)
    preview: tuple[int, ...] = ()  # the messages that show it
    refused: str | None = None  # Telegram's words when it refused to show it
    refused_at: int = 0  # which of its messages that was
    perhaps_theirs: bool = False  # whether these may be about the author
    # When it is to go out, which nobody knows elsewhere until it is planned: see session.py.
    at: int | None = None
    own: bool = False
    repeat: int | None = None  # it is to become what rounds of that repeat say

    @property
    def lost(self) -> tuple[str, ...]:
        """What of its messages cannot come along."""
        everything = chain(self.sources, *self.variants.values())
        return tuple(dict.fromkeys(what for source in everything for what in source.lost))

    def of(self, key: VariantKey) -> tuple[MessageTrace, ...]:
        """The sources of a variant."""
        return self.sources if key == FIRST else self.variants.get(key, ())

    def with_sources(self, key: VariantKey, sources: tuple[MessageTrace, ...]) -> Self:
        if key == FIRST:
            return replace(self, sources=sources)
        return replace(self, variants={**self.variants, key: sources})

    def without(self, key: VariantKey) -> Self:
        kept = {one: made for one, made in self.variants.items() if one != key}
        return replace(self, variants=kept)

    def copied(self, version: int) -> Self:
        """One more version, a copy of A: what its author edits stays A's alone."""
        copies = {
            VariantKey(version, key.language): tuple(replace(one, items=()) for one in self.of(key))
            for key in self.keys
            if not key.version
        }
        return replace(self, variants={**self.variants, **copies})

    def without_version(self, version: int) -> Self:
        """The later ones move up."""
        kept = {
            VariantKey(key.version - (key.version > version), key.language): self.of(key)
            for key in self.keys
            if key.version != version
        }
        return replace(self, sources=kept.pop(FIRST, ()), variants=kept)

    def where(self, message_ids: Collection[int], key: VariantKey = FIRST) -> int | None:
        """Which message of that variant these of the author's were made into, or one of them."""
        wanted = set(message_ids)
        sources = self.of(key)
        found = (n for n, source in enumerate(sources) if not wanted.isdisjoint(source.ids))
        return next(found, None)

    def variant_with(self, message_id: int) -> VariantKey | None:
        """The variant that the author's message belongs to; None: it is of none."""
        found = (one for one in self.keys if self.where([message_id], one) is not None)
        return next(found, None)

    @property
    def keys(self) -> tuple[VariantKey, ...]:
        return (FIRST, *self.variants)

    @classmethod
    def read(cls, notes: Mapping[str, Any]) -> Self:
        return cls(
            sources=_sources(notes),
            variants={
                VariantKey.named(name): tuple(MessageTrace.read(one) for one in made)
                for name, made in notes.get("versions", {}).items()
            },
            preview=tuple(notes.get("preview") or ()),
            refused=notes.get("refused"),
            refused_at=notes.get("refused_at", 0),
            perhaps_theirs=bool(notes.get("perhaps_theirs")),
            at=notes.get("at"),
            own=bool(notes.get("own")),
            repeat=notes.get("repeat"),
        )

    def notes(self) -> dict[str, Any]:
        """Without what is not known."""
        told = {
            "sources": [source.notes() for source in self.sources],
            "versions": {
                key.name: [source.notes() for source in made] for key, made in self.variants.items()
            },
            "preview": list(self.preview),
            "refused": self.refused,
            "refused_at": self.refused_at,
            "perhaps_theirs": self.perhaps_theirs,
            "at": self.at,
            "own": self.own,
            "repeat": self.repeat,
        }
        return {name: value for name, value in told.items() if value}


def _sources(notes: Mapping[str, Any]) -> tuple[MessageTrace, ...]:
    """Versions that knew one message for each draft noted what it was by itself."""
    if "source_id" not in notes:
        return tuple(MessageTrace.read(one) for one in notes.get("sources", ()))
    item = SourceItem(message_id=notes["source_id"], face=notes.get("face") or "")
    return (MessageTrace(items=(item,), lost=tuple(notes.get("lost") or ())),)
