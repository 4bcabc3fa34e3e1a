"""Spaced repetition in the terminal, for telling easily confused things apart."""

__version__ = "0.1.0"
