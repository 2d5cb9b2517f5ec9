"""Of which repeat the feed is, and what its windows say once."""

from dataclasses import dataclass

from broadcast.model.feeds.feed import FeedFound
from broadcast.model.feeds.item import FeedItem
from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedSession(DialogData):
    repeat_id: int = 0
    url: str = ""  # what was found, until it is chosen
    title: str = ""
    count: int = 0
    newest: str = ""  # FeedItem, as JSON
    said: str = ""  # once, in the admin's words

    @property
    def found(self) -> FeedFound | None:
        if not self.url:
            return None
        newest = FeedItem.load(self.newest) if self.newest else None
        return FeedFound(url=self.url, title=self.title, count=self.count, newest=newest)
