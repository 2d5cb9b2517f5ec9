"""Who the bot may write to, and the CSV files they come from and go to."""
