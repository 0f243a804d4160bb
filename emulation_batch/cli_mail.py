"""The command that lays the mails of a mailbox into the inbox. Like cli.py, it imports heavy libraries inside the command."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from emulation_batch import console
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE, UsageFault
from emulation_batch.periods import parse_month

if TYPE_CHECKING:
    from emulation_batch.fetching import Fetched


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Lấy thư của một tháng về inbox.")
@click.argument("period", metavar="NĂM-THÁNG")
@click.option("--from", "source", cls=console.Needed, required=True, metavar="HỘP_THƯ",
              help="imaps://tên_đăng_nhập@máy_chủ/INBOX, hoặc tệp .mbox.")
@click.option("--ca", type=console.Place(path_type=Path, dir_okay=False), metavar="TỆP",
              help="Chứng thư (PEM) để tin máy chủ thư của đơn vị (mặc định: của hệ điều hành).")
@as_json_option
@common
def fetch(period: str, source: str, ca: Path | None, as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Lưu nguyên vẹn từng thư có tệp kèm vào inbox/NĂM-THÁNG; chạy lại bao nhiêu lần cũng được, không xóa thư nào.

    Mật khẩu lấy từ biến môi trường EMULATION_MAIL_PASSWORD, kho mật khẩu của máy, hoặc được hỏi; không ghi trên dòng lệnh.
    """
    from emulation_batch import fetching, imap_mailbox
    from emulation_batch.workspace import open_workspace

    asked = parse_month(period)
    space = open_workspace(workspace)
    month = space.reported(asked)
    if "://" not in source:
        if ca:
            raise UsageFault("--ca chỉ dùng với hộp thư trên máy chủ (imaps://…).")
        with console.progress(quiet or as_json) as step:
            done = fetching.fetch(space, month, fetching.of_file(Path(source)), step)
    else:
        address = imap_mailbox.parse_address(source)
        password = imap_mailbox.find_password(address)
        with console.progress(quiet or as_json) as step, imap_mailbox.connected(address, password, ca) as box:
            done = fetching.fetch(space, month, imap_mailbox.mails(box, address, space.period(month).from_), step)
    if as_json:
        console.print_json({"period": str(month), "folder": str(done.folder), "mails": done.seen, "stored": done.stored,
                            "known": done.known, "without_files": done.without_files, "too_large": done.too_large,
                            "unmarked": done.unmarked})
    else:
        _tell(done, quiet)
        console.next_step(f"emulation-batch run {month}", quiet)
    return EXIT_CORRECTIONS if done.too_large else EXIT_DONE


def _tell(done: "Fetched", quiet: bool) -> None:
    console.say(f"Đã xem {done.seen} thư: lưu mới {done.stored}, đã có từ trước {done.known}, "
                f"không có tệp kèm {done.without_files}, quá lớn {len(done.too_large)}. Thư nằm trong {done.folder}.", quiet)
    for where in done.too_large:
        click.echo(f"  Chưa lấy {where}: lớn hơn 64 MB. Mở hộp thư, lưu tệp kèm vào {done.folder}.", err=True)
    if done.unmarked:
        console.say(f"  {done.unmarked} thư đã lưu nhưng máy chủ không cho đánh dấu; không ảnh hưởng gì.", quiet)


COMMANDS = (fetch,)
