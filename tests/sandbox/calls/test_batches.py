"""copyMessages and forwardMessages: many at once."""

from typing import Any

import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

PHOTOS = [{"type": "photo", "media": f"https://a.com/{n}.jpg", "caption": f"{n}"} for n in range(3)]


@pytest.fixture
async def numbers(api: Api, control: Control) -> list[int]:
    """Three texts in the chat of 7."""
    return [(await api.ok("sendMessage", chat_id=7, text=word))["message_id"] for word in "abc"]


async def bodies(control: Control, method: str, api: Api, **params: Any) -> list[dict[str, Any]]:
    """What arrived at 8 from the chat of 7."""
    await control.add_user(8, started=True)
    sent = await api.ok(method, chat_id=8, from_chat_id=7, **params)
    shown = {each["message_id"]: each for each in await control.chat(8)}
    return [shown[each["message_id"]] for each in sent]


async def test_forwards_say_where_they_are_from(
    api: Api, control: Control, numbers: list[int]
) -> None:
    arrived = await bodies(control, "forwardMessages", api, message_ids=numbers)
    assert [each["text"] for each in arrived] == ["a", "b", "c"]
    assert all(each["forward_origin"]["sender_user"]["id"] == 42 for each in arrived)


async def test_copies_do_not(api: Api, control: Control, numbers: list[int]) -> None:
    arrived = await bodies(control, "copyMessages", api, message_ids=numbers)
    assert [each["text"] for each in arrived] == ["a", "b", "c"]
    assert not any("forward_origin" in each for each in arrived)


async def test_what_is_gone_is_skipped(api: Api, control: Control, numbers: list[int]) -> None:
    await api.ok("deleteMessage", chat_id=7, message_id=numbers[1])
    arrived = await bodies(control, "copyMessages", api, message_ids=numbers)
    assert [each["text"] for each in arrived] == ["a", "c"]


async def test_an_album_stays_one(api: Api, control: Control) -> None:
    album = [each["message_id"] for each in await api.ok("sendMediaGroup", chat_id=7, media=PHOTOS)]
    arrived = await bodies(control, "copyMessages", api, message_ids=album[1:], remove_caption=True)
    assert len({each["media_group_id"] for each in arrived}) == 1
    assert not any("caption" in each for each in arrived)
    (alone,) = await bodies(control, "copyMessages", api, message_ids=album[:1])
    assert "media_group_id" not in alone


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([], "message identifiers are not specified"),
        ([2, 1], "message identifiers must be in a strictly increasing order"),
        ([0, 1], "invalid message identifier specified"),
        ([998, 999], "messages can't be forwarded"),
        (list(range(1, 102)), "too many message identifiers specified"),
    ],
)
async def test_bad_batches(api: Api, control: Control, numbers: list[int], text: str) -> None:
    told = await api.refused("forwardMessages", chat_id=7, from_chat_id=7, message_ids=numbers)
    assert told == f"Bad Request: {text}"


@pytest.mark.parametrize("method", ["sendMediaGroup", "copyMessages", "forwardMessages"])
@pytest.mark.parametrize(
    ("standing", "code"), [("block", "USER_IS_BLOCKED"), ("deactivate", "INPUT_USER_DEACTIVATED")]
)
async def test_the_refusal_of_several_at_once_is_a_400_around_it(
    api: Api, control: Control, method: str, standing: str, code: str
) -> None:
    await control.add_user(8, started=True)
    numbers = [(await api.ok("sendMessage", chat_id=7, text=each))["message_id"] for each in "ab"]
    media = [{"type": "photo", "media": f"https://a.com/{each}.jpg"} for each in numbers]
    fields = {"media": media} if method == "sendMediaGroup" else {"message_ids": numbers}
    source = {} if method == "sendMediaGroup" else {"from_chat_id": 7}
    await control.do(standing, user_id=8)
    told = await api.refused(method, chat_id=8, **source, **fields)
    assert told == f'Bad Request: Failed to send message #1 with the error message "{code}"'
