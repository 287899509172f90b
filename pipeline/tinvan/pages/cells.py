"""The cells of a data table's row: the marks that part them, so that columns line up.

An empty cell leaves its mark, and so do the further columns and rows that a cell spans.
"""

import re

_MARK = " | "
_SPAN = re.compile(r' (colspan|rowspan)="\s*(\d{1,5})')
_WIDEST = 50  # columns that a cell may span, and that cells may reach down in
_TALLEST = 1_000  # rows that a cell may span


class CellMarks:
    """The marks of the row that is being read."""

    def __init__(self) -> None:
        self._column = 0  # the next that is free
        self._marks = 0  # set so far
        self._covered: dict[int, int] = {}  # rows that a cell still reaches into, by column

    def begin_table(self) -> None:
        """Begin a table: no cell reaches into it."""
        self._covered.clear()

    def begin_row(self) -> None:
        """Begin a row."""
        self._column = self._marks = 0

    def open_cell(self, attributes: str) -> str:
        """Return the marks in front of a cell.

        Args:
            attributes: Its attributes, as written in canonical markup.
        """
        self._pass_covered()
        column = self._column
        spans = {name: int(count) for name, count in _SPAN.findall(attributes)}
        self._column += min(max(spans.get("colspan", 1), 1), _WIDEST)
        if (down := min(spans.get("rowspan", 1), _TALLEST)) > 1:
            for below in range(column, min(self._column, _WIDEST)):
                self._covered[below] = down
        return self._up_to(column)

    def end_row(self) -> str:
        """Return the marks behind the last cell of a row: those of columns that are spanned."""
        self._pass_covered()
        self._covered = {at: left - 1 for at, left in self._covered.items() if left > 1}
        return self._up_to(self._column - 1)

    def _pass_covered(self) -> None:
        """Step over the columns that cells of rows above reach into."""
        while self._column in self._covered:
            self._column += 1

    def _up_to(self, column: int) -> str:
        """Return the marks that are missing in front of a column."""
        missing = max(0, column - self._marks)
        self._marks += missing
        return _MARK * missing
