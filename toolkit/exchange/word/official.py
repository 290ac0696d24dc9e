"""What every official paper has: who issues it, what plan it is about, its day, who signs."""

from datetime import date

from toolkit.domain.plan import Plan
from toolkit.exchange.word.template import Value
from toolkit.words import Words

HEAD = (
    *("co_quan_chu_quan", "don_vi_ban_hanh", "dia_danh", "ngay", "thang", "nam", "quyen_ky"),
    *("chuc_vu_ky", "ten_ke_hoach", "so_ke_hoach", "ngay_ke_hoach", "co_quan_ban_hanh_ke_hoach"),
    "so_lieu_den_ngay",
)
"""The names that `letterhead` fills."""
PAGE_NUMBER = ("so_trang_o_tren", "so_trang_o_duoi")
"""The names that `page_number` fills."""
_NEW_RULES = date(2020, 3, 5)


def letterhead(plan: Plan, made_on: date, known_on: date, words: Words) -> dict[str, Value]:
    """The names of the head and the foot, and of the plan.

    NĐ 30/2020/NĐ-CP: a nought before days below 10 and before January and February."""
    paper = plan.paper
    return {
        "co_quan_chu_quan": plan.superior,
        "don_vi_ban_hanh": plan.issuer,
        "dia_danh": plan.place,
        "ngay": f"{made_on.day:02d}",
        "thang": f"{made_on.month:02d}" if made_on.month < 3 else str(made_on.month),
        "nam": str(made_on.year),
        "quyen_ky": plan.signer_authority,
        "chuc_vu_ky": plan.signer_title,
        "ten_ke_hoach": words.named(plan, "title"),
        "so_ke_hoach": paper.number if paper else plan.code,
        "ngay_ke_hoach": words.date(paper.on) if paper else "",
        "co_quan_ban_hanh_ke_hoach": paper.issuer if paper else "",
        "so_lieu_den_ngay": words.date(known_on),
    }


def page_number(made_on: date) -> dict[str, Value]:
    """Where the paper's day puts the number of the page: of the two names one says something.

    In the middle of the head by NĐ 30/2020/NĐ-CP, at the right of the foot by TT 01/2011/TT-BNV
    before it; never on the first page."""
    is_new = made_on >= _NEW_RULES
    return {"so_trang_o_tren": "x" if is_new else "", "so_trang_o_duoi": "" if is_new else "x"}
