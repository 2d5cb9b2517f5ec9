"""Whether this server answers questions about messages as the rules assume."""

from collections import Counter
from dataclasses import dataclass

from broadcast.certainty.doubts import Answer, Kind

PAIRS = 5  # of each kind
HOLDS = 3600.0  # seconds
AGAIN = 3600.0  # seconds after a wrong answer


@dataclass(frozen=True, slots=True)
class Question:
    """About a message that is known: in the chat where it is, or in another.

    It is to be one that was not edited, recalled or forwarded since it was sent, and where it is
    *not there*, its number and the chat are those of two different messages of the counter.
    """

    kind: Kind
    there: bool

    @property
    def right(self) -> Answer:
        return Answer.THERE if self.there else Answer.NOT_FOUND


class Calibration:
    """At each start, and after each hour of use; one wrong answer switches the kind off."""

    def __init__(self) -> None:
        self._right: Counter[Question] = Counter()
        self._since: dict[Kind, float] = {}
        self._wrong: dict[Kind, tuple[float, Question, Answer]] = {}

    def wanted(self, kind: Kind, now: float) -> Question | None:
        """What is to be asked next; None: nothing now."""
        self._expire(kind, now)
        if kind in self._wrong:
            return None
        asked = [Question(kind, there) for there in (True, False)]
        fewest = min(asked, key=lambda question: self._right[question])
        return fewest if self._right[fewest] < PAIRS else None

    def answered(self, question: Question, answer: Answer, *, now: float) -> None:
        """LATER and NOTHING (a person who blocked the bot) tell nothing."""
        if answer is question.right:
            self._right[question] += 1
            self._since.setdefault(question.kind, now)
        elif answer not in (Answer.LATER, Answer.NOTHING):
            self._wrong[question.kind] = now, question, answer

    def passed(self, now: float) -> frozenset[Kind]:
        """The kinds of questions whose answers count."""
        return frozenset(kind for kind in Kind if self._has_passed(kind, now))

    def wrong(self, kind: Kind) -> tuple[Question, Answer] | None:
        """What was answered wrongly, for the log and the admins."""
        return self._wrong[kind][1:] if kind in self._wrong else None

    def _has_passed(self, kind: Kind, now: float) -> bool:
        self._expire(kind, now)
        return kind not in self._wrong and all(
            self._right[Question(kind, there)] >= PAIRS for there in (True, False)
        )

    def _expire(self, kind: Kind, now: float) -> None:
        if kind in self._wrong and now - self._wrong[kind][0] >= AGAIN:
            del self._wrong[kind]
            self._forget(kind)
        if now - self._since.get(kind, now) >= HOLDS:
            self._forget(kind)

    def _forget(self, kind: Kind) -> None:
        self._since.pop(kind, None)
        for there in (True, False):
            del self._right[Question(kind, there)]
