"""How versions are tried: on which share of the audience, and for how long."""

from dataclasses import dataclass
from typing import Self

from botapi.call import JsonObject

MOST_VERSIONS = 4
SHARE = 10  # percent of the audience for each version
HOUR = 3_600  # seconds
WAIT = 4 * HOUR


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionTest:
    """What is asked for in the draft; it means something where there are two versions or more."""

    share: int = SHARE  # percent of the audience that each version goes to at first
    seconds: int | None = WAIT  # from when all of these have it; None: an admin decides by hand

    def share_of_each(self, versions: int) -> int:
        """As it can be: all of them together are no more than everybody."""
        return max(1, min(self.share, 100 // versions))

    def holds_back(self, versions: int) -> bool:
        """Whether anybody waits. Else it is a comparison, with nothing to decide."""
        return versions > 1 and self.share_of_each(versions) < 100 // versions

    @classmethod
    def load(cls, data: JsonObject) -> Self:
        return cls(share=data.get("share", SHARE), seconds=data.get("seconds", WAIT))
