"""What the dialog remembers: the rule as far as it was chosen."""

from dataclasses import dataclass

from handlers.admin.dialog_data import DialogData


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleSession(DialogData):
    draft_id: int | None = None  # that is to be repeated; None: `repeat_id` is to come otherwise
    repeat_id: int | None = None
    days: tuple[int, ...] = ()  # of the week, 0 is Monday
    nth: int = 1
    nth_day: int = 0
    rule: str = ""  # RFC 5545
    chosen_in: str = ""  # the window that it was chosen in, by its name
    clock: str = ""  # HH:MM
    displaced: bool = False  # something was typed below what stands above
    mistake: str = ""  # said once: of a rule that was typed
    part: str = ""  # which of its parts that is about
    bad_clock: str = ""  # said once: what was no time of the day
