"""Đơn vị: the matrix of units × tasks, and the sheet of one unit."""
