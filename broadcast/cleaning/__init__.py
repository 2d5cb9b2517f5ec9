"""Asks the silent ones whether they are still there, when there is nothing else to do."""
