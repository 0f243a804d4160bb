"""The command that reviews several months at once. Like cli.py, it imports heavy libraries inside the command."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from emulation_batch import console, printing, printing_spans
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE
from emulation_batch.periods import Span, parse_moment


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Lập báo cáo năm, sơ kết, tổng kết.")
@click.argument("span", metavar="KHOẢNG")
@click.option("--as-of", metavar="THỜI_ĐIỂM", help="Thời điểm lập, thay cho đồng hồ; ví dụ 2022-12-20T08:00.")
@console.no_cache_option
@as_json_option
@common
def review(span: str, as_of: str | None, no_cache: bool, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Báo cáo của nhiều tháng, từ các kỳ đã chốt: 2022-Q1, 2022-H1, 2022, mid-term, final, 2021-08..2022-03."""
    moment = parse_moment(as_of)
    from emulation_batch import cache
    from emulation_batch.workspace import open_workspace

    space = open_workspace(workspace)
    months = space.reviewed(span)
    store = None if no_cache else space.cache
    with console.progress(quiet or as_json) as step, cache.using(store):
        told = _told(space, months, moment, as_of is not None, step)
    folder = space.output / months.key
    if as_json:
        console.print_json({"folder": str(folder), **told["plain"]})
    else:
        if not quiet:
            printing_spans.print_review(told, folder)
            if store and verbose:
                click.echo(printing.of_cache(store))
        console.next_step(f"mở {folder / 'index.html'}, làm các việc nêu ở đó: bổ sung báo cáo, chuyển Hội đồng.", quiet)
    return EXIT_CORRECTIONS if told["lacking"] else EXIT_DONE


def _told(space: Any, span: Span, moment: datetime, exactly: bool, step: Any) -> dict[str, Any]:
    """What is told of the review that stands where nothing has changed, else of a new one."""
    from emulation_batch import standing

    step("So với lần lập trước…")
    inputs = standing.inputs_of_review(space, span.key)
    told = standing.recalled(space, span.key, inputs, moment, exactly)
    if told is None:
        from emulation_batch import review as reviewing

        done = reviewing.review_span(space, span, moment, step)
        told = printing_spans.told_of(done) | {"plain": reviewing.as_plain(done)}
        standing.remember_review(space, done.data.month, inputs, told)
    return told


COMMANDS = (review,)
