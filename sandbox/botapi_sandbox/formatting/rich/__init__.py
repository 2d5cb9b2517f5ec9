"""Rich messages: headings, lists, tables, quotes and media, from HTML, Markdown or blocks."""
