"""How memories grow and fade, and when a fact is due."""
