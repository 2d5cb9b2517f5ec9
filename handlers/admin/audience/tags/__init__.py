"""The tags: who has which, and putting them on by hand."""
