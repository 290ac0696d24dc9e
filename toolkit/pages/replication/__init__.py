"""Nhân rộng: who copied which model, whether it is still alive, and where nobody copies."""
