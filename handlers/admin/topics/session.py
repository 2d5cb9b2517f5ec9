"""Which topic is looked at, and what its window says once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicSession(DialogData):
    topic_id: int | None = None  # None: a new one
    waits: bool = False  # it could not be removed: a broadcast was just being set up
    refused: str | None = None  # why a name was not taken (broadcast/doors/audience/topics.py)
