"""Each of a content's variants is judged for itself: that one is taken says nothing of another."""

from collections.abc import Iterable, Sequence

from broadcast.guards.content import ContentGuard, Refusal


class VariantGuards:
    """A guard for each variant of one run's message; most have one."""

    def __init__(self, taken: Sequence[int], refusals: Iterable[Refusal] = ()) -> None:
        """`taken`: by variant, how many steps somebody got before; `refusals`: as the guard's."""
        found = list(refusals)
        self._guards = [
            ContentGuard(taken=steps, refusals=[one for one in found if one.variant == variant])
            for variant, steps in enumerate(taken)
        ]

    def of(self, variant: int) -> ContentGuard:
        return self._guards[variant]

    def blame_content(self) -> None:
        """There is nobody else to ask."""
        for guard in self._guards:
            guard.blame_content()

    def forget_unconfirmed(self) -> None:
        """Who refused is not marked any more."""
        for guard in self._guards:
            guard.forget_unconfirmed()

    def resume(self) -> None:
        """An admin said so: others are asked."""
        for guard in self._guards:
            guard.resume()

    @property
    def blames_content(self) -> bool:
        """Whether one of them is at fault, as far as is known now."""
        return any(guard.blames_content for guard in self._guards)

    @property
    def has_unconfirmed(self) -> bool:
        """Some refused theirs, and nobody took it."""
        return any(guard.has_unconfirmed for guard in self._guards)

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """Recipients who are marked although it may not be about them."""
        return tuple(sorted(one for guard in self._guards for one in guard.unconfirmed))

    @property
    def detail(self) -> str | None:
        """Telegram's words for the last refusal of the first that is at fault."""
        blamed = (guard.detail for guard in self._guards if guard.blames_content)
        return next(blamed, None)
