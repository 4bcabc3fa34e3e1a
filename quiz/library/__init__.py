"""Finds decks on disk, reads them, and says where in a file a mistake stands."""
