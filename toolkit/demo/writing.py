"""What the demo's coordinators write: texts, numbers, papers and reasons."""

from datetime import date, timedelta
from random import Random

from toolkit.actions.reports import Content
from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Number, Task
from toolkit.domain.unit import Unit

RETURN_REASONS = (
    "Số liệu chưa khớp với báo cáo kỳ trước, đề nghị rà soát lại.",
    "Thiếu danh sách điển hình kèm theo, đề nghị bổ sung.",
    "Chưa nêu cách làm và kết quả cụ thể của mô hình, đề nghị viết rõ hơn.",
    "Văn bản kèm theo chưa có số, ngày ban hành.",
)
EXTEND_REASONS = (
    "Đơn vị đang kiện toàn tổ chức theo Nghị định mới.",
    "Đơn vị tập trung ứng phó thiên tai tại địa phương.",
    "Lùi thời hạn theo đề nghị của đơn vị để kịp họp Hội đồng.",
)
WAIVE_REASONS = (
    "Đơn vị mới thành lập, chưa có đối tượng để báo cáo.",
    "Đã báo cáo chung trong báo cáo của đơn vị cấp trên.",
)
_OPENINGS = (
    "Thực hiện Kế hoạch số 08/KH-BTNMT, {unit} đã triển khai nội dung “{task}”.",
    "{unit} báo cáo kết quả “{task}” như sau.",
    "Trong kỳ, {unit} đã chỉ đạo các phòng, ban thực hiện “{task}”.",
)
_MIDDLES = (
    "Cấp ủy và lãnh đạo đơn vị trực tiếp chỉ đạo, phân công một phó thủ trưởng phụ trách.",
    "Việc lựa chọn được lấy ý kiến công khai tại từng phòng, bảo đảm đúng người, đúng việc.",
    "Các cách làm hay được giới thiệu tại giao ban hằng tháng để các phòng học tập.",
    "Đơn vị gắn nội dung này với phong trào thi đua chuyên đề trong năm.",
)
_CLOSINGS = (
    "Khó khăn: kinh phí tuyên truyền còn hạn hẹp. Kỳ tới tiếp tục theo dõi, bồi dưỡng.",
    "Kỳ tới đơn vị tập trung nhân rộng các mô hình đã có kết quả rõ.",
    "Đề nghị Bộ tổ chức trao đổi kinh nghiệm giữa các đơn vị cùng khối.",
)
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def content(task: Task, obligation: Obligation, unit: Unit, on: date) -> Content:
    """A report that the rules find complete, the same for the same obligation."""
    chance = _chance(obligation)
    text = " ".join(chance.choice(part) for part in (_OPENINGS, _MIDDLES, _CLOSINGS))
    paper = task.evidence.paper
    return Content(
        text=text.format(unit=unit.name, task=task.name),
        numbers={number.code: _figure(chance, number) for number in task.numbers},
        paper_number=f"{chance.randint(12, 980)}/BC-{unit.code}" if paper else "",
        paper_date=on - timedelta(days=chance.randint(0, 3)) if paper else None,
        paper_issuer=unit.name if paper else "",
        file=("minh-chung.pdf", _PDF) if task.evidence.attachment else None,
    )


def reason(obligation: Obligation, reasons: tuple[str, ...]) -> str:
    return _chance(obligation).choice(reasons)


def _figure(chance: Random, number: Number) -> int:
    most = 8 if number.most is None else int(min(number.most, 8))
    return min(int(chance.expovariate(1 / 2.4)), most)


def _chance(obligation: Obligation) -> Random:
    key = f"viết {obligation.unit} {obligation.task} {obligation.period}"
    return Random(key)  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
