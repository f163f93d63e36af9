# Every test file begins with needs_python(); here the messages are made the same everywhere.
options(cli.unicode = TRUE, cli.num_colors = 1L)
