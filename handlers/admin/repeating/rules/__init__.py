"""Choosing by which rule something comes again: by taps, or in the words of calendars."""
