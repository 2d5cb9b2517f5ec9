"""The description is what is served, and a client that is made of it works."""

import asyncio
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from bot.api.core.acts.every import ACTS
from bot.api.http.openapi import description, document
from bot.api.http.routes import ROUTES
from tests.unit.api.conftest import Api


def test_it_is_openapi_3_1() -> None:
    described = document()
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()


def test_everything_that_can_be_asked_for_has_one_address() -> None:
    assert sorted(route.act.name for route in ROUTES) == sorted(ACTS)


async def test_whoever_has_no_key_can_read_it(api: Api) -> None:
    async with api.session.get(f"{api.url}/openapi.json") as answer:
        assert answer.status == 200
        assert await answer.read() == description()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """Made by openapi-python-client, in a folder that goes; its own post-processing needs a ruff
    on the path, and is left out."""
    folder = tmp_path_factory.mktemp("client")
    source, settings = folder / "openapi.json", folder / "settings.yaml"
    source.write_text(json.dumps(document()))
    settings.write_text("post_hooks: []\n")
    made = asyncio.run(_generate(source, settings, folder / "herald_client"))
    assert "warning" not in made.lower(), made
    sys.path.insert(0, str(folder))
    yield importlib.import_module("herald_client")
    sys.path.remove(str(folder))
    for name in [one for one in sys.modules if one.split(".")[0] == "herald_client"]:
        del sys.modules[name]


async def _generate(source: Path, settings: Path, to: Path) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"),
        *("--path", source, "--config", settings, "--output-path", to),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode()


async def test_a_generated_client_sends_a_broadcast(api: Api, client: ModuleType) -> None:
    await api.subscribe(50)
    models, given = _of(client, "models"), _of(client, "types").UNSET

    async def ask(module: str, **arguments: Any) -> Any:
        calling = client.AuthenticatedClient(base_url=api.url, token=api.token)
        async with calling as connected:
            function = _of(client, f"api.{module}").asyncio
            return await function(client=connected, **arguments)

    await ask("tags.add_tag", body=models.NewName(name="vip"))
    change = models.SubscriberChange(tag=["vip"], fields=given)
    person = await ask("subscribers.change_subscriber", chat_id=50, body=change)
    assert person.tags == ["vip"]
    body = models.NewBroadcast(
        text="Good **news**", audience=models.AudienceShape(tags=["vip"]), quiet=True
    )
    draft = await ask("broadcasts.create_broadcast", body=body, idempotency_key="order 7")
    assert (draft.state, draft.title) == ("draft", "Good news")
    sent = await ask("broadcasts.launch_broadcast", broadcast=draft.id, idempotency_key="send 7")
    assert (sent.state, sent.figures.total) == ("running", 1)
    refused = await ask("broadcasts.launch_broadcast", broadcast=draft.id)
    assert isinstance(refused, models.Problem)
    assert (refused.status, refused.code) == (409, "wrong_state")
    page = await ask("broadcasts.list_broadcasts", limit=1)
    assert [one.id for one in page.items] == [draft.id]
    status = await ask("status.get_status")
    assert status.unfinished == [draft.id]


def _of(client: ModuleType, name: str) -> ModuleType:
    return importlib.import_module(f"{client.__name__}.{name}")
