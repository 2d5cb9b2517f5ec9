"""Which tag is looked at, and what its windows say once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class TagSession(DialogData):
    tag_id: int | None = None  # None: a new one
    taking: bool = False  # it is taken from people, else put on them
    segment_id: int | None = None  # whose people are asked about; None: everyone
    said: str | None = None  # once, in the admin's words
