"""The state machines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.model.broadcast import Figures
from broadcast.model.errors import MoveNotAllowed
from broadcast.model.moves import check_broadcast_move, check_delivery_move
from db.schema.states import BROADCAST_MOVES, DELIVERY_MOVES, BroadcastState, DeliveryState

OPEN = {DeliveryState.PENDING, DeliveryState.CLAIMED}


def test_every_state_stands_in_its_table() -> None:
    assert set(BROADCAST_MOVES) == set(BroadcastState)
    assert set(DELIVERY_MOVES) == set(DeliveryState)


@given(st.sampled_from(BroadcastState), st.sampled_from(BroadcastState))
def test_a_broadcast_moves_as_the_table_says(old: BroadcastState, new: BroadcastState) -> None:
    if new in BROADCAST_MOVES[old]:
        check_broadcast_move(old, new)
        assert old not in {BroadcastState.FINISHED, BroadcastState.CANCELLED}
    else:
        with pytest.raises(MoveNotAllowed):
            check_broadcast_move(old, new)


@given(st.lists(st.sampled_from(DeliveryState), min_size=1, max_size=12))
def test_nothing_is_sent_without_a_claim_and_sent_is_for_ever(path: list[DeliveryState]) -> None:
    state, sent = DeliveryState.PENDING, 0
    for new in path:
        try:
            check_delivery_move(state, new)
        except MoveNotAllowed:
            continue
        if new is DeliveryState.SENT:
            assert state in {DeliveryState.CLAIMED, DeliveryState.UNCERTAIN}
            sent += 1
        state = new
    assert sent <= 1


def test_a_delivery_is_put_back_only_from_where_nothing_was_sent() -> None:
    back = {state for state, new in DELIVERY_MOVES.items() if DeliveryState.PENDING in new}
    # uncertain: where that was found out, or the owner chose UNCERTAIN_POLICY=resend
    # skipped: in a mending, which sends nothing
    open_again = DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.SKIPPED
    assert back == {DeliveryState.CLAIMED, *open_again}


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_figures_add_up(sent: int, left: int) -> None:
    figures = Figures(total=sent + left, sent=sent)
    assert figures.remaining == left
    assert 0 <= figures.percent <= 100
    assert (figures.percent == 100) == (left == 0)
