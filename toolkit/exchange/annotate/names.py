"""The names by which our marks in a returned workbook are known again."""

# In each language: a file may be marked in one and read, or marked again, in the other.
SHEETS = ("Lỗi cần sửa", "To mend")
AUTHOR = "Gương Sáng"
# Stands in the formula of our colours, which is always true: Excel keeps it as it is.
MARK = b"GUONG-SANG"
# Begins what we write in a note: LibreOffice keeps the words of a note and forgets its author.
HEAD = "— Gương Sáng —"
