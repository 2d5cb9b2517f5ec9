"""What the dialog remembers: what the moment is for, and what was read so far."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData
from handlers.admin.moments.meaning import Why
from handlers.admin.navigation import Purpose


@dataclass(frozen=True, kw_only=True, slots=True)
class MomentSession(DialogData):
    purpose: str = Purpose.LAUNCH
    clearable: bool = False
    displaced: bool = False  # something was typed below what stands above
    day: str | None = None  # of the calendar: ISO 8601
    moments: tuple[int, ...] = ()  # to choose from: Unix seconds
    why: str = Why.FINE  # it is asked
    mistake: str | None = None  # said once: of handlers/admin/moments/typed/days.py
    typed: str | None = None  # what was no time
