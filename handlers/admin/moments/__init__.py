"""Choosing a moment: by a tap, by words, or on a calendar. Other dialogs ask it for one."""
