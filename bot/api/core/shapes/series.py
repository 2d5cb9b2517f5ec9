"""Series, and who is put into one."""

from typing import Annotated

from pydantic import Field

from bot.api.core.shapes.base import Asked, ChatId, Told

MOST_AT_ONCE = 1_000


class SeriesView(Told):
    """`waiting`: for their next step; `finished`: got the last one."""

    id: int
    name: str
    state: str
    steps: int
    waiting: int
    finished: int


class SeriesListView(Told):
    items: list[SeriesView]


class EnrolmentShape(Asked):
    """Whoever is unknown, not subscribed, in it already, or does not meet its conditions, is left
    out."""

    chat_ids: Annotated[list[ChatId], Field(min_length=1, max_length=MOST_AT_ONCE)]


class EnrolledView(Told):
    """`waiting`: how many are in it now, of those who were named."""

    series: int
    waiting: int
