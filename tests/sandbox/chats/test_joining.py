"""People ask to join a chat: who hears of it, who may be written to, and what answers say."""

import pytest

from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.state.joining import MAY_WRITE, JoinRequest, JoinRequests
from tests.sandbox.bot_api import Api

CHANNEL, STRANGER = -1001, 77
ASKED = {"chat_id": CHANNEL, "user_id": STRANGER}
NOT_BEGUN = "Forbidden: bot can't initiate conversation with a user"


@pytest.fixture(autouse=True)
async def channel(api: Api, control: Control) -> None:
    await api.ok("getMe")
    await control.add_chat(CHANNEL, "channel", "News", members=[7], bot_status="administrator")
    await control.add_user(STRANGER, "Joe")
    [added] = await api.ok("getUpdates")
    await api.ok("getUpdates", offset=added["update_id"] + 1)


async def test_an_administrator_hears_and_may_write_until_it_has_answered(
    api: Api, control: Control
) -> None:
    assert await api.refused("sendMessage", chat_id=STRANGER, text="Hello") == NOT_BEGUN
    await control.ask_to_join(STRANGER, CHANNEL, bio="Nobody")
    [update] = await api.ok("getUpdates")
    request = update["chat_join_request"]
    assert (request["user_chat_id"], request["bio"]) == (STRANGER, "Nobody")
    assert (request["chat"]["id"], request["from"]["id"]) == (CHANNEL, STRANGER)
    await api.ok("sendMessage", chat_id=STRANGER, text="Hello")
    assert await api.ok("approveChatJoinRequest", **ASKED) is True
    assert await api.refused("sendMessage", chat_id=STRANGER, text="Again") == NOT_BEGUN
    assert (await api.ok("getChatMember", **ASKED))["status"] == "member"


def test_a_bot_may_write_for_five_minutes() -> None:
    requests = JoinRequests()
    requests.ask(JoinRequest(chat_id=CHANNEL, user_id=STRANGER, asked_at=100.0))
    assert requests.may_write(STRANGER, 100.0 + MAY_WRITE - 0.1)
    assert not requests.may_write(STRANGER, 100.0 + MAY_WRITE)
    assert requests.is_open(CHANNEL, STRANGER)
    assert not requests.may_write(7, 100.0)


async def test_who_is_let_in_by_others_is_no_request_any_more(api: Api, control: Control) -> None:
    await control.ask_to_join(STRANGER, CHANNEL)
    await control.answer_join(STRANGER, CHANNEL)
    answer = await api.refused("approveChatJoinRequest", **ASKED)
    assert answer == "Bad Request: USER_ALREADY_PARTICIPANT"
    with pytest.raises(ControlRefused, match="has not asked"):
        await control.answer_join(STRANGER, CHANNEL)
    with pytest.raises(ControlRefused, match="is member in the chat"):
        await control.ask_to_join(STRANGER, CHANNEL)


async def test_who_was_declined_may_ask_again(api: Api, control: Control) -> None:
    await control.ask_to_join(STRANGER, CHANNEL)
    with pytest.raises(ControlRefused, match="already"):
        await control.ask_to_join(STRANGER, CHANNEL)
    await api.ok("declineChatJoinRequest", **ASKED)
    answer = await api.refused("declineChatJoinRequest", **ASKED)
    assert answer == "Bad Request: HIDE_REQUESTER_MISSING"
    assert (await api.ok("getChatMember", **ASKED))["status"] == "left"
    await control.ask_to_join(STRANGER, CHANNEL)


async def test_who_has_blocked_the_bot_is_let_in_and_not_written_to(
    api: Api, control: Control
) -> None:
    await control.start(STRANGER)
    await control.block(STRANGER)
    await control.ask_to_join(STRANGER, CHANNEL)
    answer = await api.refused("sendMessage", chat_id=STRANGER, text="Hello")
    assert answer == "Forbidden: bot was blocked by the user"
    await api.ok("approveChatJoinRequest", **ASKED)


async def test_a_bot_without_the_right_neither_hears_nor_answers(
    api: Api, control: Control
) -> None:
    group = {"chat_id": -1002, "user_id": STRANGER}
    await control.add_chat(-1002, "supergroup", "Club", members=[7])
    [added] = await api.ok("getUpdates")
    await control.ask_to_join(STRANGER, -1002)
    assert await api.ok("getUpdates", offset=added["update_id"] + 1) == []
    answer = await api.refused("approveChatJoinRequest", **group)
    assert answer == "Bad Request: not enough rights to manage chat join requests"


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"chat_id": 7}, "Bad Request: the chat can't have join requests"),
        ({"chat_id": -999}, "Bad Request: chat not found"),
        ({"user_id": 555_555_555}, "Bad Request: USER_ID_INVALID"),
    ],
)
async def test_answers_that_cannot_be(api: Api, changed: dict[str, int], answer: str) -> None:
    assert await api.refused("approveChatJoinRequest", **(ASKED | changed)) == answer


async def test_an_account_that_is_gone(api: Api, control: Control) -> None:
    await control.ask_to_join(STRANGER, CHANNEL)
    await control.deactivate(STRANGER)
    answer = await api.refused("approveChatJoinRequest", **ASKED)
    assert answer == "Forbidden: user is deactivated"
