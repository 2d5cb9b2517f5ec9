"""From what is known of a window to a verdict. Each line is one condition of docs/certainty.md."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from broadcast.certainty.doubts import Doubt, Reason
from db.schema.states import Found

Ruling = tuple[Found, Reason]


def _unknown(reason: Reason) -> Ruling:
    return Found.UNKNOWN, reason


def before_asking(
    doubt: Doubt,
    missing: Sequence[int] | None,
    *,
    crossed: bool,
    rivals: Iterable[Doubt],
    shared: bool,
    most: int,
) -> Ruling | None:
    """None: the missing numbers are to be asked for.

    `crossed`: another call to the chat may have landed in the window. `rivals` are the other doubts
    of the chat whose windows overlap. `shared`: another program sends by the token. Where a message
    that is not the doubt's may stand in the chat, nothing is asked: the question would change it.
    """
    if missing is None:
        return _unknown(Reason.NOT_REMEMBERED)
    if not missing:
        return Found.NOT_SENT, Reason.NO_NUMBER_MISSING
    if doubt.markup is None:
        return _unknown(Reason.UNASKABLE)
    if doubt.crossed or crossed:
        return _unknown(Reason.CROSSED)
    if any(rival.markup != doubt.markup for rival in rivals):
        return _unknown(Reason.RIVAL)
    if shared:
        return _unknown(Reason.SHARED)
    if len(missing) > most:
        return _unknown(Reason.TOO_MANY)
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """When all was asked. `hits`: how many of the missing numbers are there, of how many `items`.

    `silent`: of some number the answers told nothing. `nowhere`: some number is in no chat that was
    asked. `foreign`: a number that nothing explains, or another program is known to send.
    """

    hits: int
    items: int
    silent: bool = False
    nowhere: bool = False
    foreign: bool = False


def after_asking(doubt: Doubt, found: Findings) -> Ruling:
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
