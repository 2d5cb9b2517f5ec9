"""What is asked and told, as JSON: nothing that is not named here, and nothing of another kind."""
