"""The report beyond its figures: by message, by version, and who left."""

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from db.records import LeaversRow, TallyRow
from db.schema.states import DeliveryState
from handlers.admin.browse.report.words import DAY, leaver_lines, message_lines, version_lines
from handlers.admin.wording.languages import shown_language
from handlers.language.texts import Texts

TEXTS = Texts("en")
_D = DeliveryState


def calls(count: int) -> tuple[Call, ...]:
    return tuple(Call(method="sendMessage", params={"text": str(one)}) for one in range(count))


def test_each_message_counts_who_has_it_for_certain() -> None:
    """Who is uncertain about the second has the first; who got all has all."""
    tallies = [
        TallyRow(0, _D.SENT, 2, 90),
        TallyRow(0, _D.UNCERTAIN, 1, 3),
        TallyRow(0, _D.FAILED, 2, 2),
        TallyRow(0, _D.BLOCKED, 0, 5),
    ]
    assert message_lines(tallies, Content(message=calls(3)), TEXTS, "en")[1:] == [
        "1. 95",
        "2. 92",
        "3. 90",
    ]


def test_a_version_may_have_fewer_messages() -> None:
    content = Content(message=calls(2), variants=(Variant(language="ru", message=calls(1)),))
    tallies = [TallyRow(0, _D.SENT, 1, 10), TallyRow(1, _D.SENT, 0, 7)]
    assert message_lines(tallies, content, TEXTS, "en")[1:] == ["1. 17", "2. 10"]


def test_each_version_counts_those_who_were_to_get_it() -> None:
    content = Content(message=calls(1), variants=(Variant(language="ru", message=calls(1)),))
    tallies = [
        TallyRow(0, _D.SENT, 0, 10),
        TallyRow(1, _D.SENT, 0, 7),
        TallyRow(1, _D.BLOCKED, 0, 2),
    ]
    assert version_lines(tallies, content, TEXTS, "en")[1:] == [
        "• for everybody else: 10 of 10",
        "• Russian: 7 of 9",
    ]


def test_who_waits_for_a_version_is_of_none() -> None:
    other = Variant(language="ru", version=0, message=calls(1))
    content = Content(message=calls(1), variants=(other,)).with_version(calls(1))
    tallies = [
        TallyRow(0, _D.SENT, 0, 10),
        TallyRow(0, _D.SKIPPED, 0, 70),
        TallyRow(1, _D.SENT, 0, 7),
        TallyRow(2, _D.SENT, 0, 16),
        TallyRow(2, _D.BLOCKED, 0, 1),
    ]
    assert version_lines(tallies, content, TEXTS, "en")[1:] == [
        "• A, for everybody else: 10 of 10",
        "• A, Russian: 7 of 7",
        "• B, for everybody else: 16 of 17",
    ]


def test_one_message_in_one_version_takes_no_line() -> None:
    tallies = [TallyRow(0, _D.SENT, 0, 10)]
    assert message_lines(tallies, Content(message=calls(1)), TEXTS, "en") == []
    assert version_lines(tallies, Content(message=calls(1)), TEXTS, "en") == []


@pytest.mark.parametrize(
    ("code", "name"), [("pt-br", "португальский (Бразилия)"), ("xx-zz", "xx-zz"), ("", "")]
)
def test_a_language_is_called_as_its_reader_does(code: str, name: str) -> None:
    assert shown_language(code, "ru") == name


def test_who_left_stands_beside_the_usual() -> None:
    leavers = LeaversRow(unsubscribed=3, blocked=4, usual=1.25)
    assert leaver_lines(leavers, DAY, TEXTS, "en") == [
        "👋 Left within 24 hours: 7, 4 of them by blocking the bot",
        "On a usual day: 1.2",
    ]


def test_before_a_day_is_over_it_says_so_and_what_is_not_known_is_left_out() -> None:
    leavers = LeaversRow(unsubscribed=3, blocked=0, usual=None)
    [line] = leaver_lines(leavers, 7200, TEXTS, "en")
    assert "it went out 2 h ago" in line
