"""The append-only log on disk, its twin in memory, and what is derived from it."""
