"""Which segment is looked at, and what its window says once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentSession(DialogData):
    segment_id: int = 0
    refused: str | None = None  # why a name was not taken (broadcast/doors/audience/naming.py)
