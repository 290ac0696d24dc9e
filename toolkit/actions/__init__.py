"""Use cases: one verb a function, each checks rights and values and is one short transaction."""
