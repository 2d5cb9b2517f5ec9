"""Draws one picture, in a process of its own that ends with it: the bot never loads matplotlib.

Asked by pictures.py, which sends all the words in it; answers with a PNG. The paper is soft, so
that it neither glares on a dark screen nor looks dirty on a light one, and the colours differ in
brightness too, for who does not see them as others do.
"""

import io
import os
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

from runtime.child_task import answer

SIZE, DPI = (8.0, 4.8), 160  # inches, dots an inch: Telegram shows 1280 dots at most
PAPER, INK, FAINT = "#f3f5f7", "#26323d", "#cfd6dc"
COLOURS = {
    "good": "#2a9d8f",
    "whole": "#33658a",
    "bad": "#c8394d",
    "open": "#e9a93b",
    "gone": "#7c8894",
    "far": "#b9c2ca",
}
LONGEST_NAME = 28  # characters of a name beside its bar
MEGABYTES, CPU_SECONDS = 1_024, 20  # limits of the process; a picture takes 0.7 s and 70 MB

Task = dict[str, Any]


def draw(task: Task) -> bytes:
    """A PNG: a panel below another, each of series over the same places."""
    with tempfile.TemporaryDirectory(prefix="herald-picture-") as folder:
        os.environ["MPLCONFIGDIR"] = folder  # its list of fonts; the home may not be ours to write
        # numpy's linear algebra, which no picture needs, takes room for a thread of each processor:
        # on a large machine more than the limit above.
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        return _drawn(task)


def _drawn(task: Task) -> bytes:
    import matplotlib as mpl  # here: its folder is named above
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    mpl.rcParams |= {
        "text.parse_math": False,  # a dollar in a name is a dollar
        "font.size": 10,
        "text.color": INK,
        "axes.labelcolor": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
    figure = Figure(figsize=SIZE, dpi=DPI, facecolor=PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    panels = task["panels"]
    columns = figure.subplots(len(panels), 1, squeeze=False)[:, 0]
    for axes, panel in zip(columns, panels, strict=True):
        _frame(axes)
        KINDS[panel["kind"]](axes, panel, task)
    figure.suptitle(task["title"], x=0.02, ha="left", fontweight="bold", fontsize=13)
    png = io.BytesIO()
    figure.savefig(png, format="png")
    return png.getvalue()


def _frame(axes: Any) -> None:
    axes.set_facecolor(PAPER)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.tick_params(length=0, pad=6)


def _bars(axes: Any, panel: Task, task: Task) -> None:
    """Columns over time, one on the other; what is below zero hangs down."""
    places = range(task["columns"])
    above, below = [0.0] * len(places), [0.0] * len(places)
    for series in panel["series"]:
        values = series["values"]
        bottom = below if min(values, default=0) < 0 else above
        colour = COLOURS[series["colour"]]
        axes.bar(places, values, 0.9, list(bottom), color=colour, label=series["label"])
        bottom[:] = [base + value for base, value in zip(bottom, values, strict=True)]
    _over_time(axes, panel, task)
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")


def _line(axes: Any, panel: Task, task: Task) -> None:
    for series in panel["series"]:
        values, colour = series["values"], COLOURS[series["colour"]]
        axes.plot(range(task["columns"]), values, color=colour, linewidth=2, label=series["label"])
        axes.fill_between(range(task["columns"]), values, color=colour, alpha=0.15, linewidth=0)
    axes.set_ylim(bottom=0)
    _over_time(axes, panel, task)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0f}")


def _rows(axes: Any, panel: Task, task: Task) -> None:
    """A bar for each name, the first at the top."""
    names = [_cut(name) for name in task["names"]]
    places, left = range(len(names)), [0.0] * len(names)
    for series in panel["series"]:
        values, colour = series["values"], COLOURS[series["colour"]]
        axes.barh(places, values, 0.7, left, color=colour, label=series["label"])
        left = [base + value for base, value in zip(left, values, strict=True)]
    for place, whole in zip(places, left, strict=True):
        axes.annotate(f" {whole:.0f}", (whole, place), va="center")
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    _explain(axes, panel)


def _grid(axes: Any, panel: Task, task: Task) -> None:
    """Shares in percent: a row for each name, the darker the more; what is to come stays empty."""
    from matplotlib.colors import LinearSegmentedColormap

    rows = [series["cells"] for series in panel["series"]]
    shade = LinearSegmentedColormap.from_list("share", [PAPER, COLOURS["good"]])
    for place, cells in enumerate(rows):
        for column, percent in enumerate(cells):
            if percent is None:
                continue
            colour = shade(percent / 100)
            axes.barh(place, 0.96, 0.92, column - 0.48, color=colour)
            axes.text(column, place, f"{percent}%", ha="center", va="center", fontsize=9)
    axes.set_xlim(-0.6, task["columns"] - 0.4)
    axes.set_xticks(range(task["columns"]), [str(one + 1) for one in range(task["columns"])])
    axes.set_yticks(range(len(rows)), [_cut(name) for name in task["names"]])
    axes.invert_yaxis()
    axes.spines["bottom"].set_visible(False)
    axes.set_xlabel(panel["label"])


def _over_time(axes: Any, panel: Task, task: Task) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(-0.6, task["columns"] - 0.4)
    axes.set_xticks([place for place, _ in task["ticks"]], [words for _, words in task["ticks"]])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.grid(axis="y", color=FAINT, linewidth=0.8)
    _explain(axes, panel)


def _explain(axes: Any, panel: Task) -> None:
    """The legend above the panel: no column can stand behind it."""
    axes.set_ylabel(panel["label"])
    axes.legend(
        frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(panel["series"]),
        handlelength=1, handleheight=1, columnspacing=1.2, fontsize=9, borderaxespad=0.2,
    )  # fmt: skip


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


KINDS: Mapping[str, Callable[[Any, Task, Task], None]] = {
    "bars": _bars,
    "line": _line,
    "rows": _rows,
    "grid": _grid,
}

if __name__ == "__main__":
    answer(draw, megabytes=MEGABYTES, seconds=CPU_SECONDS)
