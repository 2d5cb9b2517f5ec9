"""Subscribers and what is known of them; tags, fields, segments."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from bot.api.core.shapes.audience import AudienceShape
from bot.api.core.shapes.base import Asked, Name, Told

MOST_AT_ONCE = 50


class SubscriberView(Told):
    chat_id: int
    kind: str
    state: str
    first_name: str
    username: str | None
    language: str | None
    source: str | None
    joined_at: datetime | None
    tags: list[str]
    fields: dict[str, str]


class SubscriberChange(Asked):
    """All of it or nothing. Tags and fields that are not there yet are made; a field that is null
    is forgotten."""

    tag: list[Name] = Field(default_factory=list, max_length=MOST_AT_ONCE)
    untag: list[Name] = Field(default_factory=list, max_length=MOST_AT_ONCE)
    fields: dict[Annotated[str, Field(min_length=1, max_length=64)], str | None] = Field(
        default_factory=dict, max_length=MOST_AT_ONCE
    )


class GoneView(Told):
    """`changed`: false where it was so before."""

    chat_id: int
    changed: bool


class TagView(Told):
    """`count`: how many active subscribers have it."""

    name: str
    count: int


class NewName(Asked):
    name: Name


class FieldView(Told):
    """`count`: of how many active subscribers it is known."""

    name: str
    count: int


class NewSegment(Asked):
    name: Name
    audience: AudienceShape


class SegmentView(Told):
    """`audience`: its conditions as they are stored, in words of docs/api.md."""

    name: str
    audience: dict[str, object]


class NamedView(Told):
    name: str


class TagsView(Told):
    items: list[TagView]


class FieldsView(Told):
    items: list[FieldView]


class SegmentsView(Told):
    items: list[SegmentView]


class HaltView(Told):
    reason: str
    seconds: int


class StatusView(Told):
    """`halts`: why nothing can be sent just now; it goes on by itself."""

    bot_id: int
    username: str | None
    able_to_send: bool
    halts: list[HaltView]
    subscribers: dict[str, int]
    unfinished: list[int]
    drafts: int
    planned: int
