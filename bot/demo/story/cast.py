"""Who is in the demo's Telegram: a few people with a face, and the crowd."""

from dataclasses import dataclass

FIRST_OF_CROWD = 1_000_001
RUSSIAN_SHARE = 1 / 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """Somebody whose chat stands in the list of the page, with a note below the name."""

    id: int
    name: str
    username: str | None = None
    language: str = "en"
    note: str
    subscribed: bool = True
    has_blocked: bool = False  # while the bot was not looking: it still counts on them


@dataclass(frozen=True, kw_only=True, slots=True)
class Many:
    """People first .. first + count - 1 of one language."""

    first: int
    count: int
    language: str


YOU = Named(id=1_001, name="You", username="you", note="the owner", subscribed=False)
EDITOR = Named(id=1_002, name="Clara", username="clara", note="an editor")
NAMED = (
    YOU,
    EDITOR,
    Named(id=1_003, name="Борис", username="boris", language="ru", note="reads Russian"),
    Named(id=1_004, name="Élodie", username="elodie", language="fr", note="reads French"),
    Named(id=1_005, name="美咲", username="misaki", language="ja", note="reads Japanese"),
    Named(id=1_006, name="فاطمة", username="fatima", language="ar", note="reads Arabic"),
    Named(id=1_007, name="João", language="pt-br", note="reads Portuguese"),
    Named(id=1_008, name="Oskar", language="de", note="has blocked the bot", has_blocked=True),
)


def crowds(people: int) -> list[Many]:
    """So many people in all, with numbers that follow one another."""
    russian = round(people * RUSSIAN_SHARE)
    english = people - russian
    both = (
        Many(first=FIRST_OF_CROWD, count=english, language="en"),
        Many(first=FIRST_OF_CROWD + english, count=russian, language="ru"),
    )
    return [crowd for crowd in both if crowd.count]
