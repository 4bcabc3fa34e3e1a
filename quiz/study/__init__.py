"""Planning a session, running it, and what it needs from the outside."""
