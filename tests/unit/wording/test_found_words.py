"""What was found out about lost answers, in words, and how long they can get."""

import pytest

from broadcast.certainty.doubts import Reason
from broadcast.doors.reporting.findings import FoundGroup, Verdict
from db.certainty.doubts import ERASED, MERGED
from db.schema.states import Found
from handlers.admin.browse.page import RECIPIENTS
from handlers.admin.browse.recipients.getters import SKIP_KEYS
from handlers.admin.wording.findings.verdicts import WHY_KEYS, found_lines, verdict_words
from handlers.language.names import numbered_name
from handlers.language.texts import Texts

TEXTS = Texts("en")
LONGEST = 4_096  # Bot API: sendMessage
ALMOST = 2**52  # no id and no number is larger


def test_each_reason_has_words() -> None:
    assert set(WHY_KEYS) == {*Reason, MERGED, ERASED}


@pytest.mark.parametrize("locale", ["en", "ru"])
def test_a_page_fits_into_a_message(locale: str) -> None:
    name = numbered_name("M" * 200, "u" * 32, -ALMOST)
    skipped = max((TEXTS.get(key, locale) for key in SKIP_KEYS.values()), key=len)
    found = max(
        (
            verdict_words(
                Verdict(
                    found=found, reason=reason, low=10**7, high=10**7 + 999, missing=999, asked=99
                ),
                TEXTS,
                locale,
                then=then,
            )
            for found in Found
            for reason in WHY_KEYS
            for then in ("", skipped)
        ),
        key=len,
    )
    assert len(f"❔ {name}: {found}\n") * RECIPIENTS < LONGEST - 400


def test_evidence_says_which_numbers() -> None:
    def said(low: int | None, high: int | None) -> str:
        verdict = Verdict(found=Found.SENT, reason=Reason.ALONE, low=low, high=high, missing=1)
        return verdict_words(verdict, TEXTS, "en").partition("this chat")[2]

    assert said(50, 60) == " (numbers 51–59, missing: 1, questions: 0)"
    assert said(50, 51) == "", "there was no number"
    assert said(50, None) == ""
    assert said(None, None) == ""


def test_the_commonest_reasons_are_named_and_the_others_counted() -> None:
    reasons = (Reason.SHARED, Reason.FOREIGN, Reason.RIVAL, Reason.PARTIAL, Reason.TOO_LATE)
    groups = [
        FoundGroup(found=Found.UNKNOWN, reason=reason, count=9 - place)
        for place, reason in enumerate(reasons)
    ]
    groups += [
        FoundGroup(found=Found.SENT, reason=Reason.OWN_DATA, count=2),
        FoundGroup(found=Found.SENT, reason=Reason.ALONE, count=1),
        FoundGroup(found=Found.NOT_SENT, reason=Reason.NOT_FOUND, count=2),
        FoundGroup(found=Found.NOT_SENT, reason=Reason.NOT_FOUND, count=5, needless=True),
        FoundGroup(found=None, reason="", count=4),
    ]
    assert found_lines(groups, TEXTS, "en")[1:] == [
        "• it had arrived: 3",
        "• it had not, and was sent then: 2",
        "• it had not, and was not to be sent any more: 5",
        "• cannot be told: 35",
        "• 9 × another program sends with this bot’s token",
        "• 8 × a message is there, but perhaps another program’s",
        "• 7 × two lost messages to this chat, with different buttons",
        "• others: 11",
    ]
    assert found_lines(groups[-1:], TEXTS, "en") == []
