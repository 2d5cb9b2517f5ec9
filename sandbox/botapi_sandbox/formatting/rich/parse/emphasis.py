"""Pairs of `**`, `_`, `~~`, `==` and `||`: which opens, which closes, what lies between."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from botapi_sandbox.formatting.rich.parse.tree import Element, Node

SINGLE, DOUBLE = 1, 2
TAGS = {
    ("*", SINGLE): "i",
    ("_", SINGLE): "i",
    ("*", DOUBLE): "b",
    ("_", DOUBLE): "b",
    ("~", DOUBLE): "s",
    ("=", DOUBLE): "mark",
    ("|", DOUBLE): "tg-spoiler",
}


@dataclass(slots=True, kw_only=True)
class Run:
    """Equal signs in a row. Its `count` shrinks as they find their partners."""

    sign: str
    count: int
    opens: bool
    closes: bool


def run_at(source: str, start: int, end: int) -> Run:
    """As CommonMark's delimiter runs, except that Telegram pairs `__` inside of words, too."""
    before = source[start - 1] if start else " "
    after = source[end] if end < len(source) else " "
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not space_after and (not mark_after or space_before or mark_before)
    right = not space_before and (not mark_before or space_after or mark_after)
    opens, closes = left, right
    if source[start] == "_" and end - start == 1:
        opens = left and (not right or mark_before)
        closes = right and (not left or mark_after)
    return Run(sign=source[start], count=end - start, opens=opens, closes=closes)


def paired(items: list[Node | Run]) -> list[Node]:
    """Runs that found a partner become tags, the others text. Each is looked at once."""
    out: list[Node | Run] = []
    openers: list[int] = []  # places in `out`
    waiting: Counter[str] = Counter()  # openers by sign: nothing is searched for in vain
    for item in items:
        if isinstance(item, Run):
            if item.closes:
                _close(item, out, openers, waiting)
            if item.count and item.opens:
                openers.append(len(out))
                waiting[item.sign] += 1
            if item.count:
                out.append(item)
        else:
            out.append(item)
    return [each.sign * each.count if isinstance(each, Run) else each for each in out]


def _close(closer: Run, out: list[Node | Run], openers: list[int], waiting: Counter[str]) -> None:
    least = SINGLE if closer.sign in "*_" else DOUBLE
    while closer.count >= least and waiting[closer.sign]:
        place = openers[-1]
        opener = out[place]
        assert isinstance(opener, Run)  # noqa: S101 - openers hold places of runs only
        if opener.sign != closer.sign or opener.count < least:
            openers.pop()
            waiting[opener.sign] -= 1
            continue
        used = DOUBLE if min(opener.count, closer.count) >= DOUBLE else SINGLE
        inside = [e.sign * e.count if isinstance(e, Run) else e for e in out[place + 1 :]]
        del out[place + 1 :]
        opener.count -= used
        closer.count -= used
        if opener.count < least:
            openers.pop()
            waiting[opener.sign] -= 1
        if not opener.count:
            out.pop()
        out.append(Element(TAGS[closer.sign, used], {}, inside))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
