"""Recording what is done for exemplars, opened over any page, and how activities are told."""
