"""People are put on the list of users from the command line."""

import pytest

from tests.cli.running import VI, toolkit
from toolkit.actions.users import add_user, list_users
from toolkit.app import open_toolkit
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role, User
from toolkit.errors import Refused

HA = ["user", "add", "ha@monre.gov.vn", "--name", "Nguyễn Thị Hà", "--role", "ministry"]


@pytest.fixture(autouse=True)
def store() -> None:
    """A store with one unit, TCMT."""
    toolkit("init", "--empty")
    with open_toolkit() as kit, kit.desk.store.writing(by="cli", at=kit.desk.now()) as tx:
        tx.save(Unit(code="TCMT", name="Tổng cục Môi trường", kind="tong_cuc"))
        tx.commit()


def test_a_person_is_added_and_listed() -> None:
    added = toolkit(*HA)
    toolkit("user", "add", "MONRE\\tcmt", "--name", "Trần", "--role", "unit", "--unit", "TCMT")
    listed = toolkit("user", "list")

    ministry, unit = VI.say("role.ministry"), VI.say("role.unit")
    assert added.stdout == VI.say("cli.user.added", login="ha@monre.gov.vn", role=ministry) + "\n"
    assert listed.stdout.splitlines() == [
        f"MONRE\\tcmt       Trần           {unit}  TCMT",
        f"ha@monre.gov.vn  Nguyễn Thị Hà  {ministry}",
    ]


def test_an_empty_list_says_how_to_begin() -> None:
    listed = toolkit("user", "list")

    assert (listed.exit_code, listed.stdout) == (0, "")
    assert listed.stderr == VI.say("cli.user.none") + "\n"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ha@monre.gov.vn --name A --role leader", "blocker.login_taken"),
        ("hà --name A --role leader", "blocker.login_shape"),
        ("local --name A --role leader", "blocker.login_shape"),
        (f"{'a' * 101} --name A --role leader", "blocker.login_shape"),
        ("a --name= --role leader", "blocker.name_length"),
        ("a --name A --role unit", "blocker.unit_missing"),
        ("a --name A --role unit --unit XYZ", "blocker.unit_unknown"),
        ("a --name A --role leader --unit XYZ", "blocker.unit_unknown"),
    ],
)
def test_a_person_who_cannot_be_is_refused_with_the_reason(line: str, key: str) -> None:
    toolkit(*HA)
    login = line.split(maxsplit=1)[0]

    done = toolkit("user", "add", *line.split())

    values = {"login": login, "unit": "XYZ", "most": 200 if "name" in key else 100}
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == VI.say(key, **values) + "\n"
    assert toolkit("user", "list").stdout.count("\n") == 1


def test_reasons_stand_on_lines_of_their_own() -> None:
    done = toolkit("user", "add", "*", "--name", " ", "--role", "unit")

    assert len(done.stderr.splitlines()) == 3


def test_a_role_that_nobody_has_is_wrong_usage() -> None:
    done = toolkit("user", "add", "a", "--name", "A", "--role", "boss")

    assert done.exit_code == 2
    assert "'boss' không thuộc: 'unit', 'ministry'" in done.stderr


@pytest.mark.parametrize("role", [Role.UNIT, Role.COUNCIL, Role.LEADER, Role.ANALYST])
def test_only_who_manages_users_sees_and_adds_them(role: Role) -> None:
    with open_toolkit(user=User(login="x", name="X", role=role, unit="TCMT")) as kit:
        with pytest.raises(Refused):
            list_users(kit.desk)
        with pytest.raises(Refused):
            add_user(kit.desk, login="y", name="Y", role="leader")


def test_an_action_refuses_a_role_that_is_none() -> None:
    with open_toolkit() as kit, pytest.raises(Refused) as refused:
        add_user(kit.desk, login="y", name="Y", role="boss")

    assert [reason.key for reason in refused.value.blockers] == ["blocker.role_unknown"]
