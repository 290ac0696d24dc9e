"""Live the demo's exemplars by the actions that people use."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from toolkit.actions import activities, exemplars, lifeline, targets
from toolkit.actions.desk import Desk
from toolkit.demo import people
from toolkit.demo.biographies import Biography, biographies
from toolkit.demo.deeds import Deed, Happening, of_exemplar, of_unit
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration, Standing, Step
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.rules.lifeline import next_steps
from toolkit.rules.succession import bearers, is_valid
from toolkit.store import ExemplarFilter, Store

_CLASSES = (
    "Lớp bồi dưỡng kỹ năng lan tỏa gương điển hình",
    "Tập huấn viết bài giới thiệu cách làm hay",
    "Hội nghị trao đổi kinh nghiệm của các điển hình",
)
_OUTLETS = (
    ("Báo Ngành", "newspaper"),
    ("Trang tin của đơn vị", "website"),
    ("Đài Phát thanh và Truyền hình địa phương", "television"),
    ("Tạp chí chuyên ngành", "magazine"),
)
_ISSUES = (
    ("Kinh phí tuyên truyền cho mô hình chưa được bố trí", "medium"),
    ("Cán bộ nòng cốt của mô hình chuyển công tác", "high"),
    ("Người dân tham gia giảm sau vụ mùa", "low"),
)


class ExemplarWorld:
    """The demo's exemplars while they are being lived."""

    def __init__(self, store: Store, plan: Plan, units: tuple[Unit, ...]) -> None:
        self._store, self._plan, self._units = store, plan, units
        self._by_code = {unit.code: unit for unit in units}
        self._lives: dict[tuple[str, str], Biography] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._now: dict[str, Exemplar] = {}
        with store.reading() as reading:
            for each in reading.exemplars_in(ExemplarFilter(standing="")):
                self._ids[each.unit, each.name] = each.id
                self._now[each.id] = each

    def script(self) -> Iterator[Happening]:
        """Everything that ever happens, in no order."""
        for unit in self._units:
            if unit.code == self._plan.head:
                continue
            yield from of_unit(unit, self._plan)
            peers = self._peers(unit)
            for life in biographies(unit):
                self._lives[life.unit, life.name] = life
                yield from of_exemplar(life, self._plan, peers)

    def play(self, it: Happening) -> None:
        """Do what the script says; who does it is the unit's heir on the day."""
        day = it.at.date()
        bearer = self._by_code[bearers(self._units, day)[it.unit]]
        if not is_valid(self._by_code[it.unit], day) and it.deed in (Deed.DISCOVER, Deed.TARGET):
            return
        desk = Desk(self._store, people.coordinator(bearer), lambda: it.at)
        clerk = people.MINISTRY[it.at.day % len(people.MINISTRY)]
        if it.name and it.deed is not Deed.DISCOVER:
            one = self._known(it)
            if one is not None and one.standing is Standing.FOLLOWED:
                self._now.pop(one.id, None)
                after = _DO_TO_ONE[it.deed](desk, desk.as_user(clerk), it, one)
                if after is not None:
                    self._now[one.id] = after
        else:
            _DO[it.deed](self, desk, it)

    def forget(self) -> None:
        """Somebody else has written to exemplars: they are read again."""
        self._now.clear()

    def _peers(self, unit: Unit) -> list[str]:
        """Units of its bloc that last to the plan's end: they may copy what it does."""
        same = (each for each in self._units if each.bloc == unit.bloc and each.code != unit.code)
        return [each.code for each in same if is_valid(each, self._plan.starts)]

    def _known(self, it: Happening) -> Exemplar | None:
        found = self._ids.get((it.unit, it.name))
        if found is None or found in self._now:
            return self._now.get(found or "")
        with self._store.reading() as reading:
            return reading.exemplar(found)

    def discover(self, desk: Desk, it: Happening) -> None:
        life = self._lives[it.unit, it.name]
        form = {**life.form, "discovered_on": desk.today - timedelta(days=it.chance.randint(0, 9))}
        one = exemplars.discover(desk, kind=life.kind, unit=it.unit, form=form)
        self._ids[it.unit, it.name], self._now[one.id] = one.id, one

    def nurture(self, desk: Desk, it: Happening) -> None:
        """One course for all that are registered and were not nurtured yet, and a few others."""
        with self._store.reading() as reading:
            mine = ExemplarFilter(codes=frozenset({it.unit}), registration=Registration.APPROVED)
            rows = reading.exemplar_page(mine, limit=60).rows
        chance = it.chance
        fresh = [row.id for row in rows if row.step is Step.REGISTERED and chance.random() < 0.85]
        again = [row.id for row in rows if row.step is Step.NURTURED and chance.random() < 0.1]
        if fresh or again:
            form = {
                "title": chance.choice(_CLASSES),
                "on": desk.today,
                "means": chance.choice(("training", "mentoring", "task", "support")),
                "place": "Hội trường đơn vị",
                "result": f"{len(fresh) + len(again)} điển hình tham gia, đều nắm được cách làm.",
            }
            hung = (*fresh, *again)
            for each in hung:
                self._now.pop(each, None)
            activities.record(desk, kind="nurturing", unit=it.unit, form=form, exemplars=hung)

    def set_target(self, desk: Desk, it: Happening) -> None:
        chance = it.chance
        counts = {("person", ""): chance.randint(1, 4), ("team", ""): chance.randint(0, 2)}
        counts["model", ""] = chance.randint(0, 2)
        targets.set_targets(desk, unit=it.unit, year=it.at.year, counts=counts)

    def launch(self, desk: Desk, it: Happening) -> None:
        form = {
            "title": "Thi đua học tập, làm theo các điển hình tiên tiến",
            "on": desk.today,
            "scope": "Toàn đơn vị",
            "aim": "Mỗi phòng, ban học tập ít nhất một cách làm hay.",
        }
        activities.record(desk, kind="movement", unit=it.unit, form=form)

    def meet_issue(self, desk: Desk, it: Happening) -> None:
        title, severity = it.chance.choice(_ISSUES)
        answered = it.chance.random() < 0.6
        form = {
            "title": title,
            "on": desk.today - timedelta(days=it.chance.randint(5, 40)),
            "severity": severity,
            "adjustment": "Bổ sung vào kế hoạch năm và phân công người thay." if answered else "",
            "adjusted_on": desk.today if answered else None,
        }
        activities.record(desk, kind="issue", unit=it.unit, form=form)


