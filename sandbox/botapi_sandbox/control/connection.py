"""Asking the control API: one verb, one request."""

import json
from types import TracebackType
from typing import Any, Self

import aiohttp


class ControlRefused(Exception):
    """The sandbox could not do what was asked; its reason is the message."""


class Connection:
    """Talks to the port that stays open during outages, which it finds through `url`."""

    def __init__(self, url: str, token: str | None = None, key: str | None = None) -> None:
        """`token`: the bot that is meant where several have called; else each or the first.
        `key`: of a sandbox that listens beyond its machine."""
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._url = url.rstrip("/")
        self._token = token
        self._control = self._url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        timeout = aiohttp.ClientTimeout(total=None)
        self._session = aiohttp.ClientSession(timeout=timeout, headers=self._headers)
        try:
            async with self._session.get(f"{self._url}/sandbox/where") as answer:
                self._control = (await _told(answer))["control"] or self._url
        except BaseException:
            await self._session.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def do(self, verb: str, **arguments: Any) -> Any:
        """Any verb by name. Raises ControlRefused."""
        if self._session is None:
            raise ControlRefused("open it first: async with Control(url) as control")
        body = json.dumps(arguments)
        url = f"{self._control}/sandbox/{verb}"
        async with self._session.post(url, data=body) as answer:
            return await _told(answer)

    async def do_bot(self, verb: str, **arguments: Any) -> Any:
        """A verb that concerns one bot, or all of them."""
        if self._token is not None:
            arguments["token"] = self._token
        return await self.do(verb, **arguments)


async def _told(answer: aiohttp.ClientResponse) -> Any:
    """Raises ControlRefused for anything but what was asked for."""
    value = await answer.json()
    if answer.status != 200:
        raise ControlRefused(value.get("error", value))
    return value
