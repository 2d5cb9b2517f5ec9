"""The bot's own addresses of what one run says, and its calls with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from botapi.call import Call, Rest
from botapi.personal.addressed import Addressed
from broadcast.model.clicks.targets import host_of, is_web, location, relinked, with_preview_of
from broadcast.model.clicks.tokens import NOBODY, Token, signed, target_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Addresses:
    """`links`: their numbers, by where they lead."""

    base: str  # https://bot.example/r/42/
    secret: bytes
    links: Mapping[str, int]
    by_person: bool

    def token(self, url: str, subscriber: int = NOBODY) -> str:
        token = Token(link=self.links[url], subscriber=subscriber, target=target_of(url))
        return signed(self.secret, token)

    def tokens(self, subscriber: int) -> tuple[str, ...]:
        """Somebody's own, of all links in order; nothing where nobody is told apart."""
        if not self.by_person:
            return ()
        return tuple([self.token(url, subscriber) for url in self.links])

    def within(self, call: Call) -> Call:
        """With the addresses that are the same for all."""

        def instead(url: str) -> str | None:
            return self.base + self.token(url) if url in self.links else None

        return with_preview_of(relinked(call, instead), call)

    def encoding(self, encode: Callable[[Call], Rest]) -> Callable[[Call], Rest]:
        """Where people are told apart, each one's own are put in as it is sent."""

        def encoded(call: Call) -> Rest:
            rest = encode(self.within(call))
            if not self.by_person:
                return rest
            return Addressed(rest, tuple(self.token(url).encode() for url in self.links))

        return encoded


def counted(url: str, base: str) -> bool:
    """Whether a link leads over the bot's server, where that is at `base`."""
    return is_web(url) and host_of(url) != host_of(base) and location(url) is not None
