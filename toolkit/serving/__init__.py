"""The web server: one page, warm kernels, closed doors."""
