"""Files that people drop into a chat, and the bytes that the page shows."""

import json
import struct
from collections.abc import AsyncIterator, Sequence
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.content.pictures import size_of
from botapi_sandbox.control import Control
from botapi_sandbox.ground.params import read_parts
from tests.sandbox.bot_api import Api

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02"
GIF = b"GIF89a" + struct.pack("<HH", 32, 16) + b"\x00;"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc2\x00\x11\x08" + struct.pack(">HH", 300, 400) + b"\x03\x01\x22\x00\xff\xd9"
)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
HTML = b"<html><script>alert(1)</script></html>"

MILLION_FIELDS = b'--E\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n' * 1_000_000
EDGE = "----WebKitFormBoundaryX"

File = tuple[str, str, bytes]  # name, type, content


class Page:
    """Drops files into the chat of user 7, as the page does."""

    def __init__(self, url: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self._session = session

    async def drop(self, *files: File, to: str = "user=7&chat=7", **fields: str) -> tuple[int, Any]:
        body, headers = (
            form(files, fields),
            {"Content-Type": f"multipart/form-data; boundary={EDGE}"},
        )
        address = f"{self.url}/page/upload?{to}"
        async with self._session.post(address, data=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def get(self, file_id: str, **headers: str) -> aiohttp.ClientResponse:
        asked = {"bot": "42", "id": file_id}
        answer = await self._session.get(f"{self.url}/page/file", params=asked, headers=headers)
        await answer.read()
        return answer


def form(files: Sequence[File], fields: dict[str, str]) -> bytes:
    """As browsers write it: names as they are in UTF-8, only quotes and line breaks replaced."""
    parts = [
        (f'form-data; name="file"; filename="{name}"\r\nContent-Type: {kind}'.encode(), content)
        for name, kind, content in files
    ]
    parts += [
        (f'form-data; name="{name}"'.encode(), each.encode()) for name, each in fields.items()
    ]
    edge = f"--{EDGE}".encode()
    body = b"".join(
        edge + b"\r\nContent-Disposition: " + head + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return body + edge + b"--\r\n"


@pytest.fixture
async def page(url: str) -> AsyncIterator[Page]:
    async with aiohttp.ClientSession() as session:
        yield Page(url, session)


async def received(api: Api) -> list[dict[str, Any]]:
    return [each["message"] for each in await api.ok("getUpdates") if "message" in each]


KINDS = [
    ("image/jpeg", "photo"),
    ("image/png", "photo"),
    ("image/webp", "photo"),
    ("image/gif", "animation"),
    ("image/svg+xml", "document"),
    ("video/mp4", "video"),
    ("video/quicktime; codecs=x", "video"),
    ("audio/ogg", "voice"),
    ("audio/mpeg", "audio"),
    ("text/html", "document"),
    ("", "document"),
]


@pytest.mark.parametrize(("kind", "becomes"), KINDS)
async def test_a_file_becomes_what_its_type_says(
    api: Api, control: Control, page: Page, kind: str, becomes: str
) -> None:
    status, body = await page.drop(("a.bin", kind, b"some bytes"))
    assert (status, body) == (200, {"message_ids": [1]})
    (message,) = await received(api)
    assert becomes in message
    assert (message["chat"]["id"], message["from"]["id"]) == (7, 7)
    shown = message[becomes][-1] if becomes == "photo" else message[becomes]
    assert shown["file_size"] == 10


async def test_files_that_answer_a_message_lost_it(api: Api, control: Control, page: Page) -> None:
    asked = await api.ok("sendMessage", chat_id=7, text="Show me")
    files = [("a.png", "image/png", PNG), ("b.png", "image/png", PNG)]
    status, answer = await page.drop(*files, reply_to=str(asked["message_id"]))
    assert status == 200
    for message in (await control.chat(7))[-2:]:
        assert message["message_id"] in answer["message_ids"]
        assert message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_photo_sent_as_a_file(api: Api, control: Control, page: Page) -> None:
    await page.drop(("holiday.png", "image/png", PNG), **{"as": "document"})
    (message,) = await received(api)
    assert "photo" not in message
    assert message["document"]["file_name"] == "holiday.png"
    assert message["document"]["mime_type"] == "image/png"


async def test_files_that_fit_become_one_album_with_one_caption(
    api: Api, control: Control, page: Page
) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}]
    status, body = await page.drop(
        ("a.png", "image/png", PNG),
        ("b.mp4", "video/mp4", MP4),
        ("c.png", "image/jpeg", JPEG),
        caption="Look here",
        caption_entities=json.dumps(entities),
    )
    assert (status, body["message_ids"]) == (200, [1, 2, 3])
    messages = await received(api)
    assert ["photo" in each or "video" in each for each in messages] == [True] * 3
    assert len({each["media_group_id"] for each in messages}) == 1
    assert [each.get("caption") for each in messages] == ["Look here", None, None]
    assert messages[0]["caption_entities"] == entities


async def test_what_does_not_fit_together_comes_apart(
    api: Api, control: Control, page: Page
) -> None:
    await page.drop(
        ("a.png", "image/png", PNG),
        ("a.pdf", "application/pdf", b"%PDF"),
        ("b.png", "image/png", PNG + b"\0"),
        ("v.ogg", "audio/ogg", b"OggS"),
    )
    messages = await received(api)
    kinds = [next(k for k in ("photo", "document", "voice") if k in each) for each in messages]
    assert kinds == ["photo", "photo", "document", "voice"]
    groups = [each.get("media_group_id") for each in messages]
    assert groups[0] == groups[1] is not None
    assert groups[2:] == [None, None]


HOSTILE = [
    "../../etc/passwd",
    "<img src=x onerror=alert(1)>.png",
    "\u202egnp.exe",
    "😀 файл.png",
    "a;b=c.png",
    "=?utf-8?q?x?=.png",
    "C:\\x\\y.txt",
    "%41%2f.png",
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_file_names_arrive_as_they_are(
    api: Api, control: Control, page: Page, name: str
) -> None:
    await page.drop((name, "application/pdf", b"%PDF"))
    (message,) = await received(api)
    assert message["document"]["file_name"] == name
    answer = await page.get(message["document"]["file_id"])
    assert (answer.status, await answer.read()) == (200, b"%PDF")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    assert not set(disposition.partition("''")[2]) & set('";\\/ <>')


async def test_a_quote_in_a_file_name_as_browsers_write_it(
    api: Api, control: Control, page: Page
) -> None:
    await page.drop(("say %22hi%22.pdf", "application/pdf", b"%PDF"))
    (message,) = await received(api)
    assert message["document"]["file_name"] == 'say "hi".pdf'


async def test_sizes_of_pictures_are_read_from_them(api: Api, control: Control, page: Page) -> None:
    await page.drop(("a.png", "image/png", PNG), ("b.jpg", "image/jpeg", JPEG))
    await page.drop(("c.gif", "image/gif", GIF))
    one, two, three = await received(api)
    assert (one["photo"][-1]["width"], one["photo"][-1]["height"]) == (640, 480)
    assert (two["photo"][-1]["width"], two["photo"][-1]["height"]) == (400, 300)
    assert (three["animation"]["width"], three["animation"]["height"]) == (32, 16)


@pytest.mark.parametrize("whole", [PNG, GIF, JPEG])
def test_the_size_of_a_broken_picture_is_unknown(whole: bytes) -> None:
    assert size_of(whole)
    sizes = {size_of(whole[:length]) for length in range(len(whole))} - {size_of(whole)}
    assert sizes <= {None}
    assert size_of(b"") is None
    assert size_of(b"\xff\xd8" + b"\xff\xe0\x00\x00" * 1000) is None


async def test_the_bytes_come_back_and_are_shown_as_what_they_are(
    api: Api, control: Control, page: Page
) -> None:
    """Whatever the sender called it: a page in disguise is never shown as a page."""
    for content, kind in ((PNG, "image/png"), (JPEG, "image/jpeg"), (GIF, "image/gif")):
        await page.drop(("x.html", "text/html", content))
        answer = await page.get((await received(api))[-1]["document"]["file_id"])
        assert (answer.content_type, await answer.read()) == (kind, content)
    await page.drop(("x.png", "image/png", HTML), ("x.svg", "image/svg+xml", b"<svg/>"))
    photo, drawing = (await received(api))[-2:]
    for file_id in (photo["photo"][-1]["file_id"], drawing["document"]["file_id"]):
        answer = await page.get(file_id)
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


async def test_what_a_bot_uploads_is_shown_too(api: Api, control: Control, page: Page) -> None:
    form = aiohttp.FormData({"chat_id": "7"})
    form.add_field("photo", PNG, filename="a.png")
    async with api.session.post(f"{api.url}/bot42:TEST/sendPhoto", data=form) as answer:
        shown = (await answer.json())["result"]["photo"][-1]
    assert (shown["width"], shown["height"]) == (640, 480)
    assert await (await page.get(shown["file_id"])).read() == PNG


async def test_a_film_is_watched_from_the_middle(api: Api, control: Control, page: Page) -> None:
    await page.drop(("a.mp4", "video/mp4", MP4))
    file_id = (await received(api))[0]["video"]["file_id"]
    answer = await page.get(file_id, Range="bytes=4-7")
    assert (answer.status, await answer.read()) == (206, b"ftyp")
    assert answer.headers["Content-Range"] == f"bytes 4-7/{len(MP4)}"
    answer = await page.get(file_id, Range="bytes=-3")
    assert (answer.status, await answer.read()) == (206, MP4[-3:])
    for nonsense in ("bytes=500-", "bytes=x"):
        assert (await page.get(file_id, Range=nonsense)).status == 416


async def test_made_up_files_have_no_content(api: Api, control: Control, page: Page) -> None:
    await control.send(7, "photo")
    await api.of("43:TEST").ok("getMe")
    (message,) = await received(api)
    assert (await page.get(message["photo"][-1]["file_id"])).status == 404
    assert (await page.get("nonsense")).status == 404


@pytest.mark.parametrize(
    ("files", "fields", "to", "why"),
    [
        ([], {}, "user=7", "1 to 10"),
        ([("a", "text/plain", b"x")] * 11, {}, "user=7", "1 to 10"),
        ([("a", "text/plain", b"")], {}, "user=7", "empty"),
        ([("a", "text/plain", b"x")], {}, "user=", "whose files"),
        ([("a", "text/plain", b"x")], {}, "user=99", "no user 99"),
        ([("a", "text/plain", b"x")], {}, "user=7&chat=-9", "no group or channel"),
        ([("a", "text/plain", b"x")], {}, "user=7&bot=5", "no bot"),
        ([("a", "text/plain", b"x")], {"caption_entities": "{"}, "user=7", "caption_entities"),
        ([("a", "text/plain", b"x")], {"caption_entities": "[1]"}, "user=7", "caption_entities"),
        ([("a", "text/plain", b"x")], {"caption_entities": "[{}]"}, "user=7", "caption_entities"),
    ],
)
async def test_what_cannot_be_dropped(
    api: Api,
    control: Control,
    page: Page,
    files: list[File],
    fields: dict[str, str],
    to: str,
    why: str,
) -> None:
    fields = {"caption": "x"} | fields
    status, body = await page.drop(*files, to=to, **fields)
    assert status == 400
    assert why in body["error"]
    assert await received(api) == []


async def test_too_much_at_once(
    api: Api, control: Control, page: Page, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("botapi_sandbox.page.uploads.UPLOAD_BYTES", 3)
    status, body = await page.drop(("a", "text/plain", b"1234"))
    assert (status, body["error"]) == (400, "a file is above 50 MB")
    monkeypatch.setattr("botapi_sandbox.serving.server.REQUEST_BYTES", 1000)
    async with aiohttp.ClientSession() as session:  # a connection of its own, with that limit
        status, body = await Page(api.url, session).drop(("a", "text/plain", bytes(2000)))
    assert (status, body["error"]) == (413, "that is too much at once")


async def test_a_dropped_file_goes_into_a_group(api: Api, control: Control, page: Page) -> None:
    await control.add_chat(-100, "supergroup", "Club", members=[7])
    await page.drop(("a.png", "image/png", PNG), to="user=7&chat=-100&bot=42")
    message = (await received(api))[-1]
    assert (message["chat"]["id"], message["from"]["id"]) == (-100, 7)


async def test_entities_too_deep_to_read_are_refused(api: Api, page: Page) -> None:
    photo = ("a.png", "image/png", PNG)
    status, answer = await page.drop(photo, caption="Hi", caption_entities="[" * 100_000)
    assert (status, answer["error"]) == (400, "caption_entities: a JSON array of MessageEntity")


def test_a_boundary_that_is_no_utf_8_is_one_all_the_same() -> None:
    mark = b"\xff"
    form = b'--\xff\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--\xff--'
    kind = f"multipart/form-data; boundary={mark.decode(errors='surrogateescape')}"
    assert list(read_parts(form, kind)) == [("a", "b")]


def test_a_form_of_a_million_fields_is_read_no_further_than_a_thousand() -> None:
    fields = list(read_parts(MILLION_FIELDS, "multipart/form-data; boundary=E"))
    assert len(fields) < 1001
