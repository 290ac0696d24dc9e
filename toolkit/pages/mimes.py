"""What kinds of files browsers are told they are handed."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
MIMES = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
"""By the ending of the name."""


def mime_of(name: str) -> str:
    """The kind of a file that we made, by its name; KeyError for an ending we make none of."""
    return MIMES[name.rpartition(".")[2]]
