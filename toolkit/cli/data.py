"""`toolkit backup`, `toolkit restore`, `toolkit check`: keep the data safe."""
