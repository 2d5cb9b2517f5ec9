"""The doubts of one counter, and what was learnt of each."""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field

from broadcast.certainty.doubts import Ask, Doubt, Evidence, Kind, Reason, Verdict
from broadcast.certainty.windows import Window
from db.schema.states import Found

SHOWN = 10  # missing numbers in the evidence


@dataclass(eq=False, kw_only=True, slots=True)
class Case:
    """A doubt; `rank` counts them as they came. `open`: the numbers that are still to be asked.

    `missing` is None until the window is closed and the questions begin. `barred`: those of them
    that it may not ask for; `is_held`: that is so of all. Others may yet find them in their chats.
    """

    doubt: Doubt
    rank: int
    window: Window
    opened: float
    missing: list[int] | None = None
    open: set[int] = field(default_factory=set)
    hits: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    barred: set[int] = field(default_factory=set)
    asked: int = 0
    is_held: bool = False

    def verdict(self, found: Found, reason: Reason, *, numbers: Iterable[int] = ()) -> Verdict:
        missing = self.missing or []
        evidence = Evidence(
            low=self.window.low,
            high=self.window.high,
            missing=tuple(missing[:SHOWN]),
            missing_count=len(missing),
            asked=self.asked,
            items=self.doubt.items,
        )
        return Verdict(
            doubt=self.doubt,
            found=found,
            reason=reason,
            evidence=evidence,
            numbers=tuple(sorted(numbers)),
        )


class Cases:
    """By key; and by the numbers that are asked for."""

    def __init__(self) -> None:
        self._cases: dict[tuple[int, int, int], Case] = {}
        self._chats: dict[int, list[Case]] = {}
        self._askers: dict[int, dict[int, Case]] = {}  # number -> rank -> case
        self._under_way: set[tuple[int, int]] = set()  # rank, number
        self._hits: dict[int, int] = {}  # number -> rank of the case that it was found for
        self._count = 0
        self.top = 0  # no number from here on is asked for

    def __iter__(self) -> Iterator[Case]:
        return iter(self._cases.values())

    def __len__(self) -> int:
        return len(self._cases)

    def get(self, key: tuple[int, int, int]) -> Case | None:
        return self._cases.get(key)

    def open(self, doubt: Doubt, window: Window, *, at: float) -> None:
        case = Case(doubt=doubt, rank=self._count, window=window, opened=at)
        self._count += 1
        self._cases[doubt.key] = case
        self._chats.setdefault(doubt.chat_id, []).append(case)

    def close(self, case: Case) -> None:
        del self._cases[case.doubt.key]
        of_chat = self._chats[case.doubt.chat_id]
        of_chat.remove(case)
        if not of_chat:
            del self._chats[case.doubt.chat_id]
        for number in case.open:
            self._drop(number, case)

    def rivals(self, case: Case) -> list[Case]:
        """The others of its chat whose windows overlap."""
        of_chat = self._chats[case.doubt.chat_id]
        return [one for one in of_chat if one is not case and one.window.overlaps(case.window)]

    def ask(self, case: Case, number: int) -> None:
        """It is to be asked for there."""
        case.open.add(number)
        self.top = max(self.top, number + 1)
        self._askers.setdefault(number, {})[case.rank] = case

    def resolve(self, case: Case, number: int) -> None:
        """Nothing more is to be asked about it there."""
        if number in case.open:
            case.open.discard(number)
            self._drop(number, case)

    def forget(self, case: Case, number: int) -> None:
        """It is another message's, as was learnt late."""
        self.resolve(case, number)
        case.hits.discard(number)
        case.silent.discard(number)
        case.barred.discard(number)

    def found(self, case: Case, number: int) -> None:
        """A number is in one chat only: nobody else needs to ask for it."""
        self._hits[number] = case.rank
        for one in list(self._askers.get(number, {}).values()):
            if one.doubt.chat_id == case.doubt.chat_id:
                one.hits.add(number)
            self.resolve(one, number)

    def keep_hits(self, numbers: Container[int]) -> None:
        self._hits = {one: rank for one, rank in self._hits.items() if one in numbers}

    def is_asked(self, number: int) -> bool:
        return number in self._askers

    def asking(self, ask: Ask) -> None:
        if case := self.get(ask.doubt.key):
            case.asked += 1
            self._under_way.add((case.rank, ask.number))

    def asked(self, case: Case, number: int) -> None:
        self._under_way.discard((case.rank, number))

    def next_ask(self, kinds: Collection[Kind]) -> Ask | None:
        """The lowest number, for the doubt whose turn it most likely was.

        Calls land roughly in the order in which they left: so most numbers are found at once, and
        of what is left over nothing is missing.
        """
        for number in sorted(self._askers):
            able = [
                case
                for case in self._askers[number].values()
                if case.doubt.kind in kinds and (case.rank, number) not in self._under_way
            ]
            if able:
                turn = self._turn(number, able)
                case = min(able, key=lambda case: abs(case.rank - turn))
                return Ask(case.doubt, number)
        return None

    def _turn(self, number: int, able: list[Case]) -> int:
        """The one after that of the number found below; never one before the last low below."""
        below = max((one for one in self._hits if one < number), default=None)
        last_low = max(case.window.low for case in able)
        first = min(case.rank for case in able if case.window.low == last_low)
        return first if below is None else max(first, self._hits[below] + 1)

    def _drop(self, number: int, case: Case) -> None:
        askers = self._askers[number]
        del askers[case.rank]
        if not askers:
            del self._askers[number]
        self._under_way.discard((case.rank, number))
