"""Texts and their entities, as Telegram reads them."""
