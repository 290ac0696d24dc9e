"""What every official workbook is made of: paper, styles, letterhead, long sheets, one file."""