def _select(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    proof = _paper(it, "QĐ", desk.today)
    form = {"on": desk.today, "note": "Họp xét chọn tại đơn vị.", "proof": proof}
    return lifeline.select(desk, exemplar=one.id, version=one.version, form=form)


def _submit(desk: Desk, _ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    return lifeline.submit(desk, exemplar=one.id, version=one.version)


def _send_back(_desk: Desk, ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    reason = "Tóm tắt thành tích chưa có số liệu so với năm trước, đề nghị bổ sung."
    return lifeline.send_back(ministry, exemplar=one.id, version=one.version, reason=reason)


def _approve(_desk: Desk, ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    return lifeline.approve(ministry, exemplar=one.id, version=one.version)


def _copy(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    if not one.taken(Step.NURTURED):
        return one
    form = {
        "title": f"Áp dụng: {one.name}",
        "on": desk.today,
        "taker": it.other,
        "adapted": "Điều chỉnh quy trình cho hợp với số cán bộ hiện có.",
        "figures": f"{it.chance.randint(3, 60)} tổ, nhóm tham gia.",
    }
    activities.record(desk, kind="replication", unit=one.unit, form=form, exemplars=[one.id])
    return None


def _answer(desk: Desk, ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    with desk.store.reading() as reading:
        asked = reading.follow_ups_of(one.id)
    due = [a for a in asked if a.unit == it.other and a.alive is None and a.due <= desk.today]
    for each in due[:1]:
        alive = it.chance.random() < 0.85
        note = "" if alive else "Người phụ trách chuyển công tác, chưa có người thay."
        form = {"alive": alive, "on": desk.today, "note": note}
        activities.answer_follow_up(ministry, follow_up=each.id, version=each.version, form=form)
    return one


def _media(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    outlet, medium = it.chance.choice(_OUTLETS)
    form = {
        "title": f"Gương sáng: {one.name}",
        "on": desk.today,
        "outlet": outlet,
        "medium": medium,
    }
    activities.record(desk, kind="media", unit=one.unit, form=form, exemplars=[one.id])
    return None


def _visit(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    form = {
        "title": f"Tham quan, học tập: {one.name}",
        "on": desk.today,
        "place": one.place or "Trụ sở đơn vị",
        "guests": {it.other: it.chance.randint(4, 25)},
        "lessons": "Cách vận động người dân và ghi chép kết quả hằng tuần.",
    }
    activities.record(desk, kind="visit", unit=one.unit, form=form, exemplars=[one.id])
    return None


def _interim(desk: Desk, _ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    return _review(desk, one, Step.INTERIM_REVIEWED)


def _final(desk: Desk, _ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    return _review(desk, one, Step.FINAL_REVIEWED)


def _review(desk: Desk, one: Exemplar, step: Step) -> Exemplar | None:
    form = {"on": desk.today, "note": "Đạt yêu cầu."}
    if step in next_steps(one):
        return lifeline.review(desk, exemplar=one.id, version=one.version, step=step, form=form)
    return one


def _reward(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    if Step.REWARDED not in next_steps(one):
        return one
    award = "giay_khen" if it.chance.random() < 0.8 else "bang_khen_bo"
    form = {
        "title": "Khen thưởng điển hình tiên tiến giai đoạn 2016–2018",
        "on": desk.today,
        "award": award,
        "type": "movement",
        "reason": "Thành tích trong xây dựng và nhân rộng điển hình tiên tiến.",
        "proofs": [_paper(it, "QĐ-KT", desk.today)],
    }
    activities.record(desk, kind="commendation", unit=one.unit, form=form, exemplars=[one.id])
    return None


def _nominate(desk: Desk, _ministry: Desk, it: Happening, one: Exemplar) -> Exemplar | None:
    if Step.NOMINATED in next_steps(one):
        form = {"on": desk.today, "proof": _paper(it, "TTr", desk.today)}
        return lifeline.nominate(desk, exemplar=one.id, version=one.version, form=form)
    return one


def _honour(_desk: Desk, ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    if Step.HONOURED in next_steps(one):
        form = {"on": ministry.today, "note": "Đại hội thi đua yêu nước ngành lần IV."}
        return lifeline.honour(ministry, exemplar=one.id, version=one.version, form=form)
    return one


def _stop(desk: Desk, _ministry: Desk, _it: Happening, one: Exemplar) -> Exemplar | None:
    reason = "Chuyển công tác ra khỏi ngành." if one.kind is ExemplarKind.PERSON else "Đã giải thể."
    return lifeline.stop(desk, exemplar=one.id, version=one.version, reason=reason)


def _paper(it: Happening, kind: str, on: date) -> dict[str, object]:
    number = f"{it.chance.randint(11, 980)}/{kind}-{it.unit}"
    return {"paper_number": number, "paper_date": on, "paper_issuer": it.unit}


_DO: dict[Deed, Callable[[ExemplarWorld, Desk, Happening], None]] = {
    Deed.DISCOVER: ExemplarWorld.discover,
    Deed.NURTURE: ExemplarWorld.nurture,
    Deed.TARGET: ExemplarWorld.set_target,
    Deed.MOVEMENT: ExemplarWorld.launch,
    Deed.ISSUE: ExemplarWorld.meet_issue,
}
_DO_TO_ONE: dict[Deed, Callable[[Desk, Desk, Happening, Exemplar], Exemplar | None]] = {
    Deed.SELECT: _select,
    Deed.SUBMIT: _submit,
    Deed.SEND_BACK: _send_back,
    Deed.APPROVE: _approve,
    Deed.COPY: _copy,
    Deed.ANSWER: _answer,
    Deed.MEDIA: _media,
    Deed.VISIT: _visit,
    Deed.INTERIM: _interim,
    Deed.REWARD: _reward,
    Deed.FINAL: _final,
    Deed.NOMINATE: _nominate,
    Deed.HONOUR: _honour,
    Deed.STOP: _stop,
}
