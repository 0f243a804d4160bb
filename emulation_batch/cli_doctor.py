"""The command that looks for what is wrong: this machine and workspace, or Word papers. Heavy libraries are imported inside."""

from pathlib import Path
from typing import Any

import click

from emulation_batch import console
from emulation_batch.console import as_json_option, common
from emulation_batch.errors import EXIT_CORRECTIONS, EXIT_DONE

GROUPS = {"machine": "Máy", "workspace": "Thư mục làm việc", "definition": "Định nghĩa", "registry": "Danh mục",
          "template": "Mẫu Word"}


@click.command(cls=console.Command, options_metavar="[TÙY CHỌN]", short_help="Khám máy, thư mục làm việc, văn bản Word.")
@click.argument("papers", nargs=-1, metavar="[BÁO_CÁO.docx…]",
                type=console.Place(exists=True, dir_okay=False, path_type=Path))
@as_json_option
@common
def doctor(papers: tuple[Path, ...], as_json: bool, workspace: Path, quiet: bool, verbose: bool) -> int:
    """Nói máy, thư mục làm việc, danh mục, mẫu Word còn gì chưa ổn và cách xử lý; không sửa gì.

    Có BÁO_CÁO.docx thì soát thể thức văn bản đó theo Nghị định 30/2020/NĐ-CP: chỗ nào lệch, căn cứ nào, sửa thế nào.
    """
    return _papers(papers, as_json, quiet) if papers else _examine(workspace, as_json, quiet, verbose)


def _examine(workspace: Path, as_json: bool, quiet: bool, verbose: bool) -> int:
    from emulation_batch import doctor as examining

    with console.progress(quiet or as_json) as step:
        step("Khám máy và thư mục làm việc…")
        lines = examining.examine(workspace)
    if as_json:
        console.print_json(examining.as_plain(lines))
        return examining.exit_code(lines)
    for line in lines:
        if verbose or line.level != examining.FINE:
            told = f"{line.words.rstrip('.')}. {line.mend}".rstrip()
            console.say(f"[{line.level}] {GROUPS[line.group]} - {line.place}: {told}", quiet)
    wrong, look = (sum(line.level == level for line in lines) for level in (examining.ERROR, examining.WARNING))
    console.say(f"Đã xem {len(lines)} điểm: {wrong} lỗi, {look} cảnh báo.", quiet)
    console.next_step("làm theo từng dòng ở trên rồi chạy lại “emulation-batch doctor”." if wrong or look
                      else "không phải làm gì.", quiet)
    return examining.exit_code(lines)


def _papers(papers: tuple[Path, ...], as_json: bool, quiet: bool) -> int:
    from emulation_batch.decree import ERROR, check_paper

    found = {str(path): [_plain(deviation) for deviation in check_paper(path)] for path in papers}
    errors = sum(item["severity"] == ERROR for listed in found.values() for item in listed)
    if as_json:
        console.print_json({"papers": found})
    else:
        for path, listed in found.items():
            _tell(path, listed, quiet)
        console.next_step("mở từng tệp, sửa các chỗ LỖI trong Word rồi soát lại." if errors else "không phải sửa gì.", quiet)
    return EXIT_CORRECTIONS if errors else EXIT_DONE


def _plain(deviation: Any) -> dict[str, str]:
    rule = deviation.rule
    return {"rule": rule.id, "severity": rule.severity, "place": deviation.place, "message": rule.message,
            "found": deviation.found, "basis": rule.basis, "mend": rule.mend}


def _tell(path: str, listed: list[dict[str, str]], quiet: bool) -> None:
    console.say(f"{path}: " + ("đúng thể thức." if not listed else f"{len(listed)} chỗ cần xem."), quiet)
    for item in listed:
        seen = f" (đang là: {item['found']})" if item["found"] else ""
        console.say(f"  {item['severity']} {item['rule']}, {item['place']}: {item['message']}{seen}. {item['mend']} "
                    f"[{item['basis']}]", quiet)


COMMANDS = (doctor,)
