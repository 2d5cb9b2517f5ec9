"""Which topic is looked at, and what its window says once."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicSession(DialogData):
    topic_id: int | None = None  # None: a new one
    refused: str | None = None  # why a name was not taken (broadcast/doors/audience/topics.py)
