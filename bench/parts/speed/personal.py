"""What a personal text and a rich message cost beside a plain text that is the same for everybody,
in one run."""

from collections.abc import Sequence
from statistics import median

from bench.frame.figures import Figure, at_most, reported
from bench.frame.part import Part
from bench.parts.speed.busy import busy_broadcast
from bench.stage.admin import TEXT, Composed
from bench.stage.scene import MARKER

MICRO = 1e6
DEARER = 1.25  # of the CPU of a plain message
PEOPLE = 10_000
RATE = 1_500.0  # messages/s, which the sandbox keeps up with for each of them

PLAIN = Composed(text=TEXT, entities=[{"type": "bold", "offset": 2, "length": 9}])
PERSONAL = Composed(
    text=f"For {{first_name|you}}\nThis is the {MARKER}, {{username|friend}}: {{first_name}}.",
    entities=[
        {"type": "bold", "offset": 4, "length": 16},
        {"type": "italic", "offset": 50, "length": 20},
    ],
)
RICH = Composed(
    text=f"# A benchmark\n\nThis is the **{MARKER}**:\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|\n",
    is_source=True,
)
OWN_RICH = Composed(
    text=(
        f"# For {{first_name|you}}\n\nThis is the **{MARKER}**, {{username|friend}}:\n\n"
        "- one\n- two\n\n|a|b|\n|-|-|\n|1|{first_name}|\n"
    ),
    is_source=True,
)


async def measure_personal(*, quick: bool) -> Sequence[Figure]:
    """One after the other, so that a machine that is busy for a while is so for both."""
    plain, personal, rich, own_rich = [], [], [], []
    for _ in range(1 if quick else 3):
        plain.append(await busy_broadcast(PEOPLE, composed=PLAIN, rate=RATE))
        personal.append(await busy_broadcast(PEOPLE, composed=PERSONAL, rate=RATE))
        rich.append(await busy_broadcast(PEOPLE, composed=RICH, rate=RATE))
        own_rich.append(await busy_broadcast(PEOPLE, composed=OWN_RICH, rate=RATE))
    runs = plain, personal, rich, own_rich
    same, own, laid_out, both = (median(one.cpu for one in each) for each in runs)
    return [
        at_most("CPU per personal message, of a plain one's", own / same, DEARER, ""),
        at_most("CPU per personal rich message, of a rich one's", both / laid_out, DEARER, ""),
        reported("CPU per message, personal", f"{own * MICRO:.0f} µs"),
        reported("CPU per message, rich", f"{laid_out * MICRO:.0f} µs"),
        reported("CPU per message, plain", f"{same * MICRO:.0f} µs"),
        reported("CPU per rich message, of a plain one's", f"{laid_out / same:.2f}"),
    ]


PERSONAL_TEXTS = Part(
    name="personal",
    title="Cost of a personal text",
    notes=(
        f"Limits and latency off, {PEOPLE} recipients at {RATE:.0f}/s (median of three runs each, "
        "in turns). The pace is the same for all: as fast as it goes, a text that keeps the "
        "sandbox busy for longer wakes the bot more often for as many messages. Three gaps with "
        "two names, and entities that move with them, beside a text that is the same for "
        "everybody, and a rich message of a heading, a list and a table, the same for everybody "
        "and with three gaps. CPU is that of the whole process, from *Confirm* to the end."
    ),
    measure=measure_personal,
)
