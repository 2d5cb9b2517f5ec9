"""The cellar under all floors: time, background tasks, what is counted."""
