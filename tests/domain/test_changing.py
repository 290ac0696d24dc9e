"""A record changed the quick way is the one that dataclasses would make."""

from dataclasses import replace

import pytest

from tests.builders import a_report, a_unit, a_user, an_obligation
from tests.exemplars import a_nurturing, a_person
from toolkit.domain.changing import changed


@pytest.mark.parametrize(
    "record", [a_person(), a_nurturing(), a_unit(), a_user(), an_obligation(), a_report()]
)
def test_changed_record_equals_the_replaced_one_and_leaves_the_first_alone(record: object) -> None:
    before = replace(record)  # type: ignore[type-var]  # every one is a dataclass

    assert changed(record, id="X", version=7) == replace(record, id="X", version=7)  # type: ignore[type-var]  # as above
    assert record == before


def test_name_that_the_record_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError):
        changed(a_unit(), colour="red")
