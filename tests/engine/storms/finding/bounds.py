"""How many lost answers must have been found out, and which of the others nobody could have.

Counted apart is what no numbers of messages can tell (docs/certainty.md, "What cannot be told"):
what a storm makes of it is a matter of how often it does that to the bot, not of the bot.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from botapi.message_numbers import SUPERGROUPS
from broadcast.certainty.doubts import Reason
from db.certainty import doubts
from db.schema.states import Found
from tests.engine.storms.finding.verdicts import Reached

ALONE, ALL = 0.99, 0.95  # of those that can be told; where nobody else sends, and in all storms
ENOUGH = 150  # of fewer such shares say nothing

NOTHING_SEEN = "nothing had been seen of the chat's numbers before"
ERASED = "whose chat nobody knows any more"
BESIDE = "beside a lost reply to the same chat"
EQUAL = "beside an equal message in doubt in the same chat"
DELETED = "in a group, where a number is nowhere: an admin may have deleted it"
REFUSED = "in a chat that takes no questions any more"
QUIET = "in a supergroup or channel where nothing was sent or written any more"
FOREIGN = "beside another program on the token"
UNHEARD = "beside updates that never came, or numbers of nobody's"
# Where another program writes everywhere, or numbers are nobody's, these follow from that.
OF_A_PROGRAM = frozenset({Reason.SHARED, Reason.FOREIGN, Reason.PARTIAL, Reason.STOPPED})
OF_UNHEARD = frozenset({Reason.SHARED, Reason.FOREIGN})
ALWAYS = {
    Reason.CROSSED: BESIDE,
    Reason.UNRESOLVED: REFUSED,
    Reason.PERHAPS_DELETED: DELETED,
}


class Told(NamedTuple):
    """Of a verdict: whether another program shared the token, what was found and why; `beyond`: why
    nobody could have found out more, where that is so."""

    is_shared: bool
    found: str
    reason: str
    beyond: str | None = None


def tally(every: Sequence[Reached], *, is_shared: bool, is_unheard: bool) -> Counter[Told]:
    """All of a storm; `is_unheard`: updates got lost in it, or numbers were nobody's."""
    partial = Counter(one.subscriber_id for one in every if one.reason == Reason.PARTIAL)
    counts: Counter[Told] = Counter()
    for one in every:
        beyond = None
        if one.found is Found.UNKNOWN:
            beyond = _beyond(one, is_shared=is_shared, is_unheard=is_unheard)
            if one.reason == Reason.PARTIAL and partial[one.subscriber_id] > 1:
                beyond = EQUAL
        counts[Told(is_shared, str(one.found), one.reason, beyond)] += 1
    return counts


def _beyond(one: Reached, *, is_shared: bool, is_unheard: bool) -> str | None:
    if one.reason in (doubts.MERGED, doubts.ERASED) or (
        one.reason == Reason.UNASKABLE and not one.is_known
    ):
        return ERASED
    if one.reason == Reason.NOT_REMEMBERED and one.low <= 0:
        return NOTHING_SEEN
    counts_alone = one.chat_id is not None and one.chat_id <= SUPERGROUPS
    if one.reason == Reason.TOO_LATE and counts_alone and math.isinf(one.high):
        return QUIET
    if one.reason in ALWAYS:
        return ALWAYS[Reason(one.reason)]
    if is_shared and one.reason in OF_A_PROGRAM:
        return FOREIGN
    return UNHEARD if is_unheard and one.reason in OF_UNHEARD else None


def share(counts: Counter[Told], *, alone: bool) -> tuple[int, float]:
    """Of how many that can be told which share was found out; `alone`: in storms without another
    program."""
    of_those = Counter(
        {
            one: count
            for one, count in counts.items()
            if one.beyond is None and not (alone and one.is_shared)
        }
    )
    every = of_those.total()
    unknown = sum(count for one, count in of_those.items() if one.found == Found.UNKNOWN)
    return every, (every - unknown) / every if every else 1.0


def broken(counts: Counter[Told]) -> list[str]:
    """What does not hold over many storms; they are too few where nothing can be said."""
    said = []
    for alone, least in ((True, ALONE), (False, ALL)):
        every, found = share(counts, alone=alone)
        if every >= ENOUGH and found < least:
            where = "where nobody else sends" if alone else "in all"
            said.append(f"only {found:.1%} of {every} were found out {where}, not {least:.0%}")
    return said


def in_words(counts: Counter[Told]) -> str:
    """The shares, and all the reasons."""
    unknown = sum(count for one, count in counts.items() if one.found == Found.UNKNOWN)
    every = counts.total()
    lines = [f"{every} lost answers, {(every - unknown) / every:.1%} found out"]
    for alone, where in ((True, "where nobody else sends"), (False, "in all")):
        of_those, found = share(counts, alone=alone)
        lines.append(f"  {found:.1%} of {of_those} that can be told, {where}")
    beyond: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    for one, count in counts.items():
        if one.beyond is None:
            reasons[one.found, one.reason] += count
        else:
            beyond[one.beyond] += count
    lines += [f"  {count:6} {what}: {why}" for (what, why), count in reasons.most_common()]
    lines += [f"  {count:6} nobody can tell: {why}" for why, count in beyond.most_common()]
    return "\n".join(lines)
