"""Feeds are read again and again; what is new in them is what rounds of a repeat say."""
