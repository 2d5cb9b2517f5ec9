"""Messages as Bot API calls: what is kept, what is left out, what is refused."""

from typing import Any

import pytest
from aiogram.types import Message

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.calls import capture
from handlers.admin.compose.message.polls import left_behind

LINK = {"type": "text_link", "offset": 0, "length": 2, "url": "https://a.example/"}
PHOTO = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 90},
    {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 900},
]


def message(**fields: Any) -> Message:
    return Message.model_validate(
        {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, **fields}
    )


def captured(**fields: Any) -> tuple[str, dict[str, Any]]:
    (call,) = capture(message(**fields))
    return call.method, call.params


def refused(**fields: Any) -> str:
    with pytest.raises(ContentNotSupported) as caught:
        capture(message(**fields))
    return caught.value.kind


def poll(**fields: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "question": "Q?",
        "options": [
            {
                "persistent_id": "a",
                "text": "One",
                "voter_count": 3,
                "text_entities": [{"type": "custom_emoji", "offset": 0, "length": 2}],
            },
            {"persistent_id": "b", "text": "Two", "voter_count": 0},
        ],
        "total_voter_count": 3,
        "is_closed": True,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": True,
        "allows_revoting": True,
        "members_only": False,
        **fields,
    }


def test_a_text_with_its_entities_and_its_preview() -> None:
    mention = {
        "type": "text_mention",
        "offset": 3,
        "length": 1,
        "user": {"id": 5, "is_bot": False, "first_name": "E"},
    }
    preview = {"url": "https://a.example/", "prefer_small_media": True, "show_above_text": True}
    assert captured(text="Hi E", entities=[LINK, mention], link_preview_options=preview) == (
        "sendMessage",
        {"text": "Hi E", "entities": [LINK, mention], "link_preview_options": preview},
    )


def test_an_effect_is_left_out() -> None:
    """Telegram refuses effects in groups, and one content is for all."""
    assert captured(text="Hi", effect_id="5104841245755180586") == ("sendMessage", {"text": "Hi"})


def test_the_largest_photo_and_how_it_looks() -> None:
    assert captured(
        photo=PHOTO,
        caption="Hi",
        caption_entities=[LINK],
        has_media_spoiler=True,
        show_caption_above_media=True,
    ) == (
        "sendPhoto",
        {
            "photo": "large",
            "caption": "Hi",
            "caption_entities": [LINK],
            "has_spoiler": True,
            "show_caption_above_media": True,
        },
    )


def test_a_video_with_its_cover_and_its_start() -> None:
    video = {
        "file_id": "v",
        "file_unique_id": "u",
        "width": 9,
        "height": 9,
        "duration": 60,
        "cover": PHOTO,
        "start_timestamp": 12,
    }
    assert captured(video=video) == (
        "sendVideo",
        {"video": "v", "cover": "large", "start_timestamp": 12},
    )


def test_an_animation_is_no_document() -> None:
    thing = {"file_id": "a", "file_unique_id": "u", "width": 9, "height": 9, "duration": 1}
    assert captured(animation=thing, document={"file_id": "d", "file_unique_id": "u"}) == (
        "sendAnimation",
        {"animation": "a"},
    )


def test_a_live_location_stands_still_at_zero() -> None:
    place = {"latitude": 0.0, "longitude": 0.0, "live_period": 900, "heading": 90}
    assert captured(location=place) == ("sendLocation", {"latitude": 0.0, "longitude": 0.0})


def test_a_venue_with_its_ids() -> None:
    place = {"latitude": 1.5, "longitude": 2.5}
    venue = {
        "location": place,
        "title": "Café",
        "address": "1 Long Street",
        "foursquare_id": "4",
        "google_place_id": "g",
        "google_place_type": "cafe",
    }
    assert captured(venue=venue, location=place) == (
        "sendVenue",
        place
        | {
            "title": "Café",
            "address": "1 Long Street",
            "foursquare_id": "4",
            "google_place_id": "g",
            "google_place_type": "cafe",
        },
    )


def test_a_contact_with_its_card() -> None:
    contact = {"phone_number": "+1", "first_name": "Ann", "user_id": 5, "vcard": "BEGIN:VCARD"}
    assert captured(contact=contact) == (
        "sendContact",
        {"phone_number": "+1", "first_name": "Ann", "vcard": "BEGIN:VCARD"},
    )


def test_a_poll_is_asked_anew() -> None:
    method, params = captured(poll=poll(open_period=60, close_date=1_700_000_000))
    assert method == "sendPoll"
    assert params == {
        "question": "Q?",
        "options": [
            {
                "text": "One",
                "text_entities": [{"type": "custom_emoji", "offset": 0, "length": 2}],
            },
            {"text": "Two"},
        ],
        "type": "regular",
        "is_anonymous": False,
        "allows_multiple_answers": True,
        "allows_revoting": True,
        "open_period": 60,
    }


