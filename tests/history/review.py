"""Reviews a history and says where what is printed differs from what was recomputed from the received workbooks."""

from datetime import timedelta

from emulation_batch.reports.span_tables import heads
from emulation_batch.review import review_span
from emulation_batch.reviewed import SpanData
from emulation_batch.workspace import Workspace
from history.compare import differences
from history.recompute import Figures


def reviewed(space: Workspace, key: str, carried: dict[str, str]) -> tuple[SpanData, list[str]]:
    """The data of the span's review, and every difference; carried: whose totals go on where, as the history itself says."""
    span = space.reviewed(key)
    done = review_span(space, span, span.due + timedelta(days=5), lambda text: None)
    data = done.data
    figures = Figures(space.output, space.templates / "movement.toml", carried)
    parts = dict(zip(data.parts, heads(data), strict=True))
    return data, list(differences(done.folder, figures, data.parts, parts, {unit: data.unit_name(unit) for unit in data.units},
                                  {unit: data.short_name(unit) for unit in data.units}))
