"""The overview as a Panel page: what `panel serve` serves in the comparison."""

import pandas as pd
import panel as pn

from tests.benchmarks.same_overview import drawn

pn.extension()
asked = pn.state.session_args.get("units", [b"144"])[0].decode()
shown = drawn(asked)


def table(rows: list[dict[str, str]]) -> pn.pane.DataFrame:
    return pn.pane.DataFrame(pd.DataFrame(rows), index=False, sizing_mode="stretch_width")


def grouped(by: str) -> pn.pane.DataFrame:
    rows = shown.groups["kind" if by == "Loại" else "bloc"]
    return table([{"Nhóm": g["name"], "Báo cáo": g["of"], "Tỷ lệ": g["rate"]} for g in rows])


cards = pn.Row(
    *(
        pn.indicators.Number(
            name=card["label"],
            value=int(card["value"].replace(".", "")),
            font_size="32pt",
            title_size="12pt",
        )
        for card in shown.cards
    )
)
phases = pn.Column(
    *(
        pn.Row(
            pn.pane.Markdown(f"**{phase['name']}**<br>{phase['dates']}", width=260),
            pn.Column(
                pn.indicators.Progress(value=round(min(phase["gone"], 100)), width=420),
                pn.pane.Markdown(phase["time"]),
            ),
            pn.pane.Markdown(f"**{phase['rate']}** {phase['told']}"),
        )
        for phase in shown.phases
    ),
    pn.pane.Markdown(" · ".join(f"{mark['day']} {mark['name']}" for mark in shown.marks)),
)
late = [{"Đơn vị": u["name"], "Thiếu": u["count"], "Ngày": u["days"]} for u in shown.late]
by = pn.widgets.RadioButtonGroup(options=["Loại", "Khối"])
changes = [
    {"Lúc": f"{c['at']} {c['time']}", "Việc": f"{c['what']} {c['task']}", "Đơn vị": c["unit"]}
    for c in shown.changes
]
indicators = [
    {"Chỉ tiêu": i["name"], "Đạt": i["total"], "Cần": i["target"], "Tỷ lệ": i["share"]}
    for i in shown.indicators
]
pn.Column(
    pn.pane.Markdown(f"# {shown.title}\n{shown.sub}"),
    cards,
    phases,
    pn.Row(
        pn.Column("## Chậm nhất", table(late), height=320, scroll=True),
        pn.Column(by, pn.bind(grouped, by), height=320, scroll=True),
        pn.Column(
            "## Thay đổi trong tuần", " · ".join(shown.counts), table(changes), height=320,
            scroll=True,
        ),
    ),
    table(indicators),
    sizing_mode="stretch_width",
).servable(title="Gương Sáng")  # fmt: skip
