"""Does it teach? Simulated learners over whole decks, in a simulation that could say no."""
