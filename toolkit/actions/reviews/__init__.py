"""Rounds of review (bình xét): set up, scored, voted, decided and published."""
