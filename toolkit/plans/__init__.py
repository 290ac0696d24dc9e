"""Plan files: read, checked, and told apart from what they should be."""
