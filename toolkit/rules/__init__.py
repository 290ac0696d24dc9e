"""Pure judgements: everything they need, the day included, is an argument."""
