"""The answer buttons of broadcasts, as people tap them."""
