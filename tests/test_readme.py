"""README tells the truth: commands, exit codes, the generated catalogue, the two commands of its Quick start."""

import re

from support.paths import ROOT

from emulation_batch import catalogue
from emulation_batch.cli import cli

README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- catalogue -->\n).*?(<!-- /catalogue -->)", re.S)


def text():
    return README.read_text(encoding="utf-8")


def test_the_catalogue_is_fresh(request):
    fresh = BLOCK.sub(lambda match: match[1] + catalogue.table_markdown() + match[2], text())
    if request.config.getoption("--golden-update"):
        README.write_text(fresh, encoding="utf-8", newline="\n")
    assert fresh == text()


def test_every_command_and_option_is_documented():
    for name, command in cli.commands.items():
        row = next(line for line in text().splitlines() if line.startswith(f"| `{name}"))
        for option in command.params:
            for word in option.opts:
                if word.startswith("--") and word not in ("--workspace", "--quiet", "--verbose", "--help"):
                    assert word in row, f"{name} {word}"


def test_no_documented_command_is_missing():
    listed = re.findall(r"^\| `([a-z]+)[ `]", text(), re.M)
    assert set(listed) == set(cli.commands)


def test_the_quick_start_has_two_blocks_of_one_command():
    part = text().split("## Quick start", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", part)
    assert [len(block.strip().splitlines()) for block in blocks] == [1, 1]
    assert "emulation-batch demo" in blocks[0] and "pytest" in blocks[1]


def test_every_module_of_the_package_is_in_the_picture():
    part = text().split("## How it is built", 1)[1]
    for path in (ROOT / "emulation_batch").iterdir():
        if path.suffix == ".py" and not path.name.startswith("__"):
            assert path.name in part, path.name
        elif path.is_dir() and (path / "__init__.py").exists():
            assert f"{path.name}/" in part, path.name


def test_links_and_pictures_exist():
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text()):
        assert (ROOT / link).exists(), link


def test_every_golden_text_is_used():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    for path in (ROOT / "tests" / "golden").iterdir():
        assert path.stem in sources, path.name
