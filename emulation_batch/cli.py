"""The command line: options in, one call, lines out, exit code. Heavy libraries are imported inside the commands."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from emulation_batch import __version__, cli_doctor, cli_mail, cli_months, cli_review, console, endings, printing, stopping
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE, UsageFault
from emulation_batch.periods import VIETNAM_TIME, Month, parse_moment, parse_month


@click.group(cls=console.Group, options_metavar="[TÙY CHỌN]", subcommand_metavar="LỆNH [THAM SỐ]…")
@click.version_option(__version__, message="emulation-batch %(version)s", help="In phiên bản rồi thoát.")
def cli() -> None:
    """Tổng hợp phong trào thi đua: nhận biểu Excel của các đơn vị, kiểm tra từng ô, lập sổ và báo cáo Word.

    Bắt đầu: “emulation-batch demo THƯ_MỤC” làm thử với dữ liệu mẫu.
    """


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Làm thử với dữ liệu mẫu.")
@click.argument("folder", type=console.Place(path_type=Path), default=Path("demo"), metavar="[THƯ_MỤC]")
@common
def demo(folder: Path, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Lập thư mục mẫu và chạy thử tháng 3 năm 2022 (mặc định: thư mục demo)."""
    from emulation_batch import demonstration

    with console.progress(quiet) as step:
        shown = demonstration.run_demo(folder, step)
    if not quiet:
        printing.print_month(printing.told_of(shown.run), shown.run.folder)
        click.echo(f"Kỳ mẫu cài sẵn {shown.planted} lỗi thường gặp; tìm thấy {shown.planted - len(shown.lost)}.")
        for line in shown.lost:
            click.echo(f"  Không thấy: {line}")
        for line in shown.extra:
            click.echo(f"  Ngoài dự kiến: {line}")
        report = shown.run.folder / "reports" / f"{shown.run.month.period.key}_bao_cao_thang.docx"
        console.next_step(f"mở {report} và {shown.run.folder / 'register.xlsx'}.")
    return EXIT_CORRECTIONS if shown.lost or shown.extra else EXIT_DONE


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Lập thư mục làm việc mới.")
@click.argument("folder", type=console.Place(path_type=Path), metavar="THƯ_MỤC")
@common
def init(folder: Path, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Lập thư mục làm việc mới từ định nghĩa đi kèm."""
    from emulation_batch.workspace import init_workspace

    for path in init_workspace(folder):
        console.say(f"Đã ghi {path}", quiet or not verbose)
    console.say(f"Đã lập thư mục làm việc {folder}.", quiet)
    console.next_step(f"sửa {folder / 'input_templates' / 'danh_muc.xlsx'} theo đơn vị mình, rồi chạy "
                      f"“emulation-batch templates NĂM-THÁNG --workspace {folder}”.", quiet)
    return EXIT_DONE


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Ghi biểu mẫu và thư nháp cho các đơn vị.")
@click.argument("period", required=False, metavar="[NĂM-THÁNG]")
@common
def templates(period: str | None, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Ghi biểu mẫu chuẩn; có NĂM-THÁNG thì ghi thêm biểu và thư nháp cho từng đơn vị."""
    from emulation_batch import run_folder
    from emulation_batch import templates as stage
    from emulation_batch.workspace import WORKBOOK_FILE, open_workspace

    space = open_workspace(workspace)
    month = space.reported(parse_month(period)) if period else None
    folder = space.output / "templates" / str(month) if month else None
    with run_folder.lock(space.output):
        made = stage.write_templates(space.definition, space.registry, space.period(month) if month else None,
                                     space.templates / WORKBOOK_FILE, folder)
    for path in made:
        console.say(f"Đã ghi {path}", quiet or not (verbose or len(made) == 1))
    if folder:
        console.say(f"Đã ghi {len(made) - 1} tệp (biểu và thư nháp từng đơn vị) vào {folder}.", quiet)
        console.next_step(f"mở từng thư nháp .eml trong {folder}, xem lại rồi gửi.", quiet)
    else:
        console.next_step("“emulation-batch templates NĂM-THÁNG” để lập biểu cho từng đơn vị.", quiet)
    return EXIT_DONE


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Kiểm tra tệp Excel trước khi gửi.")
@click.argument("files", nargs=-1, required=True, type=console.Place(path_type=Path), metavar="TỆP…")
@click.option("--marked", type=console.Place(path_type=Path, file_okay=False), metavar="THƯ_MỤC",
              help="Ghi thêm vào thư mục này bản có đánh dấu từng ô cần sửa.")
@as_json_option
@common
def check(files: tuple[Path, ...], marked: Path | None, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Kiểm tra tệp Excel trước khi gửi; không lưu gì."""
    from emulation_batch import pipeline
    from emulation_batch.workspace import open_workspace

    absent = [str(path) for path in files if not path.is_file()]
    if absent:
        raise UsageFault("Không phải tệp, hoặc không tìm thấy: " + ", ".join(absent) + ". Ghi tên từng tệp Excel.")
    space = open_workspace(workspace)
    now = datetime.now(VIETNAM_TIME)
    with console.progress(quiet) as step:
        checked = []
        for path in files:
            step(f"Kiểm tra {path.name}…")
            checked += pipeline.check_file(space, path, Month(now.year, now.month))
    copies = [made for item in checked if marked and (made := pipeline.write_marked(space, item, marked, now))]
    if as_json:
        console.print_json({"findings": [vars(finding) for item in checked for finding in item.findings],
                            "rows": {key: sum(item.rows[key] for item in checked) for key in checked[0].rows}})
    elif not quiet:
        for item in checked:
            printing.print_checked(item)
        for made in copies:
            click.echo(f"Bản có đánh dấu: {made}")
    if not as_json:
        console.next_step(printing.after_check(checked, copies), quiet)
    return EXIT_CORRECTIONS if printing.must_change(checked) else EXIT_DONE


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Tổng hợp một tháng.")
@click.argument("period", required=False, metavar="[NĂM-THÁNG]")
@click.option("--inbox", "inboxes", multiple=True, type=console.Place(path_type=Path), metavar="ĐƯỜNG_DẪN",
              help="Thư mục hoặc tệp nhận được, thay cho inbox/NĂM-THÁNG; dùng được nhiều lần.")
@click.option("--as-of", metavar="THỜI_ĐIỂM", help="Thời điểm chạy, thay cho đồng hồ; ví dụ 2022-03-17T08:00.")
@click.option("--workers", type=console.Number(1, 64), metavar="SỐ",
              help="Số tiến trình đọc tệp (mặc định: theo máy).")
@click.option("--cluster", "address", default="", metavar="ĐỊA_CHỈ",
              help="Đọc tệp trên cụm máy dask, ví dụ tcp://may-chu:8786; các máy thấy cùng thư mục.")
@click.option("--progress", "asked", is_flag=True, help="In tiến độ ra luồng lỗi cả khi không phải màn hình.")
@console.no_cache_option
@as_json_option
@common
def run(period: str | None, inboxes: tuple[Path, ...], as_of: str | None, workers: int | None, address: str, asked: bool,
        no_cache: bool, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Tổng hợp một tháng: từ tệp nhận được đến sổ theo dõi và báo cáo (mặc định: tháng mới nhất có tệp)."""
    moment = parse_moment(as_of)
    from emulation_batch import cache, cluster, processes
    from emulation_batch.workspace import open_workspace

    processes.foresee()
    space = open_workspace(workspace)
    month = space.reported(parse_month(period) if period else space.newest_month())
    space.require_begun(month, moment)
    absent = [str(path) for path in inboxes if not path.exists()]
    if absent:
        raise UsageFault("Không tìm thấy: " + ", ".join(absent) + ".")
    store = None if no_cache else space.cache
    with (console.progress(quiet or (as_json and not asked), asked) as step, cluster.executor(address) as executor,
          cache.using(store)):
        told = _told(space, month, inboxes or space.inboxes_of(month), moment, as_of is not None,
                     (workers or os.cpu_count() or 1, step, executor))
    folder = space.output / str(month)
    if as_json:
        console.print_json({"period": str(month), "folder": str(folder), **{key: told[key] for key in printing.COUNTED}})
    elif not quiet:
        printing.print_month(told, folder, verbose)
        if store and verbose:
            click.echo(printing.of_cache(store))
    if not as_json:
        console.next_step(f"mở {folder / 'index.html'}, làm các việc nêu ở đó: gửi thư nháp, bổ sung báo cáo.", quiet)
    return EXIT_CORRECTIONS if told["corrections"] else EXIT_DONE


def _told(space: Any, month: Month, inboxes: tuple[Path, ...], moment: datetime, exactly: bool, means: tuple[Any, ...]) -> Any:
    """What is told of the month's run: of the one that stands where nothing has changed, else of a new one."""
    from emulation_batch import standing

    means[1]("So với lần tổng hợp trước…")
    inputs = standing.inputs_of(space, month, inboxes)
    told = standing.recalled(space, str(month), inputs, moment, exactly)
    if told is None:
        from emulation_batch import running

        done = running.run_month(space, month, inboxes, moment, *means)
        told = printing.told_of(done)
        standing.remember(space, done.month, inputs, told)
    return told


@cli.command(options_metavar="[TÙY CHỌN]", short_help="Giải thích một mã lỗi.")
@click.argument("code", metavar="MÃ")
@common
def explain(code: str, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Giải thích một mã lỗi: vấn đề, vì sao, cách sửa, ví dụ."""
    from emulation_batch.catalogue import explain as page

    click.echo(page(code))
    return EXIT_DONE


for month_command in (*cli_months.COMMANDS, *cli_review.COMMANDS, *cli_doctor.COMMANDS, *cli_mail.COMMANDS):
    cli.add_command(month_command)


def main() -> None:
    """Run the command line; every fault ends in Vietnamese words and an exit code, never in a traceback."""
    console.use_utf8()
    stopping.stop_in_order()
    try:
        code = cli.main(prog_name="emulation-batch", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        code = endings.told(error)
    sys.exit(code if isinstance(code, int) else EXIT_DONE)
