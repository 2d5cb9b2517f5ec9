"""Subscribers, tags, fields and segments from outside."""

from typing import Any

import pytest

from db.schema.states import ApiRight, SignalKind
from db.series.records import BEGINS, Signal
from tests.actors import owner
from tests.engine.conftest import text
from tests.unit.api.conftest import Api


async def test_somebody_is_tagged_and_known_better(api: Api) -> None:
    await api.subscribe(50)
    change = {"tag": ["VIP", "new"], "fields": {"city": "Riga", "timezone": "europe/riga"}}
    answer = await api.ask("PATCH", "/subscribers/50", change)
    assert answer.body["tags"] == ["new", "VIP"]
    assert answer.body["fields"] == {"city": "Riga", "timezone": "Europe/Riga"}
    change = {"tag": ["vip"], "untag": ["new", "never"], "fields": {"City": None}}
    answer = await api.ask("PATCH", "/subscribers/50", change)
    assert (answer.body["tags"], answer.body["fields"]) == (["VIP"], {"timezone": "Europe/Riga"})
    assert (await api.ask("GET", "/subscribers/50")).body == answer.body


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"tag": ["new", "a" * 33]}, "tag"),
        ({"tag": ["new", "\u200b"]}, "tag"),
        ({"tag": ["new"], "fields": {"chat_id": "1"}}, "field"),
        ({"tag": ["new"], "fields": {"9lives": "1"}}, "field"),
        ({"tag": ["new"], "fields": {"city": "a" * 65}}, "value"),
        ({"tag": ["new"], "fields": {"city": "a\nb"}}, "value"),
        ({"tag": ["new"], "fields": {"timezone": "Mars"}}, "zone"),
        ({"tag": ["new"], "fields": {f"f{n}": "1" for n in range(21)}}, "fields-full"),
    ],
)
async def test_of_a_bad_change_nothing_is_done(api: Api, change: Any, wrong: str) -> None:
    await api.subscribe(50)
    answer = await api.ask("PATCH", "/subscribers/50", change)
    assert (answer.status, answer.code, answer.body["wrong"]) == (422, "cannot_be_set", wrong)
    assert (await api.ask("GET", "/tags")).body == {"items": []}
    assert (await api.ask("GET", "/subscribers/50")).body["fields"] == {}


async def test_strangers_are_nobody(api: Api) -> None:
    for method, path, body in (
        ("GET", "/subscribers/9", None),
        ("PATCH", "/subscribers/9", {"tag": ["new"]}),
        ("POST", "/subscribers/9/unsubscribe", None),
    ):
        answer = await api.ask(method, path, body)
        assert (answer.status, answer.code) == (404, "no_such_subscriber")
    assert (await api.ask("GET", "/tags")).body == {"items": []}


async def test_somebody_leaves_and_is_forgotten(api: Api) -> None:
    await api.subscribe(50)
    gone = await api.ask("POST", "/subscribers/50/unsubscribe", once="k")
    assert gone.body == {"chat_id": 50, "changed": True}
    again = await api.ask("POST", "/subscribers/50/unsubscribe", once="k")
    assert again.body == gone.body
    assert (await api.ask("POST", "/subscribers/50/unsubscribe")).body["changed"] is False
    assert (await api.ask("GET", "/subscribers/50")).body["state"] == "unsubscribed"
    assert (await api.ask("DELETE", "/subscribers/50")).body["changed"] is True
    assert (await api.ask("DELETE", "/subscribers/50")).body["changed"] is False
    assert (await api.ask("GET", "/subscribers/50")).status == 404


async def test_lists_are_read_page_by_page(api: Api) -> None:
    await api.subscribe(*range(50, 55))
    await api.ask("PATCH", "/subscribers/53", {"tag": ["vip"]})
    await api.ask("POST", "/subscribers/51/unsubscribe")
    first = await api.ask("GET", "/subscribers?limit=3")
    assert [one["chat_id"] for one in first.body["items"]] == [50, 51, 52]
    rest = await api.ask("GET", f"/subscribers?limit=3&cursor={first.body['next']}")
    assert [one["chat_id"] for one in rest.body["items"]] == [53, 54]
    assert rest.body["next"] is None
    for query, found in (("tag=VIP", [53]), ("state=unsubscribed", [51]), ("tag=none", [])):
        page = await api.ask("GET", f"/subscribers?{query}")
        assert [one["chat_id"] for one in page.body["items"]] == found


