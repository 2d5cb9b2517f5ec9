"""The panel on the right: what Telegram sees, and what can be done to it."""

import asyncio
import re

from playwright.async_api import Locator, expect

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen
from tests.browser.watch import Watch

CROWD = 1_000_001
DRAWN = """canvas => {
  const {width, height} = canvas;
  const points = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const colours = new Set();
  for (let place = 0; place < points.length; place += 4) {
    if (points[place + 3]) colours.add(points.slice(place, place + 3).join());
  }
  return colours.size;
}"""


async def slide(slider: Locator, position: float) -> None:
    """As a hand does: to a place between the left end (0) and the right one (1)."""
    box = await slider.bounding_box()
    assert box is not None
    inset = 8  # half a thumb
    x = inset + position * (box["width"] - 2 * inset)
    await slider.click(position={"x": x, "y": box["height"] / 2})


async def limit(sandbox: Sandbox, name: str) -> object:
    return getattr(sandbox.world.limits, name)


async def until_changed(sandbox: Sandbox, name: str, before: object) -> object:
    async with asyncio.timeout(10):
        while (now := await limit(sandbox, name)) == before:
            await asyncio.sleep(0.02)
    return now


async def test_the_ceiling_is_set_by_a_slider(sandbox: Sandbox, screen: Screen) -> None:
    """Left is one message a second, the far right is off; in between its logarithm."""
    slider = screen.page.get_by_test_id("ceiling")
    await slide(slider, 0.5)
    half = await until_changed(sandbox, "per_second", None)
    assert isinstance(half, float | int)
    assert 20 < half < 50
    await slider.focus()
    await screen.page.keyboard.press("Home")
    assert await until_changed(sandbox, "per_second", half) == 1
    await screen.page.keyboard.press("End")
    assert await until_changed(sandbox, "per_second", 1) is None


async def test_a_ceiling_that_somebody_else_sets_is_shown(control: Control, screen: Screen) -> None:
    await control.limits(per_second=30)
    await expect(screen.page.locator("#telegram")).to_contain_text("ceiling 30/s")
    await expect(screen.page.get_by_test_id("ceiling")).to_have_attribute(
        "aria-valuetext", re.compile("^30")
    )


async def test_latency_and_paid_balance(sandbox: Sandbox, screen: Screen) -> None:
    await slide(screen.page.get_by_test_id("latency"), 0.25)
    latency = await until_changed(sandbox, "latency", 0)
    assert isinstance(latency, float | int)
    assert 1.5 < latency < 2.5
    stars = screen.page.get_by_test_id("stars")
    await stars.fill("250")
    await stars.press("Enter")
    assert await until_changed(sandbox, "stars", 0) == 250


async def test_what_breaks_is_counted(bot: Bot, control: Control, screen: Screen) -> None:
    await screen.page.get_by_test_id("errors").focus()
    await screen.page.keyboard.press("End")
    await screen.page.get_by_test_id("lost").focus()
    await screen.page.keyboard.press("End")
    async with asyncio.timeout(20):
        while True:
            status, _ = await answer(bot)
            if status >= 500:
                break
    panel = screen.page.locator("#telegram")
    broken = panel.locator("dt", has_text="Broken").locator("xpath=following-sibling::dd")
    await expect(broken).not_to_have_text("0")
    await screen.page.get_by_test_id("back-to-normal").click()
    await expect(screen.toast("Back to normal")).to_be_visible()
    for _ in range(20):
        assert (await answer(bot))[0] == 200


async def test_numbers_that_others_take_and_late_landings_are_set_by_sliders(
    sandbox: Sandbox, screen: Screen
) -> None:
    await screen.page.get_by_text("Numbers and late landings").click()
    for name in ("foreign", "service", "lost-updates", "late"):
        await screen.page.get_by_test_id(name).focus()
        await screen.page.keyboard.press("End")
    world = sandbox.world
    async with asyncio.timeout(10):
        while len(world.silence.listed()) < 3 or not world.faults.listed(world.clock.now()):
            await asyncio.sleep(0.02)
    [late] = world.faults.listed(world.clock.now())
    assert (late["kind"], late["share"]) == ("lands_later", 0.5)
    assert (late["at_least"], late["delay"]) == (0, 60)
    await screen.page.get_by_test_id("back-to-normal").click()
    await expect(screen.toast("Back to normal")).to_be_visible()
    assert world.silence.listed() == world.faults.listed(world.clock.now()) == []
    foreign = screen.page.get_by_test_id("foreign")
    await expect(foreign).to_have_attribute("aria-valuetext", "none")


