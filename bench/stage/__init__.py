"""What a measurement takes place on: processes, people, databases."""
