"""What follows when a broadcast was changed and that is committed."""

from broadcast.doors.reports import Reports
from broadcast.model.broadcast import Broadcast
from broadcast.model.events import BroadcastChanged, Events
from broadcast.sending.engine import Engine


class Effects:
    """The engine looks at it again, and whoever listens is told."""

    def __init__(self, engine: Engine, events: Events, reports: Reports) -> None:
        self._engine = engine
        self._events = events
        self._reports = reports

    async def apply(self, broadcast_id: int) -> Broadcast:
        """The broadcast as it is now."""
        await self._engine.reload()
        self.tell(broadcast_id)
        return await self._reports.get(broadcast_id)

    def tell(self, broadcast_id: int) -> None:
        self._events.say(BroadcastChanged(broadcast_id=broadcast_id))
