"""What people write after broadcasts, and the team's answers."""
