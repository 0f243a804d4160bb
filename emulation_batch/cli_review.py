"""The command that reviews several months at once. Like cli.py, it imports heavy libraries inside the command."""

from pathlib import Path

import click

from emulation_batch import console, printing_spans
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE
from emulation_batch.periods import parse_moment


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Lập báo cáo năm, sơ kết, tổng kết.")
@click.argument("span", metavar="KHOẢNG")
@click.option("--as-of", metavar="THỜI_ĐIỂM", help="Thời điểm lập, thay cho đồng hồ; ví dụ 2022-12-20T08:00.")
@as_json_option
@common
def review(span: str, as_of: str | None, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Báo cáo của nhiều tháng, từ các kỳ đã chốt: 2022-Q1, 2022-H1, 2022, mid-term, final, 2021-08..2022-03."""
    moment = parse_moment(as_of)
    from emulation_batch import review as reviewing
    from emulation_batch.workspace import open_workspace

    with console.progress(quiet or as_json) as step:
        done = reviewing.review_span(open_workspace(workspace), span, moment, step)
    lacking = bool(done.data.absent) or not done.data.lateness["received"].all() or any(
        finding.severity == "error" for finding in done.data.asked)
    if as_json:
        console.print_json(reviewing.as_plain(done))
    else:
        if not quiet:
            printing_spans.print_review(done)
        console.next_step(f"mở {done.folder / 'index.html'}, làm các việc nêu ở đó: bổ sung báo cáo, chuyển Hội đồng.", quiet)
    return EXIT_CORRECTIONS if lacking else EXIT_DONE


COMMANDS = (review,)
