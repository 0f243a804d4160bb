"""What a folder may hold beside files, and names that no program should trust."""

import os
import socket
from pathlib import Path

from hostile.cases import Base, Case, Cases, one


def _folder(path: Path) -> None:
    path.mkdir()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(path.parent)
            bound.bind(path.name)
        finally:
            os.fchdir(here)
            os.close(here)


def _link(target: str):
    def make(path: Path) -> None:
        path.symlink_to(target)
    return make


def entries(base: Base) -> Cases:
    """Links, pipes, folders."""
    what = "entries of a folder"
    for label, target in (("dangling", "khong_co.xlsx"), ("vòng", "vòng.xlsx"), ("thiết bị", "/dev/zero"), ("mật khẩu", "/etc/passwd"),
                          ("thư mục", "/"), ("chính mình", ".")):
        yield Case(f"{label}.xlsx", {f"{label}.xlsx": "F104"}, _link(target), what)
    yield Case("ống.xlsx", {"ống.xlsx": "F105"}, _fifo, what)
    yield Case("cổng.xlsx", {"cổng.xlsx": "F105"}, _socket, what)
    yield Case("thư mục tên.xlsx", {"thư mục tên.xlsx": "F106"}, _folder, what)
    yield one(".ẩn.xlsx", base.workbook({}), "F113", what)
    yield one("CHỮ HOA.XLSX", base.workbook({}), "F113", what)
    yield one("sâu/hơn/nữa/x.xlsx", base.workbook({}), "F113", what)


def _bytes_name(raw: bytes, content: bytes):
    def make(path: Path) -> None:
        (path.parent / os.fsdecode(raw)).write_bytes(content)
    return make


def names(base: Base) -> Cases:
    """Names with line ends, commands, hidden letters, wrong bytes."""
    what = "file names"
    shown = {"hai\ndòng.xlsx": "hai dòng.xlsx", "=cmd|'_c calc'!A1.xlsx": "=cmd|'_c calc'!A1.xlsx", "@SUM(1).xlsx": "@SUM(1).xlsx",
             "-2+3.xlsx": "-2+3.xlsx", "+84.xlsx": "+84.xlsx", "rtl\u202excod.xlsx": "rtlxcod.xlsx", "không\u200brộng.xlsx": "khôngrộng.xlsx",
             "Tie\u0302ng.xlsx": "Tiêng.xlsx", "CON.xlsx": "CON.xlsx", "aux": "aux", "{{ cycler }}.xlsx": "{{ cycler }}.xlsx",
             "<b>đậm</b>.xlsx".replace("/", "_"): "<b>đậm<_b>.xlsx", "tab\tở giữa.xlsx": "tab ở giữa.xlsx", "100%.xlsx": "100%.xlsx",
             "a" * 240 + ".xlsx": "a" * 159 + "…" + "a" * 35 + ".xlsx", "\u00a0.xlsx": ".xlsx", "$(id).xlsx": "$(id).xlsx", "`id`.xlsx": "`id`.xlsx",
             "javascript:alert(1).xlsx": "javascript:alert(1).xlsx", "\x1b[31mđỏ.xlsx": "[31mđỏ.xlsx", "\x07chuông.xlsx": "chuông.xlsx"}
    for raw, seen in shown.items():
        code = "F101" if raw == "aux" else "F113"
        content = b"aux%d" % base.number() if raw == "aux" else base.workbook({})
        yield Case(raw, {seen: code}, _bytes_name(raw.encode(), content), what)
    for raw, seen in ((b"khong_utf8_\xff\xfe.xlsx", "khong_utf8_\ufffd\ufffd.xlsx"), (b"b\xe1o c\xe1o.xlsx", "b\ufffdo c\ufffdo.xlsx")):
        yield Case(repr(raw), {seen: "F113"}, _bytes_name(raw, base.workbook({})), what)


def cases(base: Base) -> Cases:
    """All of them."""
    yield from entries(base)
    yield from names(base)
