"""A poll as a message with answer buttons: what comes along, and what a tap says."""

from typing import Any

from botapi.call import Call
from broadcast.model.button import ButtonKind
from handlers.admin.compose.message.poll_answers import PopUps, answers_of, message_of

SAY = PopUps(thanks="Thanks!", right="Right!", wrong="No: {}")
EMOJI = {"type": "custom_emoji", "custom_emoji_id": "5", "offset": 0, "length": 2}


def poll(**more: Any) -> Call:
    options = [{"text": "Tea"}, {"text": "🙂" * 40}]
    return Call(method="sendPoll", params={"question": "🙂?", "options": options, **more})


def test_question_and_description_are_its_words() -> None:
    call = message_of(
        poll(question_entities=[EMOJI], description="🙂", description_entities=[EMOJI])
    )
    assert call.method == "sendMessage"
    assert call.params == {
        "text": "🙂?\n\n🙂",
        "entities": [EMOJI, {**EMOJI, "offset": 5}],
    }


def test_a_picture_comes_along() -> None:
    call = message_of(poll(media={"type": "photo", "media": "p"}))
    assert call == Call(method="sendPhoto", params={"photo": "p", "caption": "🙂?"})
    place = message_of(poll(media={"type": "venue", "title": "Here"}))
    assert place == Call(method="sendMessage", params={"text": "🙂?"})


def test_each_option_is_an_answer_that_fits() -> None:
    rows = answers_of(poll(), SAY)
    assert [(one.text, one.value, one.kind) for (one,) in rows] == [
        ("Tea", "Thanks!", ButtonKind.ANSWER),
        ("🙂" * 31 + "…", "Thanks!", ButtonKind.ANSWER),
    ]


def test_of_a_quiz_a_tap_tells_what_is_right() -> None:
    rows = answers_of(poll(correct_option_ids=[0]), SAY)
    assert [one.value for (one,) in rows] == ["Right!", "No: Tea"]
    both = answers_of(poll(correct_option_ids=[0, 1]), SAY)
    assert {one.value for (one,) in both} == {"Right!"}
