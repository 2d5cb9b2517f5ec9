"""A tree of tags into InputRichBlocks."""
