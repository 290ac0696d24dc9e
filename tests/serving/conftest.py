"""A server that the tests of this folder share, as it stands on one's own machine."""

from collections.abc import Iterator

import pytest

from tests.serving.running import Running, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The server of somebody's own machine: no identity."""
    with running(tmp_path_factory.mktemp("own")) as one:
        yield one


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server behind a proxy that names the person in X-Person and proves itself."""
    folder = tmp_path_factory.mktemp("guarded")
    secret = "only-the-proxy-knows"
    with running(folder, IDENTITY_HEADER="X-Person", IDENTITY_SECRET=secret) as one:
        yield one
