"""Pinning a broadcast for everybody, and taking the pins away."""

from tests.dialogs.conftest import FIRST, House, Person, words_of
from tests.dialogs.mending.cards import card_of, sent_to
from tests.dialogs.windows.test_drafts import labels


async def pins(house: House, people: int) -> list[int]:
    return [len(await house.control.pinned(FIRST + number)) for number in range(people)]


async def test_it_is_pinned_for_everybody_and_unpinned_again(house: House, admin: Person) -> None:
    await sent_to(house, 2, "Look at this")
    await card_of(admin, "Look at this")
    await admin.press("📌 Pin")
    await admin.sees("for 2 recipients? In private chats nobody is notified.")
    await admin.press("Yes, pin it (2)")
    report = words_of(await admin.sees("📌 Pinned: "))
    assert "✅ Pinned: 2 of 2" in report
    assert await pins(house, 2) == [1, 1]
    card = await card_of(admin, "Look at this")
    assert "📍 Unpin" in labels(card)
    assert "📌 Pin" not in labels(card)
    await admin.press("📍 Unpin")
    await admin.sees("Take the pin of")
    await admin.press("Yes, unpin it")
    report = words_of(await admin.sees("📍 Unpinned: "))
    assert "✅ Unpinned: 2 of 2" in report
    assert await pins(house, 2) == [0, 0]


async def test_one_that_is_being_sent_is_not_pinned(house: House, admin: Person) -> None:
    await house.subscribe(400)
    await admin.launch("On its way")
    await admin.sees("▓")
    await card_of(admin, "On its way")
    await admin.press("📌 Pin")
    window = await admin.sees("It is still being sent")
    assert labels(window) == ["⬅️ Back"]
