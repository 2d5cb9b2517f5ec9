"""Addresses that admins give: read and posted to, and never one of a private network."""
