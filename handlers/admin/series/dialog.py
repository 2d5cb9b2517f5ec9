"""All windows of series."""

from aiogram_dialog import Dialog

from handlers.admin.series.browse.actions import audience_chosen
from handlers.admin.series.browse.dialog import browse_windows
from handlers.admin.series.session import on_start
from handlers.admin.series.signals.dialog import signal_windows
from handlers.admin.series.step.dialog import step_windows
from handlers.admin.series.writing.dialog import writing_windows


def series_dialog() -> Dialog:
    return Dialog(
        *browse_windows(),
        *writing_windows(),
        *step_windows(),
        *signal_windows(),
        on_start=on_start,
        on_process_result=audience_chosen,
    )
