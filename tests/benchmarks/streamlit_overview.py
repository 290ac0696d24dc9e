"""The overview as a Streamlit page: what `streamlit run` serves in the comparison."""

import streamlit as st

from tests.benchmarks.same_overview import drawn

st.set_page_config(page_title="Gương Sáng", layout="wide")
shown = drawn(st.query_params.get("units", "144"))

st.title(shown.title)
st.caption(shown.sub)

for column, card in zip(st.columns(4), shown.cards, strict=True):
    column.metric(card["label"], card["value"], help=card["meaning"], border=True)

with st.container(border=True):
    for phase in shown.phases:
        name, time, rate = st.columns([3, 5, 2])
        name.markdown(f"**{phase['name']}**  \n{phase['dates']}")
        time.progress(min(phase["gone"] / 100, 1.0), text=phase["time"])
        rate.markdown(f"**{phase['rate']}** {phase['told']}")
    st.caption(" · ".join(f"{mark['day']} {mark['name']}" for mark in shown.marks))

late, groups, changes = st.columns(3)
with late.container(border=True, height=320):
    st.subheader("Chậm nhất")
    st.table([{"Đơn vị": u["name"], "Thiếu": u["count"], "Ngày": u["days"]} for u in shown.late])
with groups.container(border=True, height=320):
    names = {"kind": "Loại", "bloc": "Khối"}
    by = st.radio("Theo", list(names), format_func=names.get, horizontal=True)
    st.table(
        [{"Nhóm": g["name"], "Báo cáo": g["of"], "Tỷ lệ": g["rate"]} for g in shown.groups[by]]
    )
with changes.container(border=True, height=320):
    st.subheader("Thay đổi trong tuần")
    st.caption(" · ".join(shown.counts))
    st.table(
        [{"Lúc": f"{c['at']} {c['time']}", "Việc": f"{c['what']} {c['task']}", "Đơn vị": c["unit"]}
         for c in shown.changes]
    )  # fmt: skip

st.table(
    [{"Chỉ tiêu": i["name"], "Đạt": i["total"], "Cần": i["target"], "Tỷ lệ": i["share"]}
     for i in shown.indicators]
)  # fmt: skip
