"""How many broadcasts somebody may get in a week: who has had how many, and which count."""
