"""Addresses that events are posted to, as windows show them and rules look at them."""
