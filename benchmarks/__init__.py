"""How quick the program is, always beside a reference that ran in the same minutes."""
