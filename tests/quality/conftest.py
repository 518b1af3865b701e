"""A store to check, and the words that a rule finds in a single article."""

from collections.abc import Callable, Iterator

import pytest

from tests.shelf import Store


@pytest.fixture(scope="session")
def made() -> Iterator[Store]:
    one = Store()
    yield one
    one.con.close()


@pytest.fixture
def store(made: Store) -> Store:
    made.empty()
    return made


@pytest.fixture
def evidence(store: Store) -> Callable[..., list[str | None]]:
    """The words at fault that a rule finds in the only article of a store."""

    def found(rule: str, text: str, **columns: object) -> list[str | None]:
        store.add("a", text, **columns)
        return [finding.evidence for finding in store.findings(rule)]

    return found
