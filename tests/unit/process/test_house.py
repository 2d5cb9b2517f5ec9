"""What a process has once: each bot's health, figures and hook, told apart where there are many."""

import pytest
from aiohttp import ClientSession, web
from prometheus_client.parser import text_string_to_metric_families

from bot.errors import StartRefused
from bot.house.house import read_texts
from bot.house.metrics import HouseMetrics
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.server import build_site, serving
from runtime.metrics import Metrics


def samples(house: HouseMetrics, name: str) -> dict[str, float]:
    """By the bot's number."""
    families = text_string_to_metric_families(house.exposition().decode())
    return {
        one.labels.get("bot", ""): one.value
        for family in families
        for one in family.samples
        if one.name == name
    }


def test_each_bot_has_its_label_and_each_family_stands_once() -> None:
    house, first, second = HouseMetrics(labelled=True), Metrics(), Metrics()
    first.call_left()
    with house.shown(42, first), house.shown(43, second):
        assert samples(house, "tg_inflight") == {"42": 1.0, "43": 0.0}
        assert house.exposition().count(b"# TYPE tg_inflight gauge") == 1
        assert samples(house, "herald_loop_stalls_total") == {"": 0.0}
    assert samples(house, "tg_inflight") == {}


def test_one_bot_needs_no_label() -> None:
    house = HouseMetrics()
    with house.shown(42, Metrics()):
        assert samples(house, "tg_inflight") == {"": 0.0}


def test_one_that_cannot_send_is_told_of_and_the_process_is_able() -> None:
    health = Health(several=True)
    health.know(43, lambda: ["the token was refused (401)"])
    health.know(42, list)
    told = health.of_all()
    assert told.able
    assert told.body == {
        "alive": True,
        "able_to_send": True,
        "bots": {
            "42": {"able_to_send": True, "why": []},
            "43": {"able_to_send": False, "why": ["the token was refused (401)"]},
        },
    }
    health.forget(42)
    assert not health.of_all().able


@pytest.mark.parametrize(("asked", "status"), [("42", 200), ("43", 503), ("44", 404), ("x²", 404)])
async def test_one_bot_can_be_asked_about_alone(asked: str, status: int) -> None:
    health = Health(several=True)
    health.know(42, list)
    health.know(43, lambda: ["it starts"])
    site = build_site(health, lambda: b"", Hooks())
    async with serving(site, "127.0.0.1", 0) as port, ClientSession() as client:
        url = f"http://127.0.0.1:{port}/healthz"
        async with client.get(url, params={"bot": asked, "ready": ""}) as answer:
            assert answer.status == status


async def test_a_hook_that_has_gone_asks_telegram_to_come_again() -> None:
    hooks = Hooks()

    async def take(_request: web.Request) -> web.Response:
        return web.Response()

    async with (
        serving(build_site(Health(), lambda: b"", hooks), "127.0.0.1", 0) as port,
        ClientSession(f"http://127.0.0.1:{port}") as client,
    ):
        with hooks.taking("https://example.org/hook/42", take):
            async with client.post("/hook/42") as answer:
                assert answer.status == 200
        async with client.post("/hook/42") as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
        async with client.post("/hook/43") as answer:
            assert answer.status == 404


def test_no_texts_in_the_default_language() -> None:
    with pytest.raises(StartRefused, match="DEFAULT_LOCALE"):
        read_texts("xx")
