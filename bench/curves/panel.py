"""What a picture shows of one contestant; panels of the same picture stand side by side."""

from dataclasses import dataclass

from bench.curves.ceiling import Ceiling
from bench.curves.flow import Flow


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    picture: str  # its file's name, without the ending
    who: str
    ceiling: Ceiling
    flow: Flow
    lost: int  # people who never got it
