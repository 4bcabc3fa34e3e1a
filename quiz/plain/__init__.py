"""The face without a screen: lines in, lines out, for ears, pipes and poor terminals."""
