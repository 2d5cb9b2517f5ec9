"""Somebody who says /start and /stop faster than it is written is taken at their last word."""

from dataclasses import dataclass

from bot.decoding.gist import Gist, RawUpdate

Speaker = tuple[int | None, int | None]  # chat and user: they are served one update at a time


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    gist: Gist
    raw: RawUpdate


class LastWords:
    """Keeps two for each speaker: the last wish, and the last news about the bot's own place.

    They are no words about the same thing: whoever said /stop and unblocked the bot then wants no
    news all the same.
    """

    def __init__(self) -> None:
        self._kept: dict[Speaker, list[Waiting]] = {}

    def put(self, speaker: Speaker, gist: Gist, raw: RawUpdate) -> int | None:
        """The number of the one that does not count any more."""
        kept = self._kept.setdefault(speaker, [])
        older = next((one for one in kept if one.gist.tells == gist.tells), None)
        if older is not None:
            kept.remove(older)
        kept.append(Waiting(gist=gist, raw=raw))
        return None if older is None else older.gist.number

    def pop(self, speaker: Speaker) -> Waiting | None:
        """The next one to be handled."""
        kept = self._kept.get(speaker)
        if kept is None:
            return None
        first = kept.pop(0)
        if not kept:
            del self._kept[speaker]
        return first


def speaker_of(gist: Gist) -> Speaker:
    return (
        gist.place.id if gist.place else None,
        gist.sender.id if gist.sender else None,
    )
