"""An item of a feed, as far as a message can say it."""

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

LATEST = 2**31 - 1  # Unix seconds; Bot API: a 32-bit number
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_NAME = 200, 1_000, 64  # characters
LONGEST_LINK = LONGEST_ID = 2_048


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedItem:
    """Plain words without formatting, on one line each; links are http or https, or "". What the
    feed does not say is empty."""

    id: str = ""
    title: str = ""
    link: str = ""
    summary: str = ""
    author: str = ""
    image: str = ""  # the address of a picture
    published_at: int | None = None  # Unix seconds

    @property
    def says_anything(self) -> bool:
        return bool(self.title or self.link or self.summary)

    def dump(self) -> str:
        """JSON of what is said of it; its id is none of that."""
        told = {name: part for name, part in asdict(self).items() if part and name != "id"}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def load(cls, said: str) -> Self:
        return cls(**json.loads(said))

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        """From what the reading process has found."""
        item = cls(**{name: told[name] for name in cls.__dataclass_fields__ if name in told})
        at = item.published_at
        return item if at is None or 0 <= at <= LATEST else replace(item, published_at=None)
