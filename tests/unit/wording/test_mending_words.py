"""What is said of a correction, a recall and pins, and why something cannot be mended."""

from dataclasses import replace

import pytest

from botapi.call import Call
from broadcast.doors.forecast import Speed
from broadcast.doors.reports import ReasonGroup
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.refusals import EditRefusal, Uneditable, Unmendable
from broadcast.model.versions.variant import Variant
from db.schema.states import BroadcastState, DeliveryState, PauseReason, RunKind
from handlers.admin.control.runs import Action, allows, cancel_question, said
from handlers.admin.control.why_not import (
    UNEDITABLE_KEYS,
    UNMENDABLE_KEYS,
    why_not_edited,
    why_not_mended,
)
from handlers.admin.mending.correcting.difference import side_by_side
from handlers.admin.progress.words.aftermath import Aftermath
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.pauses import pause_words_of
from handlers.language.texts import Texts

TEXTS = Texts("en")
STILL = Speed(rate=0.0, seconds_left=None)
MENDINGS = [kind for kind in RunKind if kind is not RunKind.SEND]
EN, RU = "en", "ru"


def text(words: str) -> Call:
    return Call(method="sendMessage", params={"text": words})


def mending(
    kind: RunKind, state: BroadcastState = BroadcastState.FINISHED, **figures: int
) -> Broadcast:
    return Broadcast(
        id=5,
        state=state,
        title="News",
        content=Content(message=(text("News"),)).dump(),
        created_by=1,
        created_at=90,
        launched_by=1,
        launched_at=100,
        finished_at=160,
        pause_reason=None,
        pause_detail=None,
        figures=Figures(**figures),
        run_id=9,
        parent_id=3,
        kind=kind,
    )


def test_a_recall_tells_deleted_gone_late_and_unknown_apart() -> None:
    over = mending(
        RunKind.RECALL, total=20, sent=12, skipped=7, gone=3, late=2, unknown=1, blocked=1
    )
    assert Words(TEXTS, EN).message(over, STILL).splitlines() == [
        "🗑 Taken back: \u2068News\u2069 · #5",
        "🗑 This deletes #3 for everybody who has it.",
        "",
        "✅ Deleted: 12 of 20",
        "🚫 Blocked: 1",
        "⏭ Skipped: 1",
        "🕳 Gone already: 3",
        "⌛️ Too late, older than 48 h: 2",
        "❔ May have it, but the number of the message is not known: 1",
        "",
        "⏱ It took 1 min, 0.2 messages/s on average.",
    ]


@pytest.mark.parametrize("language", [EN, RU])
@pytest.mark.parametrize("state", [one for one in BroadcastState if one.value in "running paused"])
def test_each_kind_has_words_of_its_own(language: str, state: BroadcastState) -> None:
    words = Words(TEXTS, language)
    shown = [words.message(mending(kind, state, total=4, sent=2), STILL) for kind in MENDINGS]
    firsts = {one.splitlines()[0] for one in shown}
    counts = {next(line for line in one.splitlines() if "✅" in line) for one in shown}
    assert (len(firsts), len(counts)) == (len(MENDINGS), len(MENDINGS))
    assert not any("Sending" in one or "Sent" in one for one in shown)


def test_what_failed_says_why_and_how_to_try_again() -> None:
    over = mending(RunKind.PIN, total=3, sent=1, failed=2)
    why = ReasonGroup(state=DeliveryState.FAILED, reason="not enough rights to pin", count=2)
    shown = Words(TEXTS, EN).message(over, STILL, Aftermath(reasons=(why,)))
    assert "❌ Why it did not work:\n• 2 × the bot may not write there" in shown
    assert "tap the same again on the card of #3" in shown
    assert "Send it to them again?" not in shown


def test_what_a_cancelled_one_leaves_behind() -> None:
    over = mending(RunKind.EDIT, BroadcastState.CANCELLED, total=3, sent=1, skipped=2, cancelled=2)
    assert "keeps the old message" in Words(TEXTS, EN).message(over, STILL)


@pytest.mark.parametrize("kind", MENDINGS)
def test_the_question_before_it_is_cancelled_says_what_stays(kind: RunKind) -> None:
    running = mending(kind, BroadcastState.RUNNING, total=9, sent=2)
    assert "7 recipients" in cancel_question(running, TEXTS, EN)
    assert "will not get it" not in cancel_question(running, TEXTS, EN)
    told = said(Action.CANCEL, running, TEXTS, EN)
    assert "the others keep what they have" in told


def test_a_refused_new_message_is_told_as_that() -> None:
    paused = replace(
        mending(RunKind.EDIT, BroadcastState.PAUSED, total=2),
        pause_reason=PauseReason.CONTENT,
        pause_detail="Bad Request: MESSAGE_TOO_LONG",
    )
    told = pause_words_of(paused, TEXTS, EN)
    assert told.startswith("Telegram refuses the new message.")
    assert "MESSAGE_TOO_LONG" in told


@pytest.mark.parametrize("language", [EN, RU])
def test_every_reason_has_a_sentence_of_its_own(language: str) -> None:
    assert set(UNMENDABLE_KEYS) == set(Unmendable)
    assert set(UNEDITABLE_KEYS) == set(Uneditable)
    told = {why_not_mended(CannotMend(why, under_way=7), TEXTS, language) for why in Unmendable}
    assert len(told) == len(Unmendable)
    plain = Content(message=(text("a"),))
    lines = {
        why_not_edited([EditRefusal(why=why)], plain, TEXTS, language)[0] for why in Uneditable
    }
    assert len(lines) == len(Uneditable)


def test_of_several_messages_it_is_said_which_one_cannot_be() -> None:
    german = Variant(language="de", message=(text("c"), text("d")))
    content = Content(message=(text("a"), text("b")), variants=(german,))
    refused = EditRefusal(why=Uneditable.POLL, variant=1, step=1)
    (line,) = why_not_edited([refused], content, TEXTS, EN)
    assert line.startswith("German · message 2: A poll cannot be edited.")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("one", "two", ("one", "two")),
        ("same", "same", ("same", "same")),
        ("the end", "the end!", ("the end", "the end!")),
        ("a" * 100 + "x", "a" * 100 + "y", ("…" + "a" * 30 + "x", "…" + "a" * 30 + "y")),
        ("", "new", ("", "new")),
        ("line\none", "line\ntwo", ("line one", "line two")),
        ("b" * 300, "c" * 300, ("b" * 200 + "…", "c" * 200 + "…")),
    ],
)
def test_texts_are_shown_from_where_they_part(old: str, new: str, shown: tuple[str, str]) -> None:
    assert side_by_side(old, new) == shown


def test_one_that_stands_still_for_its_correction_can_be_paused_for_good() -> None:
    paused = mending(RunKind.SEND, BroadcastState.PAUSED)
    still = replace(paused, pause_reason=PauseReason.MENDING)
    assert [one for one in Action if allows(one, still)] == [Action.PAUSE, Action.CANCEL]
    for_good = replace(paused, pause_reason=PauseReason.ADMIN)
    assert [one for one in Action if allows(one, for_good)] == [Action.RESUME, Action.CANCEL]
