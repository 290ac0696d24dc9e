"""Boring builders: a unit, a task, a plan, an obligation, a report, with no surprises."""

from datetime import date
from typing import Any

from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Frequency, Label, Number, Phase, Plan, Task
from toolkit.domain.report import Report
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role, User


def a_unit(code: str = "A1", **changes: Any) -> Unit:
    """A department that has always existed."""
    return Unit(**{"code": code, "name": f"Đơn vị {code}", "kind": "vu", **changes})


def a_phase(code: str = "1", **changes: Any) -> Phase:
    """The years 2017 and 2018."""
    return Phase(
        **{
            "code": code,
            "name": f"Giai đoạn {code}",
            "name_en": f"Phase {code}",
            "starts": date(2017, 1, 1),
            "ends": date(2018, 12, 31),
            **changes,
        }
    )


def a_number(code: str = "so", **changes: Any) -> Number:
    """A whole number that must be given."""
    return Number(**{"code": code, "name": f"Số {code}", "name_en": f"Number {code}", **changes})


def a_task(code: str = "1.1", **changes: Any) -> Task:
    """A task of phase 1, done once by every kind, due on 31/03/2017, with a text for evidence."""
    return Task(
        **{
            "code": code,
            "phase": "1",
            "name": f"Nhiệm vụ {code}",
            "name_en": f"Task {code}",
            "short": f"NV {code}",
            "short_en": f"Task {code}",
            "frequency": Frequency.ONCE,
            "due": ("2017-03-31",),
            **changes,
        }
    )


def a_kind(code: str = "vu", **changes: Any) -> Label:
    """A kind of unit (or a bloc) that takes part."""
    return Label(**{"code": code, "name": f"Loại {code}", "name_en": f"Kind {code}", **changes})


def a_plan(**changes: Any) -> Plan:
    """A plan of one phase with one task, run by unit BO; kinds: bo (looks on), vu and so."""
    return Plan(
        **{
            "code": "KH",
            "title": "Kế hoạch thử",
            "title_en": "Test plan",
            "short_title": "Thử",
            "short_title_en": "Test",
            "head": "BO",
            "superior": "CƠ QUAN CHỦ QUẢN",
            "issuer": "ĐƠN VỊ BAN HÀNH",
            "place": "Hà Nội",
            "signer_authority": "TL. THỦ TRƯỞNG",
            "signer_title": "VỤ TRƯỞNG",
            "due_soon_days": 15,
            "phases": (a_phase(),),
            "kinds": (a_kind("bo", takes_part=False), a_kind("vu"), a_kind("so")),
            "tasks": (a_task(),),
            **changes,
        }
    )


def an_obligation(unit: str = "A1", **changes: Any) -> Obligation:
    """Open, task 1.1 of phase 1, due on 31/03/2017."""
    return Obligation(
        **{
            "unit": unit,
            "task": "1.1",
            "phase": "1",
            "period": "once",
            "due": date(2017, 3, 31),
            **changes,
        }
    )


def a_report(**changes: Any) -> Report:
    """A report with a sentence of text."""
    return Report(**{"obligation": "O1", "text": "Đã thực hiện.", **changes})


def a_user(role: Role = Role.MINISTRY, **changes: Any) -> User:
    """An active user; a unit coordinator speaks for A1."""
    unit = "A1" if role is Role.UNIT else ""
    return User(
        **{"login": role.value, "name": "Nguyễn Văn A", "role": role, "unit": unit, **changes}
    )
