"""A faulty workbook on its way back: bad cells coloured, a note in each, a first sheet of them."""
