"""The run of a small month, as a user starts it, in this process; and what changes about its files."""

import zipfile

from click.testing import CliRunner
from survival.months import PERIOD

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
