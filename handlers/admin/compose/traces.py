"""What a draft has to do with its author's chat; it is noted with the draft, as JSON.

So a draft is taken up again whatever became of the dialog that it was composed in. The names stand
in databases: rename none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatTraces:
    """Which messages there belong to it, and what came of showing it."""

    source_id: int | None = None  # the author's message that it was made of
    face: str | None = None  # what that message looked like
    lost: tuple[str, ...] = ()  # what of that message cannot come along
    preview: tuple[int, ...] = ()  # the messages that show it
    refused: str | None = None  # Telegram's words when it refused to show it
    perhaps_theirs: bool = False  # whether these may be about the author

    @classmethod
    def read(cls, notes: Mapping[str, Any]) -> Self:
        return cls(
            source_id=notes.get("source_id"),
            face=notes.get("face"),
            lost=tuple(notes.get("lost") or ()),
            preview=tuple(notes.get("preview") or ()),
            refused=notes.get("refused"),
            perhaps_theirs=bool(notes.get("perhaps_theirs")),
        )

    def notes(self) -> dict[str, Any]:
        """Without what is not known."""
        told = {
            "source_id": self.source_id,
            "face": self.face,
            "lost": list(self.lost),
            "preview": list(self.preview),
            "refused": self.refused,
            "perhaps_theirs": self.perhaps_theirs,
        }
        return {name: value for name, value in told.items() if value}
