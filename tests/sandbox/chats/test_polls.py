"""Polls as Telegram has them: what may be voted, and who hears of it."""

from typing import Any

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

QUIZ = {"type": "quiz", "correct_option_ids": [0]}


async def poll(api: Api, **fields: Any) -> dict[str, Any]:
    asked: dict[str, Any] = {"question": "q", "options": ["a", "b"], "is_anonymous": False}
    sent: dict[str, Any] = await api.ok("sendPoll", chat_id=7, **(asked | fields))
    return sent


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        (QUIZ, False),
        ({"allows_revoting": False}, False),
        (QUIZ | {"allows_revoting": True}, True),
    ],
)
async def test_votes_can_be_changed_unless_it_is_a_quiz_or_says_otherwise(
    api: Api, control: Control, fields: dict[str, Any], allowed: bool
) -> None:
    sent = await poll(api, **fields)
    assert sent["poll"]["allows_revoting"] is allowed
    await control.vote(7, sent["message_id"], [0])
    if allowed:
        await control.vote(7, sent["message_id"], [])
    else:
        with pytest.raises(ControlRefused, match="changed"):
            await control.vote(7, sent["message_id"], [1])


async def test_an_answer_names_the_options_for_good(api: Api, control: Control) -> None:
    sent = await poll(api)
    names = [each["persistent_id"] for each in sent["poll"]["options"]]
    await control.vote(7, sent["message_id"], [1])
    await control.vote(7, sent["message_id"], [])
    answers = [each["poll_answer"] for each in await api.ok("getUpdates") if "poll_answer" in each]
    assert [each["option_ids"] for each in answers] == [[1], []]
    assert [each["option_persistent_ids"] for each in answers] == [[names[1]], []]


@pytest.mark.parametrize(
    ("fields", "options", "why"),
    [
        ({}, [2], "has 2 options"),
        ({}, [-1], "has 2 options"),
        ({}, [0, 1], "one answer"),
        ({"allows_multiple_answers": True}, [1, 1], "counts once"),
        ({"is_closed": True}, [0], "closed"),
    ],
)
async def test_a_vote_that_no_client_would_send(
    api: Api, control: Control, fields: dict[str, Any], options: list[int], why: str
) -> None:
    sent = await poll(api, **fields)
    with pytest.raises(ControlRefused, match=why):
        await control.vote(7, sent["message_id"], options)


async def test_of_a_persons_poll_the_bot_hears_nothing_more(api: Api, control: Control) -> None:
    said = await control.send(7, "poll", is_anonymous=False)
    await control.vote(7, said.message_id, [0])
    assert [sorted(each) for each in await api.ok("getUpdates")] == [["message", "update_id"]]


async def test_a_person_s_poll_takes_options_in_both_forms(api: Api, control: Control) -> None:
    said = await control.send(7, "poll", options=["a", {"text": "b"}])
    (shown,) = [one for one in await control.chat(7) if one["message_id"] == said.message_id]
    assert [one["text"] for one in shown["poll"]["options"]] == ["a", "b"]
    (update,) = await api.ok("getUpdates")
    assert [one["text"] for one in update["message"]["poll"]["options"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"options": []}, "one at least"),
        ({"options": "ab"}, "are a list"),
        ({"options": [7]}, "is a text"),
        ({"options": [{"words": "a"}]}, "is a text"),
        ({"options": [""]}, "is a text"),
        ({"question": 7}, "is a text"),
    ],
)
async def test_a_poll_that_could_not_be_shown_broke_the_chat(
    api: Api, control: Control, fields: dict[str, Any], why: str
) -> None:
    await api.ok("getMe")
    with pytest.raises(ControlRefused, match=why):
        await control.send(7, "poll", **fields)
    assert await control.chat(7) == []


async def test_a_stopped_poll_is_told_and_takes_no_votes(api: Api, control: Control) -> None:
    sent = await poll(api)
    await control.vote(7, sent["message_id"], [1])
    stopped = await api.ok("stopPoll", chat_id=7, message_id=sent["message_id"])
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    *_before, last = await api.ok("getUpdates")
    assert last["poll"] == stopped
    with pytest.raises(ControlRefused, match="closed"):
        await control.vote(7, sent["message_id"], [])
    told = await api.refused("stopPoll", chat_id=7, message_id=sent["message_id"])
    assert told == "Bad Request: poll has already been closed"


async def test_what_stands_around_a_poll_is_kept(api: Api, control: Control) -> None:
    sent = await poll(
        api,
        **QUIZ | {"options": ["only one"]},
        description="<i>about</i> it",
        description_parse_mode="HTML",
        explanation="so it is",
        explanation_media={"type": "photo", "media": "https://a.com/a.jpg"},
        media={"type": "location", "latitude": 1.5, "longitude": 2.5},
        open_period=600,
    )
    kept = sent["poll"]
    assert kept["description"] == "about it"
    assert kept["description_entities"] == [{"type": "italic", "offset": 0, "length": 5}]
    assert kept["explanation_media"]["photo"]
    assert kept["media"]["location"]["latitude"] == 1.5
    assert (kept["open_period"], kept["close_date"]) == (600, sent["date"] + 600)
    assert kept["correct_option_id"] == 0


async def test_a_quiz_of_several_right_answers_is_copied(api: Api, control: Control) -> None:
    asked = {"type": "quiz", "correct_option_ids": [0, 1], "allows_multiple_answers": True}
    sent = await poll(api, **asked)
    await api.ok("copyMessage", chat_id=7, from_chat_id=7, message_id=sent["message_id"])
    copy = await control.last_message(7)
    assert copy is not None
    assert copy["poll"]["correct_option_ids"] == [0, 1]


async def test_options_and_explanations_may_show_something(api: Api, control: Control) -> None:
    place = {"type": "location", "latitude": 52.4, "longitude": 4.9}
    options = [{"text": "Here", "media": place}, {"text": "There"}]
    sent = await poll(api, options=options, media=place)
    first, second = sent["poll"]["options"]
    assert first["media"]["location"]["latitude"] == sent["poll"]["media"]["location"]["latitude"]
    assert "media" not in second


async def test_a_question_has_no_formatting_but_custom_emoji(api: Api, control: Control) -> None:
    emoji = {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}
    bold = {"type": "bold", "offset": 3, "length": 3}
    sent = await poll(api, question="🎉 Tea?", question_entities=[emoji, bold])
    assert [each["type"] for each in sent["poll"]["question_entities"]] == ["custom_emoji"]


@pytest.mark.parametrize("fields", [QUIZ, {"is_anonymous": True}])
async def test_options_are_added_to_public_polls_only(
    api: Api, control: Control, fields: dict[str, Any]
) -> None:
    asked = {"question": "q", "options": ["a", "b"], "is_anonymous": False}
    told = await api.refused("sendPoll", chat_id=7, allow_adding_options=True, **(asked | fields))
    assert "adding options" in told
