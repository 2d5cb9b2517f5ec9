"""Which field is looked at, and what its windows say once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSession(DialogData):
    field_id: int = 0
    said: str | None = None  # once, in the owner's words
