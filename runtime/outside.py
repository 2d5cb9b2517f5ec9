"""What is asked of servers outside, by addresses that somebody has typed.

The floors see this alone; bot/outside keeps what it promises: nothing private is ever connected to,
no answer is longer and none takes longer than is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol


class WhyNot(StrEnum):
    """Why there is no answer. The codes are stored, and in locales/ as `outside-why`."""

    ADDRESS = "address"  # it is none of http or https
    PRIVATE = "private"  # it leads into a private network
    NAME = "name"  # nobody knows its host
    UNREACHABLE = "unreachable"  # no connection
    CERTIFICATE = "certificate"  # its certificate is not valid, or it speaks no TLS
    TIME = "time"  # it took too long
    SIZE = "size"  # it answers with too much
    REDIRECTS = "redirects"  # it leads from one address to the next, or to none
    BROKEN = "broken"  # what came back breaks off, or is no HTTP


SENTENCES = {
    WhyNot.ADDRESS: "It is not a web address: one begins with http:// or https://.",
    WhyNot.PRIVATE: "It leads into a private network, where the bot does not go.",
    WhyNot.NAME: "No server has that name.",
    WhyNot.UNREACHABLE: "The server cannot be reached.",
    WhyNot.CERTIFICATE: "The server's certificate is not valid.",
    WhyNot.TIME: "The server did not answer in time.",
    WhyNot.SIZE: "The server answers with more than is read.",
    WhyNot.REDIRECTS: "The server leads on to addresses that cannot be followed.",
    WhyNot.BROKEN: "The server's answer breaks off, or is none.",
}


class OutsideError(Exception):
    """There is no answer; `why` says it. Its words never repeat the address: it may be secret."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(SENTENCES[why])
        self.why = why


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server has said, whatever its status."""

    status: int
    url: str  # where it came from at last
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""  # of a post: always empty


class Outside(Protocol):
    """Both raise OutsideError. Seconds are for all of it: names, redirects, the body's end."""

    def check(self, url: str) -> None:
        """Whether it could be one at all, without asking anybody. Raises OutsideError."""
        ...

    async def get(
        self, url: str, *, largest: int, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """`largest`: bytes of the body, as they are once they are unpacked."""
        ...

    async def post(
        self, url: str, body: bytes, *, seconds: float, headers: Mapping[str, str]
    ) -> Answer:
        """Redirects that keep the method are followed; others are answers."""
        ...


class _Nowhere:
    """Of a program that asks nobody."""

    def check(self, *_: Any, **__: Any) -> None:
        raise OutsideError(WhyNot.UNREACHABLE)

    async def get(self, *_: Any, **__: Any) -> Answer:
        raise OutsideError(WhyNot.UNREACHABLE)

    async def post(self, *_: Any, **__: Any) -> Answer:
        raise OutsideError(WhyNot.UNREACHABLE)


NOWHERE: Outside = _Nowhere()
