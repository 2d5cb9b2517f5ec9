"""What the windows of composing say once: noted by a tap or a message, taken by the next window."""

from collections.abc import Mapping, Sequence

from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.session import DraftSession, remember
from handlers.admin.dialog_data import DialogMemory


class Remarks:
    """Kept in the dialog's data. A window that says something new no longer stands right below the
    preview where a message came between: those are *displaced*."""

    def __init__(self, manager: DialogMemory) -> None:
        self._manager = manager

    def note(self, note: ComposeNote) -> None:
        remember(self._manager, note=note)

    def take_note(self) -> ComposeNote | None:
        """What there is to say; it is not said again."""
        note = DraftSession.of(self._manager).note
        remember(self._manager, note=None)
        return note

    def say(self, words: str) -> None:
        """Where a note has no room for what it is about."""
        remember(self._manager, said=words)

    def take_said(self) -> str | None:
        """It is not said again."""
        words = DraftSession.of(self._manager).said
        remember(self._manager, said=None)
        return words

    def refuse(self, kind: str, details: Mapping[str, str]) -> None:
        """What came cannot be broadcast; it stands above the window. `details` are quoted."""
        quoted = tuple(details.items())
        remember(self._manager, displaced=True, unusable=kind, unusable_details=quoted)

    def name_mistakes(
        self, mistakes: Sequence[tuple[int, str, str]], *, gaps: tuple[int, ...]
    ) -> None:
        """Lines that describe no buttons; they stand above the window."""
        remember(self._manager, displaced=True, mistakes=tuple(mistakes), gaps=gaps)

    def refuse_cap(self) -> None:
        remember(self._manager, displaced=True, bad_cap=True)

    def refuse_typed(self) -> None:
        """A share or a time."""
        remember(self._manager, displaced=True, bad_typed=True)
