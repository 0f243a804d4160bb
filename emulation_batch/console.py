"""What a person sees in a terminal: UTF-8 streams, the options all commands share, help and faults of the command line in
Vietnamese, tables, progress."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

SECTIONS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}


def use_utf8() -> None:
    """Write UTF-8 whatever the console's code page (cp1258, redirected): Vietnamese never breaks a run; nor does a console that
    is not there, as for a scheduled task."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  as long as the process
        elif hasattr(getattr(sys, name), "reconfigure"):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Cách dùng: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        with super().section(SECTIONS.get(name, name)):
            yield


class _Context(click.Context):
    formatter_class = _Formatter


class _Vietnamese:
    """Help in Vietnamese for a command or a group."""

    context_class: type[click.Context] = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Hiện trợ giúp này rồi thoát."
        return option


class Number(click.IntRange):
    """A whole number within bounds; the fault is told in Vietnamese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"cần một số từ {self.min} đến {self.max}, đang ghi “{value}”.", param, ctx)

    def _describe_range(self) -> str:
        return f"từ {self.min} đến {self.max}"


class Place(click.Path):
    """A file or a folder; the fault is told in Vietnamese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            place = Path(value)
            if not place.exists():
                words = f"không tìm thấy “{value}”."
            elif place.is_dir() and not self.dir_okay:
                words = f"“{value}” là một thư mục, ở đây cần một tệp."
            elif place.is_file() and not self.file_okay:
                words = f"“{value}” là một tệp, ở đây cần một thư mục."
            else:
                words = f"không có quyền đọc “{value}”."
            self.fail(words, param, ctx)


class Needed(click.Option):
    """An option that must be given; its help says so in Vietnamese."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("[required]", "[bắt buộc]"))


class Command(_Vietnamese, click.Command):
    """A command whose help is in Vietnamese."""


class Group(_Vietnamese, click.Group):
    """The group of commands; an unknown command is answered with the nearest one."""

    command_class = Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None:
            near = next(iter(get_close_matches(args[0], self.list_commands(ctx), 1)), "")
            raise click.UsageError(f"Không có lệnh “{args[0]}”." + (f" Có phải là “{near}”?" if near else ""), ctx)
        return super().resolve_command(ctx, args)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command takes."""
    options = [
        click.option("--workspace", type=Place(path_type=Path), default=Path(), metavar="THƯ_MỤC",
                     help="Thư mục làm việc (mặc định: thư mục hiện tại)."),
        click.option("-q", "--quiet", is_flag=True, help="Chỉ in lỗi."),
        click.option("-v", "--verbose", is_flag=True, help="In chi tiết hơn."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


as_json_option = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON cho chương trình khác đọc.")
no_cache_option = click.option("--no-cache", is_flag=True,
                               help="Làm lại tất cả từ đầu, không dùng và không ghi bộ nhớ đệm (thư mục .cache).")


def usage_message(error: click.UsageError) -> str:
    """A fault of the command line in Vietnamese."""
    if isinstance(error, click.NoSuchOption):
        near = f" Có phải là “{error.possibilities[0]}”?" if error.possibilities else ""
        return f"Không có tùy chọn “{error.option_name}”.{near}"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else error.param_hint
        return f"Thiếu {name}."
    if isinstance(error, click.BadOptionUsage):
        wrong = "không nhận giá trị" if "does not take a value" in error.message else "cần một giá trị đi kèm"
        return f"Tùy chọn “{error.option_name}” dùng chưa đúng: {wrong}."
    if isinstance(error, click.BadParameter) and error.param:
        named = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name.strip("[]")
        return f"Giá trị của “{named}” chưa đúng: {error.message}"
    if error.message.startswith("Got unexpected extra"):
        return "Thừa tham số: " + error.message[error.message.find("(") + 1:].rstrip(")") + "."
    return error.message


def say(text: str, quiet: bool = False) -> None:
    """A line for the person, on standard output."""
    if not quiet:
        click.echo(text)


def next_step(text: str, quiet: bool = False) -> None:
    """The closing line of a command: what the person does now."""
    say(f"Việc tiếp theo: {text}", quiet)


def print_json(value: dict[str, Any]) -> None:
    """A result for another program, on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1))


def table(title: str, headers: list[str], rows: list[list[str]], numbers: int = 0) -> None:
    """A table on standard output; the last `numbers` columns are right-aligned."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for index, header in enumerate(headers):
        right = index >= len(headers) - numbers
        drawn.add_column(header, justify="right" if right else "left", no_wrap=right, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    console = Console(file=sys.stdout, markup=False, highlight=False)
    if not console.is_terminal:
        console.width = 140
    console.print(drawn)


@contextmanager
def progress(quiet: bool, asked: bool = False) -> Iterator[Any]:
    """Gives `step(text)`; a live line on standard error when that is a terminal, plain lines when asked for, else silence."""
    if quiet or not (asked or sys.stderr.isatty()):
        yield lambda text: None
        return
    from emulation_batch.live import shown

    with shown() as step:
        yield step
