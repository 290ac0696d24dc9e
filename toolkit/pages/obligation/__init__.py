"""One obligation, opened over any page: its report, what may be done about it, its history."""
