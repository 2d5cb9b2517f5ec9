"""Every setting, and what is said when one is wrong."""
