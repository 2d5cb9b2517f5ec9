"""What the windows of composing are about: which version, which of its messages, which reader."""

from collections.abc import Sequence

from broadcast.doors.composing.personal_texts import Reader
from handlers.admin.compose.message_list import Entry
from handlers.admin.compose.session import DraftSession, remember
from handlers.admin.compose.traces import VariantKey
from handlers.admin.dialog_data import DialogMemory


class Focus:
    """Kept in the dialog's data."""

    def __init__(self, manager: DialogMemory) -> None:
        self._manager = manager

    @property
    def index(self) -> int:
        """Which of the draft's messages."""
        return self._session.index

    @property
    def added(self) -> int:
        """How many messages were added since the window for that was opened."""
        return self._session.added

    @property
    def variant(self) -> VariantKey:
        """Which version, in which language."""
        return VariantKey(self._session.ab, self._session.language)

    @property
    def version(self) -> int:
        return self._session.ab

    @property
    def language(self) -> str | None:
        """None: that of everybody else."""
        return self._session.language

    @property
    def asked_for(self) -> str | None:
        """The language whose first message is awaited."""
        return self._session.awaited

    @property
    def reader(self) -> Reader:
        """Whose values the preview shows."""
        return Reader(self._session.reader)

    @property
    def files(self) -> tuple[tuple[str, str, str], ...]:
        """Those that a rich message's source may show: number, kind, file_id."""
        return self._session.files

    @property
    def is_adding(self) -> bool:
        """Whether the source that is asked for becomes one more message of the list."""
        return self._session.adding

    def turn_to(self, index: int) -> None:
        remember(self._manager, index=index)

    def count_added(self, added: int) -> None:
        remember(self._manager, added=added)

    def turn_to_variant(self, key: VariantKey) -> None:
        version, language = key
        remember(self._manager, ab=version, language=language, awaited=None, index=0, added=0)

    def turn_to_language(self, language: str | None) -> None:
        """Of the same version."""
        self.turn_to_variant(VariantKey(self.version, language))

    def ask_for(self, language: str | None) -> None:
        """None: for no language any more."""
        remember(self._manager, awaited=language)

    @property
    def refused_file(self) -> Entry | None:
        """A source that could not be taken, as the file that it is."""
        file = self._session.file
        return None if file is None else Entry.load(file)

    def keep_refused_file(self, entry: Entry | None) -> None:
        remember(self._manager, file=None if entry is None else entry.data())

    def read_as(self, reader: Reader) -> None:
        remember(self._manager, reader=str(reader))

    def keep_files(self, files: Sequence[tuple[str, str, str]]) -> None:
        remember(self._manager, files=tuple(files))

    def ask_for_source(self, *, adding: bool) -> None:
        remember(self._manager, adding=adding)

    @property
    def _session(self) -> DraftSession:
        return DraftSession.of(self._manager)
