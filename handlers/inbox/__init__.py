"""What people write after broadcasts, on its way in, and the team's answers on their way back."""
