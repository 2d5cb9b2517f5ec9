"""The control API is documented as it is."""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.verbs import Verbs
from botapi_sandbox.verbs.describe import README, renewed
from botapi_sandbox.verbs.described import ANY_OF, verbs
from botapi_sandbox.verbs.groups import GROUPS

ANSWERED_OTHERWISE = {"send"}
"""Whose fields stand by themselves in Python, and in `fields` over HTTP."""

ABOUT_A_TOKEN = {"add_bot", "revoke"}
FIRST_BY_PLACE = {"add_chat"}
"""Where Python writes the id in the first place, and None where any will do."""

VERBS = {
    name: verb
    for group in GROUPS
    for name, verb in inspect.getmembers(group, inspect.iscoroutinefunction)
    if not name.startswith("_")
}


def test_the_readme_has_every_verb_with_its_fields() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: python -m botapi_sandbox.verbs.describe"


def test_every_verb_says_what_it_does(sandbox: Sandbox) -> None:
    told = verbs()
    assert sorted(told) == Verbs(sandbox.world).names()
    assert [name for name, verb in told.items() if not verb["about"]] == []


NAMES = sorted(set(verbs()) - ANSWERED_OTHERWISE)


@pytest.mark.parametrize("name", NAMES)
def test_the_python_client_takes_the_same_fields(name: str) -> None:
    """With the same types and defaults; a bot's `token` is given once, to the client."""
    verb, client = parameters(VERBS[name]), parameters(getattr(Control, name))
    if name not in ABOUT_A_TOKEN:
        verb.pop("token", None)
    if name in FIRST_BY_PLACE:
        verb["id"] = (verb["id"][0], inspect.Parameter.empty)
    assert client == verb


@pytest.mark.parametrize("name", NAMES)
async def test_the_python_client_passes_on_all_it_is_given(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Asked(Exception):
        pass

    async def do(_control: Control, verb: str, **arguments: object) -> None:
        raise Asked(verb, arguments)

    monkeypatch.setattr(Control, "do", do)
    fields = set(verbs()[name]["fields"]) - {ANY_OF}
    given = {each: f"the {each}" for each in fields}
    if name not in ABOUT_A_TOKEN:
        given.pop("token", None)
    with pytest.raises(Asked) as asked:
        await getattr(Control("", token="the token"), name)(**given)
    assert asked.value.args == (name, {each: f"the {each}" for each in fields})


def parameters(function: Callable[..., Any]) -> dict[str, tuple[object, object]]:
    """Of each its type and its default."""
    types = get_type_hints(function)
    known = inspect.signature(function).parameters.values()
    return {each.name: (types[each.name], each.default) for each in known if each.name != "self"}


async def test_the_verbs_are_told_over_http(url: str, control: Control) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/sandbox/verbs") as answer:
        told = await answer.json()
    assert told["press"]["fields"]["button"] == {"type": "text", "default": None}
    assert told["say"]["fields"]["text"] == {"type": "text"}
    assert told == verbs()
