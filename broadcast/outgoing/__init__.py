"""Events that are posted to addresses outside, again and again, until they are taken."""
