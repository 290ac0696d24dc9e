"""How summary 4 counts: each receiver, at its unit, by cause and level."""

from tests.exchange.award_cases import AWARDED, RECEIVERS, figures
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.exemplar import ExemplarKind
from toolkit.rules.awards import AWARDS, CAUSE_OF, MEASURES, Cause, Receiver, counted, receiver_of
from toolkit.rules.deeds import Hung


def test_decision_counts_once_for_each_who_is_commended_at_their_unit() -> None:
    counts = {each.unit.code: len(each.facts) for each in figures().units}
    assert counts == {"V1": 6, "01": 4, "1": 1, "S9": 0}
    assert [fact.made_for for fact in figures().facts if fact.record == "K2"] == ["V0"]


def test_person_whose_post_is_not_on_record_is_counted_as_not_known() -> None:
    told = dict(zip(MEASURES, counted(figures().facts), strict=True))
    merit = {each.level: told[each] for each in MEASURES if each.cause is Cause.MERIT}
    assert merit == {None: 6, "leader": 1, "staff": 2, "unknown": 1}


def test_enterprise_is_told_by_the_beginning_of_its_name() -> None:
    found = {id_: receiver_of(one) for id_, one in RECEIVERS.items()}
    assert found["T1"] is Receiver.ENTERPRISE
    assert [found[each] for each in ("T2", "M1")] == [Receiver.COLLECTIVE] * 2
    household = Hung("H", "H", "Công ty nhà tôi", ExemplarKind.HOUSEHOLD, "1", "")
    assert receiver_of(household) is Receiver.COLLECTIVE


def test_causes_and_receivers_add_up_to_all() -> None:
    told = dict(zip(MEASURES, counted(figures().facts), strict=True))
    causes = [each for each in MEASURES if each.cause and not each.receiver]
    receivers = [each for each in MEASURES if each.receiver and not each.cause]
    assert sum(told[each] for each in causes) == sum(told[each] for each in receivers) == 11


def test_every_award_has_one_section_and_every_type_one_cause() -> None:
    assert sorted(each for awards in AWARDS.values() for each in awards) == sorted(Award)
    assert set(CAUSE_OF) == set(AwardType)


def test_awards_go_from_the_highest_to_the_lowest() -> None:
    order = [*Award]
    for awards in AWARDS.values():
        places = [order.index(each) for each in awards]
        assert places == sorted(places, reverse=True)


def test_equal_awards_have_equal_fingerprints_in_any_order() -> None:
    assert figures().fingerprint == figures(reversed(AWARDED)).fingerprint
    assert figures().fingerprint != figures(AWARDED[1:]).fingerprint
