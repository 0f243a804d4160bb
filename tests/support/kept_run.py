"""The run of a small month, as a user starts it, in this process; and what changes about its files."""

import shutil
import zipfile

from click.testing import CliRunner
from survival.months import PERIOD

from emulation_batch import cache
from emulation_batch.cli import cli

AS_OF = "2022-03-17T08:00"


def command(root, *words):
    """Any other command there."""
    done = CliRunner().invoke(cli, [*words, "--workspace", str(root)], standalone_mode=False)
    assert done.return_value in (0, 1), done.output + str(done.exception)


def run(root, *options, as_of=AS_OF, workers=1):
    """Its exit code and its words; as_of: "" for the clock's."""
    time = ("--as-of", as_of) if as_of else ()
    done = CliRunner().invoke(cli, ["run", PERIOD, *time, "--workers", str(workers), "--workspace", str(root), *options],
                              standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


def add(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + content)


def comment(path):
    """Other bytes that say the same."""
    with zipfile.ZipFile(path, "a") as package:
        package.comment = b"x"


def changes(key, template):
    """What a run or review that stands in `output/<key>` is made anew for, by name: each a change of the workspace."""
    def output(root):
        return root / "output" / key

    return {
        "a registry": lambda root: comment(root / "input_templates" / "danh_muc.xlsx"),
        "a definition": lambda root: add(root / "input_templates" / "movement.toml", b"\n# a remark\n"),
        "a template": lambda root: comment(root / "input_templates" / template),
        "a register of the Council": lambda root: add(root / "hoi_dong" / key / "so.xlsx", b"x"),
        "a register filled in in its place": lambda root: comment(output(root) / "register.xlsx"),
        "an output changed": lambda root: add(output(root) / "index.html", b"x"),
        "an output less": lambda root: (output(root) / "index.html").unlink(),
        "an output more": lambda root: (output(root) / "reports" / "x.docx").write_bytes(b"x"),
        "a manifest changed": lambda root: add(output(root) / "manifest.json", b"\n"),
        "no output": lambda root: shutil.rmtree(output(root)),
        "no cache": lambda root: shutil.rmtree(root / cache.FOLDER),
    }
