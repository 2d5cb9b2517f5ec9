"""An inquiry on its own: what happens is told by hand, what it asks is answered from a table."""

from collections.abc import Mapping
from typing import Any

from broadcast.certainty.doubts import Answer, Ask, Close, Doubt, Kind, Step, Stop, Verdict, Wait
from broadcast.certainty.inquiry import Inquiry
from broadcast.certainty.numbers import Numbers
from broadcast.certainty.sharing import Sharing

BEFORE = 1_000  # the highest number when the scene begins
CLOSES = 90.0
OWN = "own"
BOTH = frozenset(Kind)


class Scene:
    def __init__(self, *, of_account: bool = True, most_missing: int = 100) -> None:
        self.sharing = Sharing()
        self.under_way: set[int] = set()
        self.asked: list[tuple[int, int]] = []
        self.closings = 0
        self.inquiry = Inquiry(
            Numbers.load(f"{BEFORE} 0 1"),
            self.sharing,
            under_way=self.under_way.__contains__,
            of_account=of_account,
            most_missing=most_missing,
        )

    def doubt(self, chat_id: int, **changes: Any) -> Doubt:
        """Of the call that left first, at moment 0, with a button of its own; or as told."""
        given: dict[str, Any] = {
            "run_id": 1,
            "subscriber_id": chat_id,
            "step": 0,
            "chat_id": chat_id,
            "low": BEFORE,
            "closes_at": CLOSES,
            "markup": OWN,
        }
        given |= changes
        given.setdefault("own_data", given["markup"] == OWN)
        made = Doubt(**given)
        self.inquiry.doubt(made)
        return made

    def sent(self, *numbers: int, left_at: float = 1.0) -> None:
        low = min(numbers) - 1
        self.inquiry.sent(numbers, low=low, left_at=left_at, now=left_at + 0.1)

    def close(self, number: int, *, at: float = CLOSES) -> None:
        """A call leaves then, and takes that number; every update before it has been read."""
        self.sent(number, left_at=at)
        self.inquiry.heard(at + 1)

    def run(
        self,
        answers: Mapping[tuple[int, int], Answer] | None = None,
        *,
        at: float = CLOSES + 1,
        calibrated: frozenset[Kind] = BOTH,
        well: bool = True,
        asked_at: float | None = None,
    ) -> list[Step]:
        """What it says until it waits: verdicts and stops. Unless told, a number is not there."""
        told: list[Step] = []
        for _ in range(10_000):
            step = self.inquiry.next(at, well=well, calibrated=calibrated)
            match step:
                case Ask(doubt, number):
                    self.asked.append((doubt.chat_id, number))
                    answer = (answers or {}).get((doubt.chat_id, number), Answer.NOT_FOUND)
                    asked = at if asked_at is None else asked_at
                    self.inquiry.answered(step, answer, asked_at=asked)
                    if answer is Answer.LATER or asked < doubt.closes_at:
                        return told
                case Verdict() | Stop():
                    told.append(step)
                case Close():
                    self.closings += 1
                case Wait():
                    return told
        raise AssertionError("it never waits")

    def verdicts(self, *args: Any, **named: Any) -> dict[int, tuple[str, str, tuple[int, ...]]]:
        """By chat: outcome, reason, numbers."""
        return {
            one.doubt.chat_id: (one.found.name.lower(), one.reason.value, one.numbers)
            for one in self.run(*args, **named)
            if isinstance(one, Verdict)
        }
