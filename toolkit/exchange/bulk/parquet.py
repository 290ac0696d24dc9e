"""Tables as Parquet, a batch of rows in memory at a time, each column with what it means."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet as write_stream

from toolkit.exchange.bulk.table import Kind, Row, Table, meaning
from toolkit.exchange.official.steps import Steps
from toolkit.words import Words

_AT_ONCE = 8192
_DAY_NOUGHT = date(1970, 1, 1).toordinal()
# How each kind is kept, and out of what whole numbers days and moments are made.
_TYPES = {
    Kind.TEXT: DataType.utf8(),
    Kind.WHOLE: DataType.int64(),
    Kind.NUMBER: DataType.float64(),
    Kind.TRUTH: DataType.bool(),
    Kind.DAY: DataType.date32(),
    Kind.MOMENT: DataType.timestamp("us", tz="UTC"),
}


def write_parquet(
    table: Table, rows: Iterable[Row], folder: Path, steps: Steps, words: Words
) -> None:
    fields = [
        Field(
            column.name,
            _TYPES[column.kind],
            metadata={"description": meaning(table, column, words)},
        )
        for column in table.columns
    ]
    title = words.say(f"bulk.table.{table.name}")
    schema = Schema(fields, metadata={"title": title})
    kinds = [column.kind for column in table.columns]
    source = _Batches(rows, kinds, schema, steps)
    try:
        write_stream(
            RecordBatchReader.from_batches(schema, source.each()),
            folder / f"{table.name}.parquet",
            compression="zstd(3)",
            max_row_group_size=8 * _AT_ONCE,
        )
    except Exception as fault:  # noqa: BLE001 -- the library has no class of its own for it
        raise source.fault or fault from None


class _Batches:
    """Rows as batches of columns; what went wrong meanwhile, which the library tells as text."""

    def __init__(
        self, rows: Iterable[Row], kinds: list[Kind], schema: Schema, steps: Steps
    ) -> None:
        self._rows, self._kinds, self._schema, self._steps = iter(rows), kinds, schema, steps
        self.fault: BaseException | None = None

    def each(self) -> Iterator[RecordBatch]:
        try:
            while taken := list(islice(self._rows, _AT_ONCE)):
                yield self._batch(taken)
                self._steps.done(len(taken))
        except BaseException as fault:
            self.fault = fault
            raise

    def _batch(self, rows: list[Row]) -> RecordBatch:
        columns = zip(*rows, strict=True)
        arrays = [
            _array(list(cells), kind) for cells, kind in zip(columns, self._kinds, strict=True)
        ]
        return RecordBatch.from_arrays(arrays, schema=self._schema)


def _array(cells: list[Any], kind: Kind) -> Array:
    if kind is Kind.DAY:
        return _counted(cells, _day, DataType.int32()).cast(_TYPES[kind])
    if kind is Kind.MOMENT:
        return _counted(cells, _moment, DataType.int64()).cast(_TYPES[kind])
    if kind is Kind.NUMBER:
        cells = [None if cell is None else float(cell) for cell in cells]
    return Array(cells, type=_TYPES[kind])


def _counted(cells: list[Any], count: Callable[[Any], int], whole: DataType) -> Array:
    return Array([None if cell is None else count(cell) for cell in cells], type=whole)


def _day(day: date) -> int:
    return day.toordinal() - _DAY_NOUGHT


def _moment(when: datetime) -> int:
    return round(when.timestamp() * 1_000_000)
