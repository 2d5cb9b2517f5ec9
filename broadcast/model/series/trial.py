"""How playing a series to an admin ends."""

from enum import StrEnum

MINUTE = 60.0  # seconds from one step to the next, whatever the waits are


class TrialEnd(StrEnum):
    DONE = "done"  # all steps were shown
    STOPPED = "stopped"  # by the admin
    RESTARTED = "restarted"  # the bot was; it does not go on
    REFUSED = "refused"  # Telegram refused a step, or did not answer
    GONE = "gone"  # the series was deleted, or has no more steps
