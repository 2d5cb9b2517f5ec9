"""Several bots in one sandbox: what each of them says is its own."""

import pytest

from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.state.tally import MANY
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

OTHER = "43:OTHER"
FIRST = 1_000_001
NEWS = "The news"


async def test_the_same_words_of_two_bots_are_nothing_twice(api: Api, control: Control) -> None:
    other = api.of(OTHER)
    await control.add_users(MANY)
    for person in range(FIRST, FIRST + MANY):
        await api.ok("sendMessage", chat_id=person, text=NEWS)
        await other.ok("sendMessage", chat_id=person, text=NEWS)
    await other.ok("sendMessage", chat_id=FIRST, text=NEWS)
    assert (await control.counts()).duplicates == [FIRST]
    async with Control(api.url, token=api.token) as one, Control(api.url, token=OTHER) as two:
        assert (await one.counts(NEWS)).duplicates == []
        assert (await two.counts(NEWS)).duplicates == [FIRST]
        assert (await two.counts(NEWS)).accepted == MANY + 1
    async with live_page(api.url) as page:
        items = (await page.until("spread", lambda told: len(told["items"]) == 2))["items"]
        assert [(each["bot"], each["twice"]) for each in items] == [(43, 1), (42, 0)]
        assert (await page.next("pulse"))["bots"] == 2


async def test_who_got_it_and_who_did_not_is_asked_for_one_bot(api: Api, control: Control) -> None:
    await control.add_users(2)
    await api.ok("sendMessage", chat_id=FIRST, text=NEWS)
    await api.of(OTHER).ok("sendMessage", chat_id=FIRST + 1, text=NEWS)
    assert await control.missed(NEWS, FIRST, 2) == []
    assert len((await control.timeline()).accepted) == 2
    async with Control(api.url, token=OTHER) as own:
        assert await own.missed(NEWS, FIRST, 2) == [FIRST]
        assert await own.delivered(NEWS) == [(FIRST + 1, 1)]
        assert len((await own.timeline()).accepted) == 1


async def test_a_bot_has_a_name_before_it_first_calls(api: Api, control: Control) -> None:
    await control.add_bot(OTHER, "Bakery", "bakery_bot")
    me = await api.of(OTHER).ok("getMe")
    assert (me["first_name"], me["username"]) == ("Bakery", "bakery_bot")
    await control.add_bot(OTHER, name="Old Bakery")
    sent = await api.of(OTHER).ok("sendMessage", chat_id=7, text="Hi")
    assert sent["from"]["first_name"] == "Old Bakery"
    assert sent["from"]["username"] == "bakery_bot"
    with pytest.raises(ControlRefused, match="Unauthorized"):
        await control.add_bot("no token")
