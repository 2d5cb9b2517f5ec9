"""What topics, tags, fields and segments are called: one line, the same in any case of letters."""

import unicodedata
from dataclasses import dataclass
from typing import Self

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})  # they would make two of one name
_JOINER = "\u200d"  # it holds an emoji together


@dataclass(frozen=True, slots=True)
class Name:
    """`folded` is what it is known by: unique among its kind."""

    text: str
    folded: str

    @classmethod
    def read(cls, typed: str) -> Self:
        """As somebody types it; "" where nothing is left of it."""
        kept = "".join(one for one in unicodedata.normalize("NFC", typed) if _is_kept(one))
        text = " ".join(kept.split())
        return cls(text, text.casefold())

    def fits(self, longest: int) -> bool:
        """Whether it is a name of at most so many characters, of twice as many where case is
        folded: a few letters become three."""
        return 0 < len(self.text) <= longest and len(self.folded) <= 2 * longest


def _is_kept(character: str) -> bool:
    return (
        character == _JOINER
        or character.isspace()
        or unicodedata.category(character) not in _INVISIBLE
    )
