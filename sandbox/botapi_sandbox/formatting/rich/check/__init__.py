"""InputRichBlocks into RichBlocks, checked."""
