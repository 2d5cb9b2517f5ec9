"""What a measurement is, and how the page of results is written."""
