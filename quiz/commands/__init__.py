"""The commands, a file each; one is imported only when it runs."""
