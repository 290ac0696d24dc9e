"""Commendations for the tests of summary 4, and who received them."""

from collections.abc import Iterable
from datetime import date

from tests.exchange.deed_cases import HEIRS, ON, UNITS
from tests.exchange.summary_cases import MADE, TWO_PHASES
from tests.exemplars import a_nurturing
from toolkit.domain.activity import Activity, Award, AwardType, Commendation
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.proof import Proof
from toolkit.domain.unit import Unit
from toolkit.rules.awards import AwardFigures, award_figures
from toolkit.rules.deeds import Hung

_KINDS = {"P": ExemplarKind.PERSON, "T": ExemplarKind.TEAM, "M": ExemplarKind.MODEL}
RECEIVERS = {
    id_: Hung(id_, f"{unit}-2017-{id_}", name, _KINDS[id_[0]], unit, post)
    for id_, unit, name, post in (
        ("P1", "V0", "Nguyễn Văn An", "Vụ trưởng"),
        ("P2", "V1", "Trần Thị Bình", "Chuyên viên"),
        ("P3", "01", "Lê Văn Cường", ""),
        ("T1", "01", "Công ty Đo đạc", ""),
        ("T2", "01", "Phòng Đo đạc, Công ty Đo đạc", ""),
        ("M1", "1", "Mô hình một cửa", ""),
    )
}
_DECISION = Proof(paper_number="12/QĐ-BTNMT", paper_date=date(2018, 6, 1), paper_issuer="Bộ trưởng")


def an_award(
    id_: str, award: Award, type_: AwardType, *receivers: str, on: date = date(2018, 6, 5)
) -> Activity:
    return a_nurturing(
        id=id_,
        unit="V1",
        on=on,
        title="=1+1",
        detail=Commendation(award=award, type=type_),
        exemplars=receivers,
        proofs=(_DECISION,),
    )


AWARDED = (
    an_award("K1", Award.MINISTER_CERTIFICATE, AwardType.MERIT, "P1", "P2", "P3", "T1", "T2"),
    an_award("K2", Award.LABOUR_MEDAL_3, AwardType.DEVOTION, "P1", on=date(2019, 2, 1)),
    an_award("K3", Award.MINISTER_CERTIFICATE, AwardType.MOVEMENT, "P2", "M1"),
    an_award("K4", Award.EMULATION_MINISTRY, AwardType.FOREIGN, "P3"),
    an_award("K5", Award.PRAISE, AwardType.SUDDEN, "P2", on=date(2019, 3, 1)),
    an_award("K6", Award.MINISTER_CERTIFICATE, AwardType.MERIT, "P2", on=date(2019, 4, 1)),
)


def figures(awarded: Iterable[Activity] = AWARDED, units: Iterable[Unit] = UNITS) -> AwardFigures:
    return award_figures(
        TWO_PHASES,
        units,
        awarded,
        hung=RECEIVERS,
        heirs=HEIRS,
        as_known_on=ON,
        made_at=MADE,
    )
