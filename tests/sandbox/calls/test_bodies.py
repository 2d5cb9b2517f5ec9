"""The same call in every form the Bot API takes; uploads and downloads."""

import io
import json
from typing import Any

import aiohttp
import pytest

from botapi_sandbox.control import Control
from botapi_sandbox.ground.errors import ApiError
from botapi_sandbox.ground.params import read_call
from tests.sandbox.bot_api import Api

TEXT = "Grüße & <b>+</b> 😀\n=ok"
PARAMS: dict[str, Any] = {
    "chat_id": 7,
    "text": TEXT,
    "protect_content": True,
    "reply_markup": {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]},
}


def flat() -> dict[str, str]:
    """As forms and query strings carry it: nested values as JSON text."""
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in PARAMS.items()}


def multipart() -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in flat().items():
        form.add_field(name, value, content_type="text/plain")
    return form


@pytest.mark.parametrize("how", ["json", "urlencoded", "multipart", "query"])
async def test_every_body_means_the_same(api: Api, control: Control, how: str) -> None:
    address = f"{api.url}/bot{api.token}/sendMessage"
    forms: dict[str, dict[str, Any]] = {
        "json": {"json": PARAMS},
        "urlencoded": {"data": flat()},
        "multipart": {"data": multipart()},
        "query": {"params": flat()},
    }
    async with api.session.post(address, **forms[how]) as answer:
        result = (await answer.json())["result"]
    assert result["text"] == TEXT
    assert result["reply_markup"] == PARAMS["reply_markup"]
    assert result["has_protected_content"] is True


async def test_all_forms_are_one_content(api: Api, control: Control) -> None:
    address = f"{api.url}/bot{api.token}/sendMessage"
    forms: list[dict[str, Any]] = [{"json": PARAMS}, {"data": flat()}, {"data": multipart()}]
    for send in forms:
        async with api.session.post(address, **send) as answer:
            assert answer.status == 200
    assert (await control.counts()).duplicates == [7]


@pytest.mark.parametrize("by", ["photo", "attach://pic"])
async def test_an_upload_is_kept_and_can_be_fetched(api: Api, control: Control, by: str) -> None:
    data = bytes(range(256)) * 20 + b"\r\n--not-the-boundary\r\n"
    form = aiohttp.FormData()
    form.add_field("chat_id", "7")
    if by == "photo":
        form.add_field("photo", data, filename="a.jpg", content_type="image/jpeg")
    else:
        form.add_field("photo", by)
        form.add_field("pic", data, filename="a.jpg", content_type="image/jpeg")
    async with api.session.post(f"{api.url}/bot{api.token}/sendPhoto", data=form) as answer:
        sizes = (await answer.json())["result"]["photo"]
    assert sizes[-1]["file_size"] == len(data)
    file = await api.ok("getFile", file_id=sizes[-1]["file_id"])
    address = f"{api.url}/file/bot{api.token}/{file['file_path']}"
    async with api.session.get(address) as answer:
        assert await answer.read() == data
    again = await api.ok("sendPhoto", chat_id=7, photo=sizes[-1]["file_id"])
    assert again["photo"] == sizes


@pytest.mark.parametrize(("megabytes", "status"), [(3, 200), (51, 413), (65, 413)])
async def test_large_uploads(api: Api, control: Control, megabytes: int, status: int) -> None:
    form = aiohttp.FormData()
    form.add_field("chat_id", "7")
    form.add_field("document", io.BytesIO(bytes(megabytes * 1024 * 1024)), filename="big.bin")
    async with api.session.post(f"{api.url}/bot{api.token}/sendDocument", data=form) as answer:
        assert (answer.status, (await answer.json())["ok"]) == (status, status == 200)


async def test_ill_typed_values_are_refused_not_broken(api: Api, control: Control) -> None:
    told = await api.refused(
        "sendMessage", chat_id=7, text="x", reply_parameters={"message_id": "three"}
    )
    assert told == 'Bad Request: field "message_id" must be of type Number'


async def test_what_describes_a_file_stays_with_it(api: Api, control: Control) -> None:
    form = aiohttp.FormData()
    for name, value in {"chat_id": "7", "title": "Song", "duration": "61"}.items():
        form.add_field(name, value)
    form.add_field("audio", b"la la", filename="song.mp3", content_type="audio/mpeg")
    async with api.session.post(f"{api.url}/bot{api.token}/sendAudio", data=form) as answer:
        audio = (await answer.json())["result"]["audio"]
    assert (audio["title"], audio["duration"], audio["file_name"]) == ("Song", 61, "song.mp3")
    again = await api.ok("sendAudio", chat_id=7, audio=audio["file_id"])
    assert again["audio"] == audio


async def test_empty_uploads_and_missing_attachments(api: Api, control: Control) -> None:
    form = aiohttp.FormData()
    form.add_field("chat_id", "7")
    form.add_field("photo", b"", filename="a.jpg")
    async with api.session.post(f"{api.url}/bot{api.token}/sendPhoto", data=form) as answer:
        assert (await answer.json())["description"] == "Bad Request: file must be non-empty"
    told = await api.refused("sendPhoto", chat_id=7, photo="attach://nowhere")
    assert told == "Bad Request: wrong file identifier/HTTP URL specified"
    told = await api.refused("sendPhoto", chat_id=7)
    assert told == "Bad Request: there is no photo in the request"


@pytest.mark.parametrize(
    ("kind", "body", "complaint"),
    [
        ("application/json", b"{", "can't parse JSON object"),
        ("application/json", b"[1]", "object expected"),
        ("multipart/form-data", b"x", "boundary not found"),
    ],
)
def test_bodies_that_are_not_what_they_say(kind: str, body: bytes, complaint: str) -> None:
    with pytest.raises(ApiError, match=complaint):
        read_call("sendMessage", "", kind, body)
