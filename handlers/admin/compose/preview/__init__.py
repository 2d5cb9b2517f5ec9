"""The draft's window below its preview: test, discard, and where to go from here."""
