"""From what is known of a window to a verdict. Each line is one condition of docs/certainty.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadcast.certainty.doubts import Doubt, Reason
from broadcast.certainty.windows import Window
from db.schema.states import Found

Ruling = tuple[Found, Reason]


def _unknown(reason: Reason) -> Ruling:
    return Found.UNKNOWN, reason


def before_asking(
    doubt: Doubt,
    missing: Sequence[int] | None,
    *,
    barred: Mapping[int, Reason],
    shared: bool,
    most: int,
) -> Ruling | None:
    """None: the missing numbers are to be asked for, but for the barred ones.

    `barred`: those that another message of the chat may have, see `bar`. `shared`: another program
    sends by the token. Where a message that is not the doubt's may stand in the chat, nothing is
    asked: the question would change it.
    """
    if missing is None:
        return _unknown(Reason.NOT_REMEMBERED)
    if not missing:
        return Found.NOT_SENT, Reason.NO_NUMBER_MISSING
    if doubt.markup is None:
        return _unknown(Reason.UNASKABLE)
    if len(barred) == len(missing):
        return _unknown(barred[missing[0]])
    if shared:
        return _unknown(Reason.SHARED)
    if len(missing) > most:
        return _unknown(Reason.TOO_MANY)
    return None


def bar(
    doubt: Doubt, number: int, *, crossing: Iterable[Window], rivals: Iterable[tuple[Doubt, Window]]
) -> Reason | None:
    """Why nothing is asked about a number in the doubt's chat, and nothing that was found under it
    counts: it may be another message's there. None: it can only be the doubt's, or an equal one's.

    `crossing`: where other calls to the chat may have landed whose numbers are not known. `rivals`:
    the other doubts of the chat, and where they may have landed.
    """
    if any(window.holds(number) for window in crossing):
        return Reason.CROSSED
    if any(one.markup != doubt.markup and window.holds(number) for one, window in rivals):
        return Reason.RIVAL
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """When all was asked. `hits`: how many of the missing numbers are there, of how many `items`.

    `barred`: some number was not asked for, or does not count, for that reason. `silent`: of some
    number the answers told nothing. `nowhere`: some number is in no chat that was asked. `foreign`:
    a number that nothing explains, or another program is known to send.
    """

    hits: int
    items: int
    barred: Reason | None = None
    silent: bool = False
    nowhere: bool = False
    foreign: bool = False


def after_asking(doubt: Doubt, found: Findings) -> Ruling:
    if found.barred is not None and found.hits != found.items:
        return _unknown(found.barred)
    if found.hits == 0:
        if found.silent:
            return _unknown(Reason.UNRESOLVED)
        if doubt.others_can_delete and found.nowhere:
            return _unknown(Reason.PERHAPS_DELETED)
        return Found.NOT_SENT, Reason.NOT_FOUND
    if found.hits != found.items:
        return _unknown(Reason.PARTIAL)
    if doubt.own_data:
        return Found.SENT, Reason.OWN_DATA
    if found.foreign:
        return _unknown(Reason.FOREIGN)
    return Found.SENT, Reason.ALONE
