"""What is sent is read to the letter, and with limits."""

import io
import json
from typing import Any

import pytest

from tests.unit.api.conftest import TEXT, Api


@pytest.mark.parametrize("known", [True, False], ids=["said before", "in chunks"])
async def test_a_body_of_ten_megabytes_is_refused(api: Api, known: bool) -> None:
    large = b'{"text": "' + b"a" * 10_000_000 + b'"}'

    async def pieces() -> Any:
        for start in range(0, len(large), 1 << 16):
            yield large[start : start + (1 << 16)]

    answer = await api.ask(
        "POST",
        "/broadcasts",
        data=io.BytesIO(large) if known else pieces(),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status, answer.code) == (413, "too_large")
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"text": "a", "text": 1}',
        b"[" * 100_000,
        json.dumps({**TEXT, "extra": 1}).encode(),
        json.dumps({"text": 1}).encode(),
        json.dumps({"text": "a", "template": "b"}).encode(),
        json.dumps({}).encode(),
        json.dumps({**TEXT, "audience": {"must": [{"tag": ["a"], "topic": 1}]}}).encode(),
        json.dumps({**TEXT, "audience": {"must": [{}]}}).encode(),
        json.dumps({**TEXT, "audience": {"must": [{"random": {"percent": 500}}]}}).encode(),
        json.dumps({**TEXT, "buttons": [[{"text": "a"}]]}).encode(),
        json.dumps({**TEXT, "options": {"silent": "yes"}}).encode(),
    ],
)
async def test_a_body_that_is_no_broadcast_makes_none(api: Api, body: bytes) -> None:
    answer = await api.ask(
        "POST", "/broadcasts", data=body, headers={"Content-Type": "application/json"}
    )
    assert (answer.status, answer.code) == (422, "bad_body")
    assert answer.body["errors"]
    _shown, count = await api.doors.drafts.page(limit=1)
    assert count == 0


async def test_a_mistake_has_its_place_and_none_of_what_was_sent(api: Api) -> None:
    answer = await api.ask("POST", "/broadcasts", {"text": {"secret": "abc"}})
    assert answer.body["errors"] == [{"field": "text", "message": "Input should be a valid string"}]
    assert "abc" not in json.dumps(answer.body)


async def test_nothing_but_json_is_read(api: Api) -> None:
    answer = await api.ask("POST", "/broadcasts", data={"text": "a"})
    assert (answer.status, answer.code) == (415, "not_json")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/broadcasts/1/nothing", 404, "not_found"),
        ("GET", "/broadcasts/abc", 404, "not_found"),
        ("GET", "/broadcasts/٣", 404, "not_found"),
        ("GET", "/broadcasts/99999999999999999999", 404, "not_found"),
        ("GET", "/broadcasts/9999999999999999", 404, "no_such_broadcast"),
        ("GET", "/broadcasts?cursor=a", 422, "bad_cursor"),
        ("GET", "/broadcasts?limit=0", 422, "bad_query"),
        ("GET", "/broadcasts?limit=1&limit=2", 422, "bad_query"),
        ("GET", "/broadcasts?nothing=1", 422, "bad_query"),
        ("GET", "/status?nothing=1", 422, "bad_query"),
        ("PUT", "/broadcasts", 405, "wrong_method"),
        ("GET", "/broadcasts/1/recipients.csv?state=fine", 422, "bad_query"),
        ("GET", "/broadcasts/1/recipients.csv", 404, "no_such_broadcast"),
    ],
)
async def test_an_address_that_means_nothing_is_a_problem(
    api: Api, method: str, path: str, status: int, code: str
) -> None:
    answer = await api.ask(method, path)
    assert (answer.status, answer.code) == (status, code)
    if status == 405:
        assert answer.headers["Allow"] == "GET, POST"


@pytest.mark.parametrize("key", ["", " ", "a" * 256])
async def test_an_idempotency_key_has_a_form(api: Api, key: str) -> None:
    answer = await api.ask("POST", "/broadcasts", TEXT, once=key)
    assert (answer.status, answer.code) == (400, "bad_idempotency_key")


async def test_a_fault_of_ours_tells_nothing_of_itself(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ValueError("the inside")

    monkeypatch.setattr(api.desk, "caller", broken)
    answer = await api.ask("GET", "/status")
    assert (answer.status, answer.code) == (500, "fault")
    assert "inside" not in json.dumps(answer.body)
