"""What holds for every test of the project, those of the notebooks too."""

pytest_plugins = ["tests.no_skip", "tests.own_data", "tests.desks"]