async def test_tags_and_segments_are_made_once(api: Api) -> None:
    for _ in range(2):
        assert (await api.ask("POST", "/tags", {"name": "vip"})).body == {"name": "vip"}
    assert (await api.ask("GET", "/tags")).body["items"] == [{"name": "vip", "count": 0}]
    assert (await api.ask("POST", "/tags", {"name": "a" * 40})).code == "cannot_be_made"
    best = {"name": "Best", "audience": {"tags": ["vip"]}}
    for _ in range(2):
        assert (await api.ask("POST", "/segments", best)).status == 201
    other = await api.ask("POST", "/segments", {"name": "best", "audience": {}})
    assert (other.status, other.code) == (409, "name_taken")
    listed = await api.ask("GET", "/segments")
    assert listed.body["items"] == [{"name": "Best", "audience": {"must": [{"tag": ["vip"]}]}}]
    assert (await api.ask("GET", "/fields")).body == {"items": []}


async def test_how_the_bot_does(api: Api) -> None:
    await api.subscribe(50, 51)
    await api.draft()
    token = (await api.key(ApiRight.READ)).token
    answer = await api.ask("GET", "/status", token=token)
    assert answer.body["subscribers"] == {"active": 2}
    assert (answer.body["able_to_send"], answer.body["drafts"]) == (True, 1)


async def test_people_are_put_into_a_series(api: Api) -> None:
    await api.subscribe(50, 51)
    making, running = api.doors.series_making, api.doors.series_running
    number = await making.create("Welcome", by=owner())
    path = f"/series/{number}/enrolments"
    early = await api.ask("POST", path, {"chat_ids": [50]})
    assert (early.status, early.code) == (409, "wrong_state")
    await making.add_step(number, text("Hello"), by=owner())
    await making.turn_signal(number, Signal(SignalKind.ENROLLED), does=BEGINS, by=owner())
    await running.start(number, by=owner())
    for _ in range(2):
        answer = await api.ask("POST", path, {"chat_ids": [50, 51, 99]}, once="k")
        assert answer.body == {"series": number, "waiting": 2}
    listed = await api.ask("GET", "/series")
    [one] = listed.body["items"]
    assert (one["name"], one["state"], one["steps"], one["waiting"]) == ("Welcome", "running", 1, 2)
    assert (await api.ask("POST", "/series/9/enrolments", {"chat_ids": [50]})).status == 404


async def test_a_step_of_a_series_is_no_broadcast_to_be_asked_for(api: Api) -> None:
    await api.subscribe(50)
    number = await api.doors.series_making.create("Welcome", by=owner())
    await api.doors.series_making.add_step(number, text("Hello"), by=owner())
    await api.doors.series_making.turn_signal(
        number, Signal(SignalKind.ENROLLED), does=BEGINS, by=owner()
    )
    await api.doors.series_running.start(number, by=owner())
    assert (await api.ask("GET", "/broadcasts")).body["items"] == []
    for step in (1, 2):
        assert (await api.ask("POST", f"/broadcasts/{step}/cancel")).status == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"fields": {"first_name": "x"}}, "no field can be called 'first_name'"),
        ({"fields": {"timezone": "Mars"}}, "'timezone' is a time zone by its name"),
        ({"fields": {"city": "x" * 65}}, "a value of 'city' is one line of 1 to 64 characters"),
        ({"tag": ["x" * 33]}, "is no name of a tag, which has 1 to 32 characters"),
    ],
)
async def test_what_cannot_be_set_says_why(api: Api, change: Any, said: str) -> None:
    await api.subscribe(5)
    refused = await api.ask("PATCH", "/subscribers/5", change)
    assert refused.code == "cannot_be_set"
    assert said in refused.body["detail"]
