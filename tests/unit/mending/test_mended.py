"""What an answer means for one message of a mending, and what its recipient ends as."""

import pytest

from botapi.outcome import Outcome, Verdict
from broadcast.mending.outcomes import Became, Ended, became_of, end_of, together
from db.schema.states import DeliveryState, RunKind, SkipReason

EDIT, RECALL, PIN = RunKind.EDIT, RunKind.RECALL, RunKind.PIN
DONE, GONE, LATE, WORDS = None, SkipReason.GONE, SkipReason.LATE, "the moon is full"
SENT, SKIPPED, FAILED = DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED


@pytest.mark.parametrize(
    ("kind", "verdict", "became"),
    [
        (RECALL, Verdict.SENT, Ended(how=DONE)),
        (RECALL, Verdict.GONE, Ended(how=GONE)),
        (RECALL, Verdict.FIXED, Ended(how=LATE)),
        (EDIT, Verdict.FIXED, Ended(how=WORDS)),
        (PIN, Verdict.FAILED, Ended(how=WORDS)),
        (RECALL, Verdict.UNCERTAIN, Became.AGAIN),
        (EDIT, Verdict.CONTENT, Became.AS_EVER),  # for the guard to judge
        (EDIT, Verdict.UNKNOWN, Became.AS_EVER),
        (RECALL, Verdict.CONTENT, Ended(how=WORDS)),  # 413 of somebody in between
        *(
            (RECALL, one, Became.AS_EVER)
            for one in (
                Verdict.BLOCKED,
                Verdict.FLOODED,
                Verdict.NOT_SENT,
                Verdict.TOKEN,
                Verdict.MIGRATED,
            )
        ),
    ],
)
def test_what_an_answer_means(kind: RunKind, verdict: Verdict, became: Ended | Became) -> None:
    assert became_of(kind, Outcome(verdict=verdict, detail=WORDS)) == became


def test_a_dice_that_cannot_be_deleted_is_too_young() -> None:
    refused = Outcome(verdict=Verdict.FIXED, detail=WORDS)
    assert became_of(RECALL, refused, dice=True) == Ended(how=WORDS)


@pytest.mark.parametrize(
    ("messages", "unsure", "end"),
    [
        ([DONE], False, (SENT, None)),
        ([DONE], True, (SKIPPED, SkipReason.UNKNOWN)),
        ([GONE, DONE, GONE], False, (SENT, None)),
        ([GONE, GONE], False, (SKIPPED, GONE)),
        ([GONE], True, (SKIPPED, SkipReason.UNKNOWN)),
        ([DONE, LATE, DONE], False, (SKIPPED, LATE)),
        ([DONE, WORDS, DONE], False, (FAILED, WORDS)),
        ([WORDS, LATE], True, (SKIPPED, LATE)),
        ([WORDS], True, (FAILED, WORDS)),
    ],
)
def test_of_several_messages_what_weighs_most(
    messages: list[str | None], unsure: bool, end: tuple[DeliveryState, str | None]
) -> None:
    how: str | None = "an earlier try"
    for step, one in enumerate(messages):
        how = together(how, one, first=step == 0)
    assert end_of(how, unsure=unsure) == end
