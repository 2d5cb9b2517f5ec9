"""Keys of the API: made here, shown once, taken back."""
