"""The windows of the list: messages are added, replaced, moved and removed."""
