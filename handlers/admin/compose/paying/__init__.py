"""The option Paid, and the window that asks for its cap."""
