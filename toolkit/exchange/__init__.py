"""Files from outside and for outside: lists and workbooks in, official workbooks out."""
