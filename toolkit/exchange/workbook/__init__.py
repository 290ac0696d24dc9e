"""The workbook that a unit fills in: written here, and read when it comes back."""
