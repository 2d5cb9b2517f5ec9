"""A subscriber's time zone: chosen by region and town, by the difference to UTC, or by a place."""
