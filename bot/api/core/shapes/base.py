"""What all shapes have in common."""

from datetime import UTC, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

MOST_ITEMS = 100  # in one answer
MOST_NUMBER = 2**53 - 1  # what JSON's numbers hold in every language

Number = Annotated[int, Field(gt=0, le=MOST_NUMBER)]
ChatId = Annotated[int, Field(ge=-(2**52), le=2**52)]
Name = Annotated[str, Field(min_length=1, max_length=64)]

Item = TypeVar("Item")


class Asked(BaseModel):
    """Of what somebody sends: unknown names and other kinds of values are mistakes."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Told(BaseModel):
    model_config = ConfigDict(frozen=True)

    def dump(self) -> str:
        return self.model_dump_json()


class Page(Told, Generic[Item]):
    """`next`: what to ask with for what follows; null: that was all."""

    items: list[Item]
    next: str | None


def moment(seconds: int | None) -> datetime | None:
    """Unix seconds as they are told."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
