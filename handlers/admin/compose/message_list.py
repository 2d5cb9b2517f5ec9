"""The messages of a draft, each with where it comes from; what changes one list changes both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Self

from botapi.call import Call
from handlers.admin.compose.traces import MessageTrace

MOST = 10  # messages of a broadcast, an album being one

# Why a message cannot be one of the list, as windows remember it.
FULL = "full"
SECOND_POLL = "second-poll"
GONE = "gone"


class ListFull(Exception):
    """A draft has as many messages as a broadcast may have."""


class SecondPoll(Exception):
    """Votes are added up by option: of two polls in one broadcast nobody could tell them apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One message of the list."""

    call: Call
    trace: MessageTrace

    def with_call(self, call: Call) -> Self:
        return replace(self, call=call)

    def or_else(self, call: Call | None) -> Self:
        """It could go by that call, too."""
        other = None if call is None else {"method": call.method, "params": call.params}
        return replace(self, trace=replace(self.trace, other=other))

    def swapped(self) -> Self:
        """By the other call, if there is one."""
        if self.trace.other is None:
            return self
        return self.with_call(Call(**self.trace.other)).or_else(self.call)

    def data(self) -> dict[str, Any]:
        """For JSON."""
        call = {"method": self.call.method, "params": self.call.params}
        return {"call": call, "trace": self.trace.notes()}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Self:
        return cls(call=Call(**data["call"]), trace=MessageTrace.read(data["trace"]))


@dataclass(frozen=True, slots=True)
class MessageList:
    """Raises IndexError where there is no such message: a tap that came too late, say."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, calls: Iterable[Call], traces: Iterable[MessageTrace]) -> Self:
        """A draft that was not composed in this chat knows no sources."""
        pairs = zip_longest(calls, traces)
        return cls(
            tuple(
                Entry(call=call, trace=trace or MessageTrace())
                for call, trace in pairs
                if call is not None
            )
        )

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def calls(self) -> tuple[Call, ...]:
        return tuple(entry.call for entry in self.entries)

    @property
    def traces(self) -> tuple[MessageTrace, ...]:
        return tuple(entry.trace for entry in self.entries)

    def added(self, entry: Entry, *, among: int = 0) -> Self:
        """At the end, but in the author's order among the last so many, which came just now: an
        album is complete only a while after its last item.

        Raises ListFull or SecondPoll.
        """
        if len(self.entries) >= MOST:
            raise ListFull
        place = len(self.entries)
        while place > len(self.entries) - among and _later(self.entries[place - 1], entry):
            place -= 1
        return self._checked((*self.entries[:place], entry, *self.entries[place:]))

    def replaced(self, index: int, entry: Entry) -> Self:
        """Raises SecondPoll."""
        self._at(index)
        return self._checked((*self.entries[:index], entry, *self.entries[index + 1 :]))

    def without(self, index: int) -> Self:
        self._at(index)
        return type(self)((*self.entries[:index], *self.entries[index + 1 :]))

    def moved(self, index: int, to: int) -> Self:
        """To another place, which is one of the list's."""
        entry = self._at(index)
        self._at(to)
        rest = self.without(index).entries
        return type(self)((*rest[:to], entry, *rest[to:]))

    def _at(self, index: int) -> Entry:
        if not 0 <= index < len(self.entries):
            raise IndexError(index)
        return self.entries[index]

    def _checked(self, entries: tuple[Entry, ...]) -> Self:
        if sum(entry.call.votes for entry in entries) > 1:
            raise SecondPoll
        return type(self)(entries)


def _later(one: Entry, other: Entry) -> bool:
    return bool(one.trace.ids and other.trace.ids) and one.trace.ids[0] > other.trace.ids[0]
