"""HTML or Markdown into a tree of tags."""
