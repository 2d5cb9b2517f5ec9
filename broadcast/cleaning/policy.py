"""When the silent ones may be asked, and how long nobody is after an answer. Decides, and asks
nobody."""

from botapi.outcome import Outcome, Verdict
from broadcast.sending.outcomes import FINAL
from db.cleaning.walks import Walk
from db.schema.states import SubscriberState

DAY = 86_400  # seconds
SILENT = 60 * DAY  # without a word or a tap; nor was any broadcast received for a CYCLE
CYCLE = 30 * DAY  # from the beginning of one walk to that of the next: nobody is asked more often

APART = 1.0  # seconds between two questions
BUSY = 10.0  # seconds until it is looked again whether something is being sent
AFTER_FLOOD = 3_600.0  # at least: whatever Telegram wants to be left alone for, this can wait
AFTER_SILENCE = 300.0  # no answer came
AFTER_REFUSED_TOKEN = 3_600.0
LONGEST = 3_600.0  # between two looks at the clock, which may be set

_RESTS = {
    Verdict.UNCERTAIN: AFTER_SILENCE,
    Verdict.NOT_SENT: AFTER_SILENCE,
    Verdict.WITHHELD: BUSY,
    Verdict.TOKEN: AFTER_REFUSED_TOKEN,
}
_ASK_AGAIN = frozenset({Verdict.FLOODED, Verdict.NOT_SENT, Verdict.WITHHELD, Verdict.TOKEN})


def rest_after(outcome: Outcome) -> float:
    """Seconds until the next question."""
    if outcome.verdict is Verdict.FLOODED:
        return max(AFTER_FLOOD, outcome.retry_after)
    return _RESTS.get(outcome.verdict, APART)


def was_asked(outcome: Outcome) -> bool:
    """False: the same one is asked again after the rest."""
    return outcome.verdict not in _ASK_AGAIN


def found_gone(outcome: Outcome) -> SubscriberState | None:
    """What a delivery with that answer would say of the subscriber."""
    return FINAL[outcome.verdict][1] if outcome.verdict in FINAL else None


def next_walk_in(walk: Walk, now: float) -> float:
    """Seconds until another one may begin; 0: now. A clock that was set back puts nothing off."""
    if walk.ended is None:
        return 0.0
    return max(0.0, min(walk.began + CYCLE - now, CYCLE))
