"""Broadcasts that come again and again: each round is made when its time has come."""
