"""Texts that are different for each recipient: `{first_name}`, `{city|your city}`."""
