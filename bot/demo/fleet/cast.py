"""The bots of the fleet, who edits each of them, and the nodes that share them."""

from dataclasses import dataclass

from bot.demo.story.cast import NAMED, YOU, Named

NODES = ("node-1", "node-2", "node-3")


@dataclass(frozen=True, kw_only=True, slots=True)
class FleetBot:
    """A bot of which you are the owner, and somebody else an editor."""

    id: int
    name: str
    username: str
    editor: int
    own: tuple[str, ...] = ()  # settings of its own, as BOT_TOKENS_FILE has them

    @property
    def token(self) -> str:
        """The local Telegram takes any."""
        return f"{self.id}:demo"

    @property
    def schema(self) -> str:
        return f"bot_{self.id}"

    def line(self) -> str:
        """In BOT_TOKENS_FILE."""
        return " ".join((self.token, f"admin_ids={YOU.id}", *self.own))

    def edited_by(self) -> Named:
        return next(person for person in NAMED if person.id == self.editor)


BOTS = (
    FleetBot(id=424_201, name="Orchard News", username="orchard_news_bot", editor=1_002),
    FleetBot(
        id=424_202,
        name="Городская афиша",
        username="city_poster_bot",
        editor=1_003,
        own=("default_locale=ru",),
    ),
    FleetBot(id=424_203, name="Boulangerie", username="boulangerie_bot", editor=1_004),
    FleetBot(id=424_204, name="Night School", username="night_school_bot", editor=1_005),
)
FIRST = BOTS[0]  # where you have still to tap Start, as the tour says