async def test_a_ban_now_is_counted_down_and_every_send_is_refused(
    bot: Bot, screen: Screen
) -> None:
    await screen.page.get_by_role("combobox", name="For").first.select_option("3")
    await screen.page.get_by_test_id("ban-now").click()
    panel = screen.page.locator("#telegram")
    await expect(panel.get_by_text("Banned")).to_be_visible()
    assert (await bot("sendMessage", chat_id=ANN, text="Too early"))[0] == 429
    refused = panel.locator("dt", has_text="429s").locator("xpath=following-sibling::dd")
    await expect(refused).not_to_have_text("0")
    await expect(panel.get_by_text("Banned")).to_be_hidden()
    assert (await bot("sendMessage", chat_id=ANN, text="In time"))[0] == 200


async def test_an_outage_is_shown_and_the_page_goes_on(
    bot: Bot, control: Control, screen: Screen
) -> None:
    """It is served by the port that no outage closes."""
    await control.outage(3, "refuse")
    panel = screen.page.locator("#telegram")
    await expect(panel.get_by_role("status").filter(has_text="Outage:")).to_be_visible()
    await screen.page.reload()
    await expect(screen.chat_item(ANN)).to_be_visible()
    await expect(panel.get_by_role("status").filter(has_text="Outage:")).to_be_hidden()


async def test_the_picture_is_drawn(bot: Bot, screen: Screen, watch: Watch) -> None:
    watch.allowed.append("Canvas2D")  # this test reads it, which the page never does
    canvas = screen.page.locator("#telegram canvas").first
    for number in range(30):
        await bot.send(f"Number {number}")
    await expect(canvas).to_be_visible()
    async with asyncio.timeout(10):
        while await canvas.evaluate(DRAWN) < 3:
            await asyncio.sleep(0.1)
    words = screen.page.locator("#graph-words")
    await expect(words).to_contain_text("messages a second")


async def test_who_has_it_who_has_it_twice_and_who_is_without(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await control.add_users(20, CROWD)
    for person in range(CROWD, CROWD + 18):
        await bot.send("The autumn issue", chat=person)
    item = screen.page.get_by_test_id("spread-item").filter(has_text="The autumn issue")
    await expect(item).to_contain_text("18 of 21 got it")  # Ann is active, too
    await expect(item).to_contain_text("nobody twice")
    await bot.send("The autumn issue", chat=CROWD)
    await expect(item).to_contain_text("1 chat twice")
    await control.block(CROWD + 19)
    await expect(item).to_contain_text("2 still without it")
    await item.get_by_role("button", name="still without it").click()
    box = screen.page.get_by_role("dialog", name="Still without it")
    await expect(box).to_contain_text(str(CROWD + 18))
    await expect(box).to_contain_text("2 people")
    await screen.page.keyboard.press("Escape")
    await expect(box).to_be_hidden()
    for person in (ANN, CROWD + 18):
        await bot.send("The autumn issue", chat=person)
    await expect(item).to_contain_text("nobody missed")


async def test_the_share_that_blocked_the_bot(bot: Bot, control: Control, screen: Screen) -> None:
    await control.add_users(100, CROWD)
    await slide(screen.page.get_by_test_id("blocked-share"), 0.5)
    blocked = screen.page.locator("#people-panel dt", has_text="blocked")
    await expect(blocked.locator("xpath=following-sibling::dd")).to_have_text(
        re.compile(r"^2[0-9]$")
    )


async def test_without_a_keeper_it_says_so(screen: Screen) -> None:
    await expect(screen.page.get_by_test_id("kill-bot")).to_be_hidden()
    await expect(screen.page.locator("#telegram")).to_contain_text("did not start")


async def answer(bot: Bot) -> tuple[int, bool]:
    """The status of one send, whatever the body; 0 where no answer came."""
    address = f"{bot.url}/bot{bot.token}/sendMessage"
    try:
        async with bot.session.post(address, json={"chat_id": ANN, "text": "On"}) as got:
            return got.status, True
    except OSError:
        return 0, False
