"""Why the demo ended before its end."""


class DemoFailed(Exception):
    """Something did not happen; `detail` holds what was seen instead, in a few lines."""

    def __init__(self, words: str, detail: str = "") -> None:
        super().__init__(words)
        self.detail = detail
