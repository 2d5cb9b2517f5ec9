"""At most so many broadcasts in a week to one person: what holds now, and what was sent before."""
