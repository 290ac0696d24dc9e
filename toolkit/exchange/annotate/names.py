"""The names by which our marks in a returned workbook are known again."""

# In each language: a file may be marked in one and read, or marked again, in the other.
SHEETS = ("Lỗi cần sửa", "To mend")
AUTHOR = "Gương Sáng"
