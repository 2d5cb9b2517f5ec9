"""Chats that refuse on purpose, and answers that are odd on purpose."""

import json

import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

WORDS = "Bad Request: VOICE_MESSAGES_FORBIDDEN"


async def test_who_refuses_says_so_until_they_relent(api: Api, control: Control) -> None:
    await control.refuse([7], WORDS)
    assert await api.refused("sendMessage", chat_id=7, text="x") == WORDS
    assert (await control.counts("x")).accepted == 0
    await control.relent([7])
    assert await api.ok("sendMessage", chat_id=7, text="x")


async def test_only_what_they_refuse_is_refused(api: Api, control: Control) -> None:
    await control.refuse([7], WORDS, methods=["sendVoice"])
    assert await api.ok("sendMessage", chat_id=7, text="x")
    voice = {"chat_id": 7, "voice": "https://example.com/a.ogg"}
    assert await api.refused("sendVoice", **voice) == WORDS
    await control.no_faults()
    assert await api.ok("sendVoice", **voice)


async def test_a_chat_can_claim_to_be_elsewhere(api: Api, control: Control) -> None:
    await control.refuse([7], "Bad Request: moved", migrate_to_chat_id=-5)
    _status, body = await api("sendMessage", chat_id=7, text="x")
    assert body["parameters"] == {"migrate_to_chat_id": -5}


async def test_a_code_that_is_none_is_no_refusal(control: Control) -> None:
    with pytest.raises(ControlRefused, match="from 300 to 599"):
        await control.refuse([7], WORDS, 200)


async def test_an_odd_answer_is_given_as_it_was_ordered(api: Api, control: Control) -> None:
    await control.faults(odd={"next": 1, "status": 418, "body": "tea"})
    url = f"{api.url}/bot{api.token}/sendMessage"
    async with api.session.post(url, data=json.dumps({"chat_id": 7, "text": "x"})) as answer:
        assert (answer.status, await answer.text()) == (418, "tea")
    assert (await control.counts("x")).accepted == 0


async def test_what_was_refused_is_refused_however_odd_the_answer_was_to_be(
    api: Api, control: Control
) -> None:
    await control.refuse([7], WORDS)
    await control.faults(odd={"next": 1, "status": 200, "body": '{"ok": true}', "accepted": 1})
    assert await api.refused("sendMessage", chat_id=7, text="x") == WORDS
