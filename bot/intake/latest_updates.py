"""Somebody who says /start and /stop faster than it is written is taken at their last word."""

from dataclasses import dataclass

from bot.decoding.essentials import Essentials, RawUpdate

Sender = tuple[int | None, int | None]  # chat and user: they are served one update at a time


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    essentials: Essentials
    raw: RawUpdate


class LatestUpdates:
    """Keeps two for each sender: the last request, and the last news about the bot's own place.

    They are no words about the same thing: whoever said /stop and unblocked the bot then wants no
    news all the same.
    """

    def __init__(self) -> None:
        self._kept: dict[Sender, list[Waiting]] = {}

    def put(self, sender: Sender, essentials: Essentials, raw: RawUpdate) -> int | None:
        """The number of the one that does not count any more."""
        kept = self._kept.setdefault(sender, [])
        same = (one for one in kept if _subject(one.essentials) == _subject(essentials))
        older = next(same, None)
        if older is not None:
            kept.remove(older)
        kept.append(Waiting(essentials=essentials, raw=raw))
        return None if older is None else older.essentials.number

    def pop(self, sender: Sender) -> Waiting | None:
        """The next one to be handled."""
        kept = self._kept.get(sender)
        if kept is None:
            return None
        first = kept.pop(0)
        if not kept:
            del self._kept[sender]
        return first


def sender_of(essentials: Essentials) -> Sender:
    return (
        essentials.place.id if essentials.place else None,
        essentials.sender.id if essentials.sender else None,
    )


def _subject(update: Essentials) -> bool:
    return update.is_membership_change
