"""The process itself: its loop, its log, its signals, its children."""
