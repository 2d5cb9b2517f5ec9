"""What the compose dialog remembers from one window to the next, with types and a version.

The draft itself stands in the database. Here is only which one it is, and what the next window is
to say once about what has just happened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Self

from handlers.admin.compose.notes import ComposeNote
from handlers.admin.dialog_data import DialogMemory, OutdatedSession

VERSION = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftSession:
    """The dialog's data."""

    draft_id: int | None = None  # None: nothing was composed yet
    displaced: bool = False  # the preview is not right above the window, or not what it shows now
    audience: str | None = None  # whom the draft will be for, once it is begun: as it is stored
    index: int = 0  # of the draft's messages, which one a window is about
    added: int = 0  # messages that were added since the window for that was opened
    files: tuple[tuple[str, str, str], ...] = ()  # for a rich message: number, kind, file_id
    adding: bool = False  # whether its source becomes one more message
    file: Mapping[str, Any] | None = None  # a source that was refused, as the file that it is
    # Said once, each by its window.
    note: ComposeNote | None = None
    said: str | None = None  # in the admin's words
    unusable: str | None = None  # the kind of a message that cannot be broadcast
    unusable_details: tuple[tuple[str, str], ...] = ()  # what of it is quoted, by name
    reader: str = "typical"  # whose values the preview shows
    ab: int = 0  # the version that the windows are about; 0: A
    language: str | None = None  # and which of its languages; None: the first
    awaited: str | None = None  # the language whose first message is asked for
    # Lines that describe no buttons: which, why, and what they say.
    mistakes: tuple[tuple[int, str, str], ...] = ()
    gaps: tuple[int, ...] = ()  # where these belong, once they are right: see buttons/lines.py
    bad_cap: bool = False  # what was typed is no number of Stars
    bad_typed: bool = False  # nor a share, nor a time, nor the number of recipients
    at: int | None = None  # when it is to go out, Unix seconds; None: at once
    own: bool = False  # when everybody's own clock shows that
    counted: int = 0  # recipients, as the question before the launch has told

    @classmethod
    def of(cls, manager: DialogMemory) -> Self:
        """Raises OutdatedSession."""
        return cls.read(manager.dialog_data)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From a dialog's data, which is empty where the dialog has just begun.

        Raises OutdatedSession.
        """
        if not data:
            return cls()
        if data.get("version") != VERSION:
            raise OutdatedSession
        note = data.get("note")
        return cls(
            draft_id=data.get("draft_id"),
            displaced=bool(data.get("displaced")),
            audience=data.get("audience"),
            index=data.get("index", 0),
            added=data.get("added", 0),
            files=tuple((number, kind, file_id) for number, kind, file_id in data.get("files", ())),
            adding=bool(data.get("adding")),
            file=data.get("file"),
            note=None if note is None else ComposeNote(note),
            said=data.get("said"),
            unusable=data.get("unusable"),
            unusable_details=tuple((one, what) for one, what in data.get("unusable_details", ())),
            reader=data.get("reader", "typical"),
            ab=data.get("ab", 0),
            language=data.get("language"),
            awaited=data.get("awaited"),
            mistakes=tuple(
                (number, mistake, "".join(line))
                for number, mistake, *line in data.get("mistakes", ())
            ),
            gaps=tuple(data.get("gaps", ())),
            bad_cap=bool(data.get("bad_cap")),
            bad_typed=bool(data.get("bad_typed")),
            at=data.get("at"),
            own=bool(data.get("own")),
            counted=data.get("counted", 0),
        )

    def save(self, manager: DialogMemory) -> None:
        """It reaches the database with the window that is shown."""
        manager.dialog_data.clear()
        manager.dialog_data.update(self.data())

    def data(self) -> dict[str, Any]:
        """As JSON holds it, without what is as at the beginning."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        news = {name: value for name, value in told.items() if value != _AT_FIRST[name]}
        return {"version": VERSION, **news}


_AT_FIRST = {one.name: one.default for one in fields(DraftSession)}


def remember(manager: DialogMemory, **changes: Any) -> None:
    """Change some of it. It is read anew each time: several hold on to the same data."""
    replace(DraftSession.of(manager), **changes).save(manager)
