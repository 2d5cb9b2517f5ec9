"""A body with addresses in it that are different for each recipient."""

from collections.abc import Sequence
from dataclasses import dataclass

from botapi.personal.template import Template


@dataclass(frozen=True, slots=True)
class Addressed:
    """`rest`, with signs in it that stand nowhere else: each recipient's own come in their place.

    Where nobody's are given the signs stay: they are good addresses, too.
    """

    rest: "bytes | Template | Addressed"
    signs: tuple[bytes, ...]

    def fill(self, values: Sequence[str]) -> bytes:
        """`values`: what `rest` wants, and behind it one for each sign."""
        names = len(values) - len(self.signs)
        rest, own = self.rest, values[names:] if names >= 0 else ()
        body = rest if isinstance(rest, bytes) else rest.fill(values)
        for sign, value in zip(self.signs, own, strict=False):
            body = body.replace(sign, value.encode())
        return body
