"""Pictures for RESULTS.md: what each contestant sent over time, against the limit.

The files are the same for the same figures: no date, no random ids. The ground is transparent and
the colours are middling, so that they can be read on white and on black.
"""

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt

from bench.curves.ceiling import Ceiling
from bench.curves.flow import Flow, per_bin
from bench.curves.panel import Panel

BIN = 1.0  # seconds
HIGHEST = 50.0  # messages/s that the picture has room for
LONGEST_WAIT = 15.0  # seconds, the same
LIMIT, SENT, REFUSED, WAIT, WORDS = "#8b949e", "#2f81f7", "#e5534b", "#c69026", "#7d8590"
STYLE: Any = {
    "svg.hashsalt": "herald",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": WORDS,
    "axes.edgecolor": WORDS,
    "axes.labelcolor": WORDS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": WORDS,
    "ytick.color": WORDS,
    "legend.frameon": False,
}
WIDTH, HEIGHT = 8.0, 1.5  # inches: the whole, each panel


def draw(panels: Sequence[Panel], folder: Path) -> list[str]:
    """Write each picture as SVG; gives their names."""
    if not panels:
        return []
    names = list(dict.fromkeys(panel.picture for panel in panels))
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        _draw([panel for panel in panels if panel.picture == name], folder / f"{name}.svg")
    return names


def _draw(panels: Sequence[Panel], file: Path) -> None:
    mpl.use("Agg")
    with mpl.rc_context(STYLE):
        figure, rows = plt.subplots(
            len(panels),
            sharex=True,
            squeeze=False,
            figsize=(WIDTH, HEIGHT * len(panels) + 0.4),
            layout="constrained",
        )
        for (axes,), panel in zip(rows, panels, strict=True):
            _panel(axes, panel)
        rows[-1][0].set_xlabel("seconds")
        rows[-1][0].set_xlim(0, max(panel.flow.accepted[-1] for panel in panels))
        _legend(figure)
        figure.savefig(file, transparent=True, metadata={"Date": None, "Creator": None})
        plt.close(figure)


def _panel(axes: Any, panel: Panel) -> None:
    flow, until = panel.flow, panel.flow.accepted[-1]
    lost = f", {panel.lost} people never got it" if panel.lost else ""
    axes.set_title(f"{panel.who}: {until:.0f} s{lost}", loc="left", fontsize=10, color=WORDS)
    axes.set_ylim(0, HIGHEST)
    axes.set_ylabel("messages/s")
    times, limits = _steps(panel.ceiling, until)
    axes.step(times, limits, where="post", color=LIMIT, linewidth=1.4, label="limit")
    rates = per_bin(flow.accepted, seconds=BIN, until=until)[:-1]  # the last one is not whole
    axes.plot(_middles(rates), rates, color=SENT, linewidth=1.1, label="sent")
    if flow.refused:
        seen = sorted({int(at / BIN) * BIN for at in flow.refused if at <= until})
        line = axes.plot(seen, [1.5] * len(seen), color=REFUSED, marker="|", label="429")
        line[0].set_linestyle("none")
    if max(flow.waited) > 0:
        _waits(axes.twinx(), flow)


def _waits(axes: Any, flow: Flow) -> None:
    """How long answers were held back, on a scale of its own."""
    held: dict[int, list[float]] = {}
    for at, waited in zip(flow.accepted, flow.waited, strict=True):
        held.setdefault(int(at / BIN), []).append(waited)
    bins = sorted(held)
    axes.set_ylim(0, LONGEST_WAIT)
    axes.set_ylabel("wait, s")
    axes.spines.right.set_visible(True)
    middles = [(number + 0.5) * BIN for number in bins]
    waits = [median(held[number]) for number in bins]
    axes.plot(middles, waits, color=WAIT, linewidth=1.1, label="wait for the answer")


def _legend(figure: Any) -> None:
    """One for all panels: each thing once."""
    known: dict[str, Any] = {}
    for axes in figure.axes:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            known.setdefault(label, handle)
    figure.legend(known.values(), known.keys(), loc="outside upper right", ncols=len(known))


def _middles(rates: Sequence[float]) -> list[float]:
    return [(number + 0.5) * BIN for number in range(len(rates))]


def _steps(ceiling: Ceiling, until: float) -> tuple[list[float], list[float]]:
    """A line that goes on to the end."""
    seen = [(start, rate) for start, rate in ceiling if start < until]
    return [start for start, _ in seen] + [until], [rate for _, rate in seen] + [seen[-1][1]]
