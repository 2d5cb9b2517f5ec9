"""What a run's guards ask for: that it pauses itself, and why."""

from dataclasses import dataclass

from db.schema.states import PauseReason


@dataclass(frozen=True, kw_only=True, slots=True)
class StopRequest:
    """A decision; whoever gets it acts (broadcast/sending/self_pause.py)."""

    reason: PauseReason
    detail: str | None = None  # Telegram's words, or a count
