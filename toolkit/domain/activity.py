"""What is done for exemplars and with them, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from toolkit.domain.proof import Proof


class ActivityKind(StrEnum):
    """Bồi dưỡng, nhân rộng, truyền thông, tham quan, phong trào, khen thưởng, vấn đề nảy sinh."""

    NURTURING = "nurturing"
    REPLICATION = "replication"
    MEDIA = "media"
    VISIT = "visit"
    MOVEMENT = "movement"
    COMMENDATION = "commendation"
    ISSUE = "issue"


class Means(StrEnum):
    """How an exemplar is nurtured: đào tạo, kèm cặp, giao nhiệm vụ, hỗ trợ phương tiện."""

    TRAINING = "training"
    MENTORING = "mentoring"
    TASK = "task"
    SUPPORT = "support"


class Medium(StrEnum):
    """Báo in, báo điện tử, phát thanh, truyền hình, tạp chí, trang thông tin, mạng xã hội, sách."""

    NEWSPAPER = "newspaper"
    ONLINE = "online"
    RADIO = "radio"
    TELEVISION = "television"
    MAGAZINE = "magazine"
    WEBSITE = "website"
    SOCIAL = "social"
    BOOK = "book"


class Severity(StrEnum):
    """Nhẹ, vừa, nghiêm trọng."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class AwardType(StrEnum):
    """Loại hình khen thưởng: công trạng, đột xuất, chuyên đề, cống hiến, niên hạn, đối ngoại."""

    MERIT = "merit"
    SUDDEN = "sudden"
    MOVEMENT = "movement"
    DEVOTION = "devotion"
    SENIORITY = "seniority"
    FOREIGN = "foreign"


class Award(StrEnum):
    """Danh hiệu và hình thức khen thưởng, from the lowest to the highest; names are official."""

    PRAISE = "bieu_duong"
    LABOUR = "ldtt"
    LABOUR_TEAM = "tap_the_ldtt"
    EMULATION_BASE = "cstd_co_so"
    UNIT_CERTIFICATE = "giay_khen"
    EXCELLENT_TEAM = "tap_the_ldxs"
    EMULATION_MINISTRY = "cstd_bo"
    MINISTER_CERTIFICATE = "bang_khen_bo"
    MEMORIAL_MEDAL = "ky_niem_chuong"
    MINISTRY_FLAG = "co_bo"
    PRIME_MINISTER_CERTIFICATE = "bang_khen_ttg"
    EMULATION_NATION = "cstd_toan_quoc"
    GOVERNMENT_FLAG = "co_chinh_phu"
    LABOUR_MEDAL_3 = "huan_chuong_ba"
    LABOUR_MEDAL_2 = "huan_chuong_nhi"
    LABOUR_MEDAL_1 = "huan_chuong_nhat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nurturing:
    """Bồi dưỡng."""

    means: Means


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication:
    """Nhân rộng: `taker` is the code of the unit that copies the model, `figures` the result."""

    taker: str
    adapted: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """A piece in the media; the title is the activity's."""

    outlet: str
    medium: Medium
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Tham quan, học tập: the host is the activity's exemplar, `guests` unit code → number."""

    guests: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    lessons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Phong trào thi đua: launched on the activity's day, closed on its last."""

    scope: str = ""
    aim: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commendation:
    """Khen thưởng on the activity's day; the decision and who took it are the first proof's."""

    award: Award
    type: AwardType
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Vấn đề nảy sinh since the activity's day, and the adjustment that answers it."""

    severity: Severity
    adjustment: str = ""
    adjusted_on: date | None = None


Detail = Nurturing | Replication | MediaItem | Visit | Movement | Commendation | Issue

DETAILS: Mapping[ActivityKind, type[Detail]] = MappingProxyType(
    {
        ActivityKind.NURTURING: Nurturing,
        ActivityKind.REPLICATION: Replication,
        ActivityKind.MEDIA: MediaItem,
        ActivityKind.VISIT: Visit,
        ActivityKind.MOVEMENT: Movement,
        ActivityKind.COMMENDATION: Commendation,
        ActivityKind.ISSUE: Issue,
    }
)
_KINDS = {detail: kind for kind, detail in DETAILS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """`unit` is the code of the unit that did or saw it; `exemplars` are ids, maybe none.

    `until` is its last day where it took more than one."""

    unit: str
    on: date
    title: str
    detail: Detail
    until: date | None = None
    place: str = ""
    people: str = ""
    result: str = ""
    exemplars: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    id: str = ""
    version: int = 0

    @property
    def kind(self) -> ActivityKind:
        return _KINDS[type(self.detail)]

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of every unit it concerns, each once."""
        others: tuple[str, ...] = ()
        if isinstance(self.detail, Replication):
            others = (self.detail.taker,)
        elif isinstance(self.detail, Visit):
            others = tuple(self.detail.guests)
        return tuple(dict.fromkeys((self.unit, *others)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The duty to look, `months` after a replication, whether it is still alive at the taker's.

    `alive` is None until somebody has looked."""

    activity: str
    exemplar: str
    unit: str
    months: int
    due: date
    alive: bool | None = None
    answered_on: date | None = None
    note: str = ""
    id: str = ""
    version: int = 0
