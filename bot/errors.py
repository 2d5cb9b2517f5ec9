"""Why the process does not start, or not yet."""


class StartRefused(Exception):
    """Herald cannot start; the message is one clear line that says what to do."""


class TokenRefused(StartRefused):
    """Telegram does not take the token: only somebody with another one can help."""

    def __init__(self, said: str) -> None:
        super().__init__(
            f"Telegram refuses BOT_TOKEN ({said}): copy the current token from @BotFather"
        )
        self.said = said


class AskedToWait(StartRefused):
    """Telegram answered 429 to a call that the start needs: who has the time asks again."""

    def __init__(self, method: str, seconds: float) -> None:
        super().__init__(f"Telegram asks to wait {seconds:.0f} s before it answers {method} (429)")
        self.seconds = seconds