FILE = {"file_id": "f", "file_unique_id": "u"}
VIDEO = {**FILE, "width": 9, "height": 9, "duration": 1}
POINT = {"latitude": 1.5, "longitude": 2.5}


def test_a_poll_in_which_votes_stand() -> None:
    """False was dropped as if not set, and True is Telegram's default: votes could be changed."""
    assert captured(poll=poll(allows_revoting=False))[1]["allows_revoting"] is False
    quiz = poll(type="quiz", correct_option_ids=[0], allows_revoting=False)
    assert "allows_revoting" not in captured(poll=quiz)[1]


def test_the_moment_a_poll_closes_comes_along_while_there_is_time() -> None:
    assert captured(poll=poll(close_date=3_600))[1]["close_date"] == 3_600
    assert "close_date" not in captured(poll=poll(close_date=30))[1]
    assert left(close_date=30) == ["close-date"]
    assert left(close_date=3_600) == left(close_date=30, open_period=5) == []


def left(**fields: Any) -> list[str]:
    return [str(one) for one in left_behind(message(poll=poll(**{"is_closed": False, **fields})))]


def test_what_of_a_poll_does_not_come_along_is_told() -> None:
    assert left() == []
    assert left(is_closed=True) == ["closed"]
    assert left(members_only=True, country_codes=["FI"]) == ["members-only", "countries"]
    assert left(media={}) == ["media"]
    assert left_behind(message(text="no poll")) == []


@pytest.mark.parametrize(
    ("told", "sent"),
    [
        ({"photo": PHOTO}, {"type": "photo", "media": "large"}),
        ({"video": VIDEO}, {"type": "video", "media": "f"}),
        ({"animation": VIDEO, "document": FILE}, {"type": "animation", "media": "f"}),
        ({"audio": {**FILE, "duration": 1}}, {"type": "audio", "media": "f"}),
        ({"document": FILE}, {"type": "document", "media": "f"}),
        (
            {"live_photo": {**VIDEO, "photo": PHOTO}, "photo": PHOTO},
            {"type": "live_photo", "media": "f", "photo": "large"},
        ),
        ({"location": {**POINT, "live_period": 60}}, {"type": "location", **POINT}),
        (
            {"venue": {"location": POINT, "title": "T", "address": "A"}},
            {"type": "venue", "title": "T", "address": "A", **POINT},
        ),
        ({"link": {"url": "https://a.example/"}}, {"type": "link", "url": "https://a.example/"}),
    ],
)
def test_media_of_a_poll(told: dict[str, Any], sent: dict[str, Any]) -> None:
    """They were refused, or dropped in silence where they explain a quiz."""
    quiz = poll(
        type="quiz",
        correct_option_ids=[1],
        media=told,
        explanation="So",
        explanation_media=told,
        options=[
            {"persistent_id": "a", "text": "One", "voter_count": 0, "media": told},
            {"persistent_id": "b", "text": "Two", "voter_count": 0},
        ],
    )
    params = captured(poll=quiz)[1]
    assert params["media"] == params["explanation_media"] == params["options"][0]["media"] == sent
    assert "media" not in params["options"][1]


def test_a_quiz_with_its_right_answer() -> None:
    quiz = poll(type="quiz", correct_option_ids=[0], explanation="So", explanation_entities=[LINK])
    _, params = captured(poll=quiz)
    assert params["correct_option_ids"] == [0]
    assert params["explanation"] == "So"
    assert params["explanation_entities"] == [LINK]


def test_a_quiz_told_in_the_old_way() -> None:
    assert captured(poll=poll(type="quiz", correct_option_id=0))[1]["correct_option_ids"] == [0]


def test_odd_kinds() -> None:
    live = {"file_id": "l", "file_unique_id": "u", "width": 1, "height": 1, "duration": 3}
    assert captured(photo=PHOTO, live_photo=live, caption="Hi") == (
        "sendLivePhoto",
        {"live_photo": "l", "photo": "large", "caption": "Hi"},
    )
    assert captured(dice={"emoji": "🎲", "value": 3}) == ("sendDice", {"emoji": "🎲"})
    task = {"id": 1, "text": "Read"}
    assert captured(checklist={"title": "To do", "tasks": [task]}) == (
        "copyMessage",
        {"from_chat_id": 7, "message_id": 1},
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"text": " \n"}, "empty"),
        ({"text": ""}, "empty"),
        ({"poll": poll(type="quiz")}, "quiz"),
        ({"pinned_message": None}, "unknown"),
        ({"something_new": {"a": 1}}, "unknown"),
        ({"group_chat_created": True}, "group_chat_created"),
    ],
)
def test_what_cannot_be_broadcast(fields: dict[str, Any], kind: str) -> None:
    assert refused(**fields) == kind
