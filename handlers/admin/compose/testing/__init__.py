"""The test send: to the author, and from the second person on to the test group too."""
