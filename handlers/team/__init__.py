"""The team: who comes, who goes, and what they are told."""
