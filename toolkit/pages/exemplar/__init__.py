"""The page of one exemplar: its life-line, who follows it, and what may be done now."""
