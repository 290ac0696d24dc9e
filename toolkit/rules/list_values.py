"""What values of other people's lists may mean: units, sexes, subjects, fields, awards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Sex
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.matching import Choice, Choices, Proposal
from toolkit.rules.succession import bearers, is_valid

_RENAMED = 85
_SEXES = {Sex.MALE: "Nam | Ông | Anh | M", Sex.FEMALE: "Nữ | Bà | Chị | Cô | F"}
_SUBJECTS = {
    ExemplarKind.PERSON: (
        "Cá nhân | Cá nhân lãnh đạo quản lý | Cá nhân không làm quản lý | Cán bộ | Công chức | "
        "Viên chức | Người lao động | Cán bộ, công chức, viên chức | Người lao động trực tiếp"
    ),
    ExemplarKind.TEAM: "Tập thể | Doanh nghiệp | Tập thể nhỏ | Đơn vị | Tổ chức",
    ExemplarKind.MODEL: "Mô hình",
    ExemplarKind.HOUSEHOLD: "Hộ gia đình | Gia đình | Hộ",
}
_AWARDS = {
    Award.PRAISE: "Biểu dương điển hình tiên tiến | Biểu dương",
    Award.LABOUR: "Lao động tiên tiến | Danh hiệu Lao động tiên tiến | LĐTT",
    Award.LABOUR_TEAM: "Tập thể lao động tiên tiến | TTLĐTT | Tập thể LĐTT",
    Award.EMULATION_BASE: (
        "Chiến sĩ thi đua cơ sở | Chiến sĩ thi đua cấp cơ sở | CSTĐCS | CSTĐ cơ sở"
    ),
    Award.UNIT_CERTIFICATE: "Giấy khen | Giấy khen của Thủ trưởng đơn vị | GK",
    Award.EXCELLENT_TEAM: "Tập thể lao động xuất sắc | TTLĐXS | Tập thể LĐXS",
    Award.EMULATION_MINISTRY: (
        "Chiến sĩ thi đua Bộ | Chiến sĩ thi đua cấp Bộ | Chiến sĩ thi đua ngành | CSTĐ Bộ"
    ),
    Award.MINISTER_CERTIFICATE: (
        "Bằng khen của Bộ trưởng | Bằng khen Bộ | Bằng khen của Bộ | Bằng khen Bộ trưởng | "
        "Bằng khen của Bộ trưởng Bộ Tài nguyên và Môi trường | BKBT"
    ),
    Award.MEMORIAL_MEDAL: "Kỷ niệm chương | Kỷ niệm chương Vì sự nghiệp tài nguyên và môi trường",
    Award.MINISTRY_FLAG: "Cờ thi đua của Bộ | Cờ thi đua Bộ | Cờ thi đua cấp Bộ | Cờ Bộ",
    Award.PRIME_MINISTER_CERTIFICATE: (
        "Bằng khen của Thủ tướng Chính phủ | Bằng khen Thủ tướng | Bằng khen TTg | BKTTg"
    ),
    Award.EMULATION_NATION: "Chiến sĩ thi đua toàn quốc | CSTĐTQ",
    Award.GOVERNMENT_FLAG: "Cờ thi đua của Chính phủ | Cờ thi đua Chính phủ | Cờ Chính phủ",
    Award.LABOUR_MEDAL_3: "Huân chương Lao động hạng Ba | HCLĐ hạng Ba | HCLĐ hạng 3",
    Award.LABOUR_MEDAL_2: "Huân chương Lao động hạng Nhì | HCLĐ hạng Nhì | HCLĐ hạng 2",
    Award.LABOUR_MEDAL_1: "Huân chương Lao động hạng Nhất | HCLĐ hạng Nhất | HCLĐ hạng 1",
}
_AWARD_TYPES = {
    AwardType.MERIT: "Công trạng | Theo công trạng | Công trạng và thành tích đạt được",
    AwardType.SUDDEN: "Đột xuất",
    AwardType.MOVEMENT: "Phong trào thi đua (chuyên đề) | Chuyên đề | Phong trào thi đua",
    AwardType.DEVOTION: "Quá trình cống hiến | Cống hiến",
    AwardType.SENIORITY: "Niên hạn",
    AwardType.FOREIGN: "Đối ngoại",
}
_COMPREHENSIVE = "Toàn diện | Điển hình toàn diện"
Remembered = Mapping[tuple[str, str], str]
"""(field, folded words) → what somebody once said that they mean."""


def value_choices(plan: Plan, units: Sequence[Unit], remembered: Remembered) -> dict[str, Choices]:
    """Field of a list → what its values may mean; fields of free text are not there."""
    fields = [Choice(COMPREHENSIVE, _names(_COMPREHENSIVE))]
    fields += [Choice(each.code, (each.name,)) for each in plan.fields]
    awards = [Choice(code, _names(names)) for code, names in _AWARDS.items()]
    lists: dict[str, Iterable[Choice]] = {
        "unit": [Choice(unit.code, (unit.name,)) for unit in units],
        "sex": [Choice(code, _names(names)) for code, names in _SEXES.items()],
        "title": [Choice(code, _names(names)) for code, names in _SEXES.items()],
        "subject": [Choice(code, _names(names)) for code, names in _SUBJECTS.items()],
        "field": fields,
        "award": awards,
        "award_title": awards,
        "award_type": [Choice(code, _names(names)) for code, names in _AWARD_TYPES.items()],
    }
    return {
        field: Choices(
            choices, {told: v for (what, told), v in remembered.items() if what == field}
        )
        for field, choices in lists.items()
    }


class UnitNames:
    """Proposals for units: one that has ended by that day is told with the one that bears it."""

    def __init__(self, choices: Choices, units: Sequence[Unit], on: date) -> None:
        self._choices = choices
        self._ended = {unit.code for unit in units if not is_valid(unit, on)}
        self._bearers = bearers(units, on)

    def proposals(self, told: str, *, nearly: bool = True) -> tuple[Proposal, ...]:
        """As Choices.proposals."""
        found = self._choices.proposals(told, nearly=nearly)
        living = tuple(each for each in found if each.meant not in self._ended)
        if living and len(living) < len(found) and len(living) == 1 and len(found) > 1:
            return (living[0], *(each for each in found if each not in living))
        if found and found[0].meant in self._ended and found[0].reason != "matching.remembered":
            heir = self._bearers.get(found[0].meant, found[0].meant)
            if heir != found[0].meant:
                renamed = replace(
                    found[0],
                    meant=heir,
                    score=min(found[0].score, _RENAMED),
                    reason="matching.renamed",
                )
                return (renamed, *found)
        return found


def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split(" | "))
