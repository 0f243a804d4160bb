"""Commands about months that were run: how they stand, the rows behind a number, closing one. Like cli.py, it imports heavy
libraries inside the commands."""

import os
from datetime import datetime
from pathlib import Path

import click

from emulation_batch import console, printing, printing_spans, printing_status
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE, UsageFault
from emulation_batch.periods import MONTH, VIETNAM_TIME, parse_month


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Chốt một tháng.")
@click.argument("period", metavar="NĂM-THÁNG")
@click.option("--force", is_flag=True, help="Chốt cả khi còn việc chưa xong; phải ghi --reason.")
@click.option("--reason", default="", metavar="LÝ_DO", help="Lý do chốt khi còn việc chưa xong; được lưu cùng dấu chốt.")
@as_json_option
@common
def seal(period: str, force: bool, reason: str, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Chốt một tháng: từ đó kết quả không đổi nữa, số liệu sai được điều chỉnh ở tháng sau."""
    from emulation_batch import ledger, sealing
    from emulation_batch.workspace import open_workspace

    reason = " ".join(reason.split())
    if force != bool(reason):
        raise UsageFault("--force và --reason đi cùng nhau: chốt khi còn việc chưa xong thì phải ghi lý do.")
    month = parse_month(period)
    space = open_workspace(workspace)
    with console.progress(quiet or as_json) as step:
        step(f"Kiểm tra kỳ {month}…")
        done = sealing.seal_month(space, month, datetime.now(VIETNAM_TIME).replace(microsecond=0), reason)
    if as_json:
        console.print_json({"period": str(month), "seal": str(done.path), "completed": done.completed,
                            "open": list(done.open), "absent": list(done.absent)})
        return EXIT_DONE
    if not quiet:
        printing.print_sealed(done)
    console.next_step(f"sao lưu cả thư mục làm việc, ít nhất {done.path.parent} và {space.output / ledger.INDEX}.", quiet)
    return EXIT_DONE


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Xem các tháng của một năm.")
@click.argument("year", required=False, metavar="[NĂM]")
@as_json_option
@common
def status(year: str | None, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Các tháng của một năm trên một màn hình: từng đơn vị thế nào, tháng nào đã chốt (mặc định: năm mới nhất)."""
    from emulation_batch import status as months
    from emulation_batch.workspace import open_workspace

    shown = months.of_year(open_workspace(workspace), year)
    if as_json:
        console.print_json(months.as_plain(shown))
        return EXIT_DONE
    if not quiet:
        printing_status.print_status(shown)
    console.next_step(shown.next_step, quiet)
    return EXIT_DONE


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Tìm các ô làm nên một con số.")
@click.argument("period", metavar="KỲ")
@click.argument("figure", metavar="SỐ_LIỆU")
@click.option("--unit", default="", metavar="MÃ_ĐƠN_VỊ", help="Con số của một đơn vị (mặc định: toàn Sở).")
@click.option("--span", default="", metavar="KHOẢNG",
              help="Con số của khoảng khác: 2022, 2022-Q1, 2022-H1, mid-term, 2021-08..2022-03 (mặc định: của tháng).")
@as_json_option
@common
def trace(period: str, figure: str, unit: str, span: str, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Từ một con số trong báo cáo đến từng tệp, trang, ô làm nên nó; SỐ_LIỆU là mã in dưới mỗi bảng của báo cáo.

    KỲ là một tháng (2022-03) hoặc một khoảng như ở lệnh review (2022, 2022-Q1, final).
    """
    from emulation_batch import tracing
    from emulation_batch.workspace import open_workspace

    space = open_workspace(workspace)
    over = parse_month(period) if MONTH.match(period) else space.span(period)
    with console.progress(quiet or as_json) as step:
        step("Tìm các dòng…")
        traced = tracing.trace(space, over, figure, unit, span)
    if as_json:
        console.print_json(tracing.as_plain(traced))
        return EXIT_DONE
    printing_spans.print_traced(traced)
    console.next_step(printing_spans.after_trace(traced, space.output), quiet)
    return EXIT_DONE


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Dựng lại một tháng, một báo cáo và so từng tệp.")
@click.argument("period", required=False, metavar="[KỲ]")
@click.option("--workers", type=console.Number(1, 64), metavar="SỐ", help="Số tiến trình đọc tệp (mặc định: theo máy).")
@as_json_option
@common
def verify(period: str | None, workers: int | None, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Dựng lại một tháng từ nguyên bản trong received, so từng tệp và dấu chốt; không cần hộp thư đến, không sửa gì.

    KỲ là một tháng (2022-03), hoặc một khoảng đã lập báo cáo bằng “review” (2022-Q1, 2022, final): lập lại từ các kỳ đã chốt.
    Không ghi KỲ: so mọi tệp của mọi tháng đã chốt với dấu chốt, không dựng lại.
    """
    from emulation_batch import verify as verifying
    from emulation_batch.workspace import open_workspace

    month = parse_month(period) if period and MONTH.match(period) else None
    space = open_workspace(workspace)
    with console.progress(quiet or as_json) as step:
        step("So từng tệp với dấu chốt…")
        verified = (verifying.verify_month(space, month, workers or os.cpu_count() or 1, step) if month
                    else verifying.verify_span(space, period, step) if period else verifying.verify_chain(space))
    if as_json:
        console.print_json(verifying.as_plain(verified))
    else:
        from emulation_batch import printing_verified

        for line in () if quiet else printing_verified.lines(verified):
            click.echo(line)
        console.next_step(printing_verified.next_step(verified), quiet)
    return EXIT_DONE if verified.same else EXIT_CORRECTIONS


COMMANDS = (seal, status, trace, verify)
