"""A text with its entities, as it is kept and put into calls."""

from dataclasses import dataclass
from typing import Self

from botapi.call import JsonObject
from broadcast.model.formatting.units import units


@dataclass(frozen=True, kw_only=True, slots=True)
class Formatted:
    """Entities as the Bot API's MessageEntity, in UTF-16 units."""

    text: str = ""
    entities: tuple[JsonObject, ...] = ()

    @property
    def units(self) -> int:
        return units(self.text)

    def followed_by(self, other: "Formatted", between: str) -> "Formatted":
        """Nothing stands between where one of the two is empty."""
        if not self.text or not other.text:
            return self if self.text else other
        shift = self.units + units(between)
        moved = ({**one, "offset": int(one["offset"]) + shift} for one in other.entities)
        return Formatted(
            text=f"{self.text}{between}{other.text}", entities=(*self.entities, *moved)
        )

    def data(self) -> JsonObject:
        """For JSON."""
        return {"text": self.text, "entities": list(self.entities)}

    @classmethod
    def load(cls, data: JsonObject) -> Self:
        return cls(text=data.get("text", ""), entities=tuple(data.get("entities", ())))
