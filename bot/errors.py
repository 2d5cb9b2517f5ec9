"""Why the process does not start, or not yet."""


class StartRefused(Exception):
    """Herald cannot start; the message is one clear line that says what to do."""


class AskedToWait(StartRefused):
    """Telegram answered 429 to a call that the start needs: who has the time asks again."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(f"Telegram asks to wait {seconds:.0f} s before it answers {method} (429)")
        self.seconds = seconds
