"""Raw JSON of Telegram's, made fit for aiogram's models."""
