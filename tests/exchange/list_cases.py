"""Lists for the tests: their stamp, a few exemplars, and many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tests.exemplars import a_person, a_plan_of_two_phases, an_exemplar, stepped
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Step
from toolkit.domain.plan import Paper
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.lists import (
    Form,
    Known,
    Line,
    Section,
    Stamp,
    exemplar_line,
    write_list,
)
from toolkit.words import Words

VI = Words("vi")
PLAN = replace(
    a_plan_of_two_phases(), paper=Paper(number="08/KH-THỬ", on=date(2016, 12, 8), issuer="Bộ")
)
STAMP = Stamp(
    plan=PLAN,
    plan_version=1,
    as_known_on=date(2019, 10, 1),
    made_at=datetime(2019, 10, 2, 9, 30, tzinfo=VIETNAM),
)
KNOWN = Known(PLAN, VI, {"A1": "Cục Một", "B2": "Sở Hai"}, takers={"M1": (3, 2)})


def a_model(**changes: object) -> Exemplar:
    """A registered model with figures in every column."""
    model = an_exemplar(
        ExemplarKind.MODEL,
        **{
            "id": "M1",
            "fields": ("dat",),
            "summary": "Rút ngắn thời gian giải quyết.",
            "novelty": "Ba bước thay bảy bước.",
            "place": "Huyện Một",
            "cost": 120.5,
            "benefit": 300.0,
            "figures": "12 xã áp dụng",
            **changes,
        },
    )
    return replace(model, **stepped(model, Step.SELECTED, Step.REGISTERED))


def persons(count: int) -> Iterator[Exemplar]:
    """Made one at a time; every seventh has a long story."""
    for place in range(count):
        story = "Giải quyết hồ sơ nhanh, được nhân dân tin. " * (9 if place % 7 == 0 else 1)
        yield a_person(f"Nguyễn Văn An {place}", code=f"A1-2017-{place:04}", summary=story)


def section(title: str, form: Form, exemplars: Iterable[Exemplar]) -> Section:
    return Section(title, (exemplar_line(each, form, KNOWN) for each in exemplars))


def written(
    folder: Path, form: Form, sections: Sequence[Section], *, count: int = 10, stamp: Stamp = STAMP
) -> Path:
    out = folder / "ds.xlsx"
    write_list(form, sections, out, stamp=stamp, count=count, words=VI)
    return out


def a_line(form: Form, text: str) -> Line:
    """The same text in every cell."""
    return Line([text] * len(form.columns), [text] * 6 + [1], text, [(text, text)])
