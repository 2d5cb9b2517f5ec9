"""For how often somebody of a run is asked once more."""

from broadcast.runs.retries import MOST_FLOODS, MOST_LOST, Retries


def test_a_chat_that_says_429_again_and_again_is_not_asked_for_ever() -> None:
    retries = Retries()
    assert [retries.after_flood(7) for _ in range(MOST_FLOODS)] == [True] * 4 + [False]
    retries.after_flood(8)
    retries.done(8)
    assert [retries.after_flood(8) for _ in range(MOST_FLOODS)] == [True] * 4 + [False]


def test_an_edit_whose_answers_get_lost_is_not_tried_for_ever() -> None:
    retries = Retries()
    assert [retries.after_lost_answer(7) for _ in range(MOST_LOST)] == [True] * 4 + [False]
    retries.done(7)
    assert retries.after_lost_answer(7)


def test_a_chat_that_moves_in_a_ring_is_not_followed() -> None:
    retries = Retries()
    assert retries.after_move(7, -1, -2)
    assert retries.after_move(7, -2, -3)
    assert retries.after_move(8, -1, -2)
    assert not retries.after_move(7, -3, -1)
