"""The windows of a draft's versions in other languages."""
