"""What is made before a launch: drafts, and what they are composed with."""
