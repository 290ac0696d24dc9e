"""Tổng quan: where the plan stands, what is late, what changed."""
