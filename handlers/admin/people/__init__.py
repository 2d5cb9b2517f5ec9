"""Behind each number of people: who they are, by name."""
