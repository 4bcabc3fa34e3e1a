"""Processes that the measurements start: each does one thing and says how long it took."""
