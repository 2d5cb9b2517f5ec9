"""The control API is documented as it is."""

import inspect

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.verbs import Verbs
from botapi_sandbox.verbs.describe import README, renewed
from botapi_sandbox.verbs.described import ANY_OF, verbs

ANSWERED_OTHERWISE = {"send"}
"""Whose fields stand by themselves in Python, and in `fields` over HTTP."""


def test_the_readme_has_every_verb_with_its_fields() -> None:
    text = README.read_text(encoding="utf-8")
    assert renewed(text) == text, "run: python -m botapi_sandbox.verbs.describe"


def test_every_verb_says_what_it_does(sandbox: Sandbox) -> None:
    told = verbs()
    assert sorted(told) == Verbs(sandbox.world).names()
    assert [name for name, verb in told.items() if not verb["about"]] == []


@pytest.mark.parametrize("name", sorted(set(verbs()) - ANSWERED_OTHERWISE))
def test_the_python_client_takes_the_same_fields(name: str) -> None:
    """`token` it may bring along by itself."""
    client = getattr(Control, name, None)
    if client is None:
        pytest.skip("asked for by do()")
    fields = {each for each in inspect.signature(client).parameters if each != "self"}
    known = set(verbs()[name]["fields"])
    if ANY_OF in known:
        assert fields == {"changes"}
    else:
        assert fields - known == set()


async def test_the_verbs_are_told_over_http(url: str, control: Control) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{url}/sandbox/verbs") as answer:
        told = await answer.json()
    assert told["press"]["fields"]["button"] == {"type": "text", "default": None}
    assert told["say"]["fields"]["text"] == {"type": "text"}
    assert told == verbs()
