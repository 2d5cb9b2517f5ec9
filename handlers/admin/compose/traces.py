"""What a draft has to do with its author's chat; it is noted with the draft, as JSON.

So a draft is taken up again whatever became of the dialog that it was composed in. The names stand
in databases: rename none.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Self


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
    # The same of its versions in other languages.
    versions: Mapping[str, tuple[MessageTrace, ...]] = field(default_factory=dict)
    preview: tuple[int, ...] = ()  # the messages that show it
    refused: str | None = None  # Telegram's words when it refused to show it
    refused_at: int = 0  # which of its messages that was
    perhaps_theirs: bool = False  # whether these may be about the author

    @property
    def lost(self) -> tuple[str, ...]:
        """What of its messages cannot come along."""
        everything = chain(self.sources, *self.versions.values())
        return tuple(dict.fromkeys(what for source in everything for what in source.lost))

    def of(self, language: str | None) -> tuple[MessageTrace, ...]:
        """The sources of a version; None: of the first."""
        return self.sources if language is None else self.versions.get(language, ())

    def with_sources(self, language: str | None, sources: tuple[MessageTrace, ...]) -> Self:
        if language is None:
            return replace(self, sources=sources)
        return replace(self, versions={**self.versions, language: sources})

    def without(self, language: str) -> Self:
        kept = {code: made for code, made in self.versions.items() if code != language}
        return replace(self, versions=kept)

    def where(self, message_ids: Collection[int], language: str | None = None) -> int | None:
        """Which message of that version these of the author's were made into, or one of them."""
        wanted = set(message_ids)
        sources = self.of(language)
        found = (n for n, source in enumerate(sources) if not wanted.isdisjoint(source.ids))
        return next(found, None)

    def version_with(self, message_id: int) -> tuple[str | None] | None:
        """The language of the version that the author's message belongs to; None: it is of none."""
        languages = (None, *self.versions)
        found = (one for one in languages if self.where([message_id], one) is not None)
        return next(((one,) for one in found), None)

    @classmethod
    def read(cls, notes: Mapping[str, Any]) -> Self:
        return cls(
            sources=_sources(notes),
            versions={
                language: tuple(MessageTrace.read(one) for one in made)
                for language, made in notes.get("versions", {}).items()
            },
            preview=tuple(notes.get("preview") or ()),
            refused=notes.get("refused"),
            refused_at=notes.get("refused_at", 0),
            perhaps_theirs=bool(notes.get("perhaps_theirs")),
        )

    def notes(self) -> dict[str, Any]:
        """Without what is not known."""
        told = {
            "sources": [source.notes() for source in self.sources],
            "versions": {
                language: [source.notes() for source in made]
                for language, made in self.versions.items()
            },
            "preview": list(self.preview),
            "refused": self.refused,
            "refused_at": self.refused_at,
            "perhaps_theirs": self.perhaps_theirs,
        }
        return {name: value for name, value in told.items() if value}


def _sources(notes: Mapping[str, Any]) -> tuple[MessageTrace, ...]:
    """Versions that knew one message for each draft noted what it was by itself."""
    if "source_id" not in notes:
        return tuple(MessageTrace.read(one) for one in notes.get("sources", ()))
    item = SourceItem(message_id=notes["source_id"], face=notes.get("face") or "")
    return (MessageTrace(items=(item,), lost=tuple(notes.get("lost") or ())),)
