"""The list of those who are chosen, in sections I, II, III by title: a list to be signed."""

from toolkit.exchange.lists.form import Column, Form

_COLUMNS = (
    Column("name", 38),
    Column("post", 38),
    Column("unit", 44, head="home"),
    Column("summary", 60, grows=1),
    Column("note", 38),
)
PROPOSED = Form(
    "review_file.file.proposed",
    "review_file.title_proposed",
    "review_file.note.proposed",
    _COLUMNS,
)
REWARDED = Form(
    "review_file.file.rewarded",
    "review_file.title_rewarded",
    "review_file.note.rewarded",
    _COLUMNS,
)
