"""Bình xét: rounds of review, from what is laid down beforehand to what is published."""
