"""What the clocks have to do with a broadcast under way: quiet hours, and until when it may be
sent."""

from zoneinfo import ZoneInfo

from broadcast.doors.forecast import Speed, Stands
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.schema.states import BroadcastState
from handlers.admin.wording.moments import near_moment
from handlers.language.texts import Texts


class HourLines:
    """In one language, at one moment; in the bot's own time zone, like all that admins read."""

    def __init__(self, texts: Texts, locale: str, *, now: float, timezone: ZoneInfo) -> None:
        self._texts = texts
        self._locale = locale
        self._now = now
        self._timezone = timezone

    def of(self, broadcast: Broadcast, speed: Speed) -> list[str]:
        """Nothing of one that no hours hold up."""
        if broadcast.is_over:
            return []
        expires_at = Content.load(broadcast.content).options.expires_at
        ends = [] if expires_at is None else [self._say("progress-expires", expires_at)]
        if broadcast.state is not BroadcastState.RUNNING or speed.stands is None:
            return ends
        if expires_at is not None and speed.stands.until >= expires_at:
            return [self._ends(speed.stands, expires_at)]
        return [self._stands(speed.stands), *ends]

    def _stands(self, stands: Stands) -> str:
        key = "progress-stands" if stands.everybody else "progress-some-stand"
        return self._say(key, stands.until, count=stands.people)

    def _ends(self, stands: Stands, expires_at: int) -> str:
        """Before anybody of them may get it: what it would go on with then is nobody."""
        key = "progress-stands-ends" if stands.everybody else "progress-some-end"
        return self._say(key, expires_at, count=stands.people)

    def _say(self, key: str, seconds: int, **values: int) -> str:
        near = near_moment(
            seconds,
            now=self._now,
            timezone=self._timezone,
            texts=self._texts,
            locale=self._locale,
        )
        return self._texts.get(key, self._locale, **near, **values)
