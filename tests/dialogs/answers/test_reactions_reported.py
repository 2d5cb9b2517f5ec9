"""Reactions on the card: what people gave below the messages of the broadcast, in one line."""

from tests.dialogs.answers.test_answers_reported import open_card, plain
from tests.dialogs.conftest import FIRST, House, Person, eventually, words_of


async def react(house: House, user_id: int, *emoji: str) -> None:
    message = (await house.control.chat(user_id))[-1]
    await house.control.react(user_id, message["message_id"], list(emoji))


async def test_the_card_says_how_many_of_each(house: House, admin: Person) -> None:
    await house.subscribe(4)
    await admin.launch("Which one?")
    await admin.sees("Sent: 4")
    for number, emoji in enumerate("👍👍🔥"):
        await react(house, FIRST + number, emoji)
    await react(house, FIRST, "🔥")
    await react(house, FIRST + 3, "👍")
    await react(house, FIRST + 3)

    async def counted() -> bool:
        rows = await house.rows("SELECT reaction, count FROM reaction_tallies ORDER BY 1")
        return [tuple(row) for row in rows] == [("👍", 1), ("🔥", 2)]

    await eventually(counted)
    await open_card(admin)
    assert "👍 Reactions: 🔥 2 · 👍 1" in plain(words_of(await admin.sees("Reactions")))
    await admin.press("Who reacted")
    await admin.press("🔥⁩: 2")
    names = words_of(await admin.sees(f"{FIRST + 2}"))
    assert str(FIRST) in names
    assert str(FIRST + 1) not in names


async def test_a_reaction_to_anything_else_counts_nowhere(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.person(FIRST).say("/help")
    await house.person(FIRST).sees("/stop")
    await react(house, FIRST, "👍")
    await admin.launch("Which one?")
    await admin.sees("Sent: 1")
    await open_card(admin)
    card = words_of(await admin.sees("Sent: 1"))
    assert "Reactions" not in card
    assert await house.rows("SELECT 1 FROM reactions") == []
