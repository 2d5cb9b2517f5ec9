"""What is asked of a bot that another node serves, handed on."""
