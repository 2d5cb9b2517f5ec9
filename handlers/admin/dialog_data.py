"""What a dialog remembers from one window to the next, with types and a version."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Protocol, Self

VERSION_NAME = "version"


class OutdatedSession(Exception):
    """The dialog was opened by another version of this program.

    What it wrote is not guessed at: the dialog ends.
    """


class DialogMemory(Protocol):
    """What of a DialogManager is needed to remember something, and to know whose it is."""

    @property
    def dialog_data(self) -> dict[str, Any]: ...
    @property
    def middleware_data(self) -> dict[str, Any]: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class DialogData:
    """A dialog's data. Its fields are plain: numbers, texts, and tuples of them.

    Raise VERSION when a field gets another meaning.
    """

    VERSION: ClassVar[int] = 1

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
        known = {one.name for one in fields(cls)}
        if data.get(VERSION_NAME) != cls.VERSION or data.keys() - known - {VERSION_NAME}:
            raise OutdatedSession
        return cls(**{name: _in_tuples(data[name]) for name in known & data.keys()})

    def save(self, manager: DialogMemory) -> None:
        """It reaches the database with the window that is shown."""
        manager.dialog_data.clear()
        manager.dialog_data.update(self.data())

    def data(self) -> dict[str, Any]:
        """As JSON holds it, without what is as at the beginning."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        first = {one.name: one.default for one in fields(self)}
        news = {name: value for name, value in told.items() if value != first[name]}
        return {VERSION_NAME: self.VERSION, **news}


def _in_tuples(value: Any) -> Any:
    """JSON knows lists alone."""
    return tuple(_in_tuples(one) for one in value) if isinstance(value, list) else value
