"""Who listens to message numbers, in tests."""

from collections.abc import Sequence

from botapi.message_numbers import Leaving


class Ear:
    """Puts down what it is told."""

    def __init__(self, heard: list[int]) -> None:
        self._heard = heard

    def leaving(self) -> Leaving:
        return Leaving(max(self._heard, default=0), 0.0)

    def received(self, number: int) -> None:
        self._heard.append(number)

    def sent(self, numbers: Sequence[int], _: Leaving) -> None:
        self._heard.extend(numbers)

    def received_in(self, chat_id: int, number: int, date: int) -> None:
        """A supergroup's, which is not listened to."""

    def sent_in(self, chat_id: int, numbers: Sequence[int], _: Leaving) -> None:
        """The same."""

    def dated(self, date: int, _: Leaving) -> None:
        """The same."""
