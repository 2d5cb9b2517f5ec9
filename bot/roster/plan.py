"""What a new list of bots means for those that are served: nothing, for most of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

S = TypeVar("S")


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan(Generic[S]):
    """`leave` comes first: a bot with other settings is in both."""

    leave: tuple[int, ...]
    serve: Mapping[int, S]


def plan(served: Mapping[int, S], wanted: Mapping[int, S], *, stopped: Collection[int]) -> Plan[S]:
    """`served`: each bot that is known, with its settings, those that are `stopped` as well: their
    token was refused, and they are tried again when somebody asks to look at the list."""
    leave = [bot for bot, settings in served.items() if wanted.get(bot) != settings]
    again = {*leave, *stopped}
    serve = {bot: s for bot, s in wanted.items() if bot not in served or bot in again}
    return Plan(leave=tuple(leave), serve=serve)
