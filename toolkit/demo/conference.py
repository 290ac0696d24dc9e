"""The demo's conferences: places shared, exemplars nominated, delegates confirmed, who came."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random

from toolkit.actions import activities
from toolkit.actions.conference import attendance, deciding, nominations, places
from toolkit.actions.conference.nominations import Candidate, Chosen
from toolkit.actions.conference.views import conference_seen, nomination
from toolkit.actions.desk import Desk
from toolkit.demo import people
from toolkit.demo.reviews import Turn, at, working
from toolkit.domain.conference import Conference, DelegateState
from toolkit.domain.exemplar import Step
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.user import User
from toolkit.rules.succession import bearers, is_valid
from toolkit.store import Store

_SHARED, _FIRST, _LAST, _CLOSED = 70, 62, 31, 14  # days before the conference
_DECIDED = (50, 43, 36, 29)
_GUESTS = (
    ("ex_officio", "Thứ trưởng phụ trách công tác thi đua", ""),
    ("ex_officio", "Chủ tịch Công đoàn ngành", ""),
    ("ex_officio", "Vụ trưởng, Thường trực Hội đồng Thi đua, Khen thưởng", "TĐKTTT"),
    *(("leader", "Lãnh đạo đơn vị", unit) for unit in ("TCMT", "TCKTTV", "TCBHĐVN", "VP", "TCCB")),
    *(("officer", "Cán bộ thi đua, khen thưởng", unit) for unit in ("TĐKTTT", "VP", "TCMT", "PC")),
)
_DECLINED = "Hồ sơ chưa có xác nhận của cấp ủy nơi công tác, đề nghị bổ sung trong kỳ sau."
_EXCUSED = ("Đi công tác nước ngoài, có giấy báo.", "Ốm, đơn vị đã báo.", "Trực phòng chống bão.")
_CAME = DelegateState.ATTENDED
_AFTERWARDS = (
    ("media", {"title": "Sau hội nghị biểu dương", "outlet": "Báo Ngành", "medium": "newspaper"}),
    ("media", {"title": "Gặp gỡ điển hình", "outlet": "Trang tin", "medium": "website"}),
    ("nurturing", {"title": "Báo cáo điển hình tại đơn vị bạn", "means": "task"}),
    ("nurturing", {"title": "Kèm cặp cán bộ trẻ theo điển hình", "means": "mentoring"}),
)


class ConferenceWorld:
    """The plan's conferences, as the Ministry and the units hold them."""

    def __init__(self, store: Store, plan: Plan, units: tuple[Unit, ...]) -> None:
        self._store, self._plan, self._units = store, plan, units
        self._by_code = {unit.code: unit for unit in units}

    def script(self) -> Iterator[Turn]:
        """Everything that ever happens, in no order."""
        for one in self._plan.conferences:
            yield from self._held(one)

    def play(self, turn: Turn) -> None:
        turn.do(turn.at)

    def _held(self, one: Conference) -> Iterator[Turn]:
        def before(days: int, hour: int, do: Callable[..., None]) -> Turn:
            return Turn(at(working(one.on - timedelta(days=days)), hour), partial(do, one))

        yield before(_SHARED, 9, self._share)
        for unit in self._units:
            chance = _chance(one.code, unit.code)
            day = working(one.on - timedelta(days=chance.randint(_LAST, _FIRST)))
            moment = at(day, chance.randint(8, 16), chance.randint(0, 59))
            yield Turn(moment, partial(self._nominate, one, unit))
        for days in _DECIDED:
            yield before(days, 17, self._decide)
        yield before(20, 10, self._invite)
        yield before(_CLOSED, 15, self._close)
        yield Turn(at(one.on, 18), partial(self._count, one))
        for unit in self._units:
            chance = _chance(one.code, unit.code, "sau")
            if chance.random() < 0.5:
                day = working(one.on + timedelta(days=chance.randint(15, 400)))
                yield Turn(at(day, chance.randint(8, 16)), partial(self._go_on, one, unit))

    def _desk(self, user: User, now: datetime) -> Desk:
        return Desk(self._store, user, lambda: now)

    def _clerk(self, now: datetime) -> Desk:
        return self._desk(people.MINISTRY[1], now)

    def _share(self, one: Conference, now: datetime) -> None:
        places.share_places(self._clerk(now), conference=one.code)

    def _nominate(self, one: Conference, unit: Unit, now: datetime) -> None:
        """One unit sends its own; now and then fewer than it may."""
        day = now.date()
        if not is_valid(unit, day) or bearers(self._units, day)[unit.code] != unit.code:
            return
        desk = self._desk(people.coordinator(unit), now)
        seen = nomination(desk, conference=one.code, unit=unit.code)
        chance = _chance(one.code, unit.code, "ai")
        most = seen.places - (1 if chance.random() < 0.12 else 0)
        fit = sorted((each for each in seen.candidates if not each.blockers), key=_standing)
        chosen = [
            Chosen(each.exemplar.id, name=each.exemplar.head or people.invented_name(chance))
            for each in fit[: max(most, 0)]
        ]
        if chosen:
            nominations.nominate(desk, conference=one.code, unit=unit.code, chosen=chosen)

    def _decide(self, one: Conference, now: datetime) -> None:
        """What has come in is confirmed; a few are declined."""
        desk = self._clerk(now)
        rows = conference_seen(desk, code=one.code).rows
        waiting = [each.delegate for each in rows if each.delegate.state is DelegateState.NOMINATED]
        chance = _chance(one.code, f"{now:%d/%m}")
        kept = [each for each in waiting if chance.random() > 0.03]
        for each in waiting:
            if each not in kept:
                deciding.decline(desk, delegate=each.id, version=each.version, reason=_DECLINED)
        if kept:
            deciding.confirm(desk, conference=one.code, delegates=[each.id for each in kept])

    def _invite(self, one: Conference, now: datetime) -> None:
        chance = _chance(one.code, "khách")
        for group, post, unit in _GUESTS:
            known = unit if unit in self._by_code else ""
            form = {"group": group, "name": people.invented_name(chance), "post": post}
            deciding.put_delegate(
                self._clerk(now), conference=one.code, form={**form, "unit": known}
            )

    def _close(self, one: Conference, now: datetime) -> None:
        self._decide(one, now)
        deciding.close_list(self._clerk(now), conference=one.code)

    def _count(self, one: Conference, now: datetime) -> None:
        desk, chance = self._clerk(now), _chance(one.code, "dự")
        rows = conference_seen(desk, code=one.code).rows
        listed = [row.delegate for row in rows if row.delegate.state is DelegateState.CONFIRMED]
        away = {each.id: chance.choice(_EXCUSED) for each in listed if chance.random() < 0.05}
        came = [each.id for each in listed if each.id not in away]
        attendance.mark_attendance(desk, conference=one.code, came=came, excused=away)

    def _go_on(self, one: Conference, unit: Unit, now: datetime) -> None:
        """What a unit goes on to do with one who came: told of, asked to teach, visited."""
        with self._store.reading() as q:
            came = [
                each.exemplar
                for each in q.delegates(one.code)
                if each.unit == unit.code and each.exemplar and each.state is _CAME
            ]
        chance = _chance(one.code, unit.code, "việc")
        if came:
            kind, form = chance.choice(_AFTERWARDS)
            desk = self._desk(people.coordinator(unit), now)
            typed = {**form, "on": desk.today}
            exemplars = [chance.choice(came)]
            activities.record(desk, kind=kind, unit=unit.code, form=typed, exemplars=exemplars)


def _standing(one: Candidate) -> tuple[bool, str]:
    """Who was nominated on their life-line already comes first."""
    return (one.exemplar.taken(Step.NOMINATED) is None, one.exemplar.code)


def _chance(*words: str) -> Random:
    return Random(f"hội nghị {' '.join(words)}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
