"""The deck file as a whole: its model, its checks, and the facts in it."""
