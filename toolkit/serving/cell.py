"""Runs the source of a notebook's cell, and tells what its last line shows."""

import ast
import linecache
import traceback
from typing import Any


def run(source: str, names: dict[str, Any], name: str = "<notebook>") -> Any:
    """Run a cell in `names`; the value of its last line, where that is an expression."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), names)  # noqa: S102 -- the server's own notebook
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), name, "eval"), names)  # noqa: S307 -- as above


def shown(value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """How a value is shown, by MIME type, and its metadata."""
    own = getattr(value, "_repr_mimebundle_", None)
    told = own() if own else None
    if told is None:
        return {"text/plain": repr(value)}, {}
    return told if isinstance(told, tuple) else (told, {})


def failure(error: BaseException) -> dict[str, Any]:
    """What went wrong in a cell, as Jupyter's protocol tells it: its last line is the error's own,
    and no other line holds what an error says, which may be what somebody typed."""
    own = "".join(traceback.format_exception_only(error))
    frames = traceback.format_tb(error.__traceback__)
    lines = [line.rstrip() for line in (*frames, own)]
    return {"ename": type(error).__name__, "evalue": str(error), "traceback": lines}
