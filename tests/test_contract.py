"""The shape of the house: what may import what, what is listed, what is committed."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.paths import ROOT

PACKAGE = ROOT / "emulation_batch"
VOCABULARY = {"ballots", "clock", "errors", "strict", "definition", "registry", "periods", "findings", "layout", "batch", "vietnamese", "barriers",
              "deadlines", "frames", "recognise", "run_lock", "whole_files", "workbook_check", "package_check", "changes", "repairs",
              "reviewed", "charts", "progress", "stopping", "council", "council_keys", "rewarded", "packages", "cache", "processes",
              "memory", "plain_strings", "sharing", "outside", "checksums", "mail_draft"}
STAGES = {"templates", "intake", "reading", "merging", "checks", "criteria", "figures", "proposals", "hearing", "reports",
          "ledger",
          "reconcile", "resubmission", "manifest", "run_folder", "sample", "decree"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
MOST_LINES = 250
MOST_FUNCTION_LINES = 45


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    """Modules of this package that a module imports, also inside functions; imports for types only are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {id(child) for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
                   for child in ast.walk(node)}
    known = {name_of(module) for module in MODULES}
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("emulation_batch"))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("emulation_batch"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else node.module


def room(module):
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms(path):
    """Vocabulary imports no stage; a stage imports no other stage."""
    mine = room(name_of(path))
    for other in map(room, imports_of(path)):
        if mine in VOCABULARY:
            assert other in VOCABULARY | {""}, f"{name_of(path)} imports {other}"
        elif mine in STAGES:
            assert other in VOCABULARY | {"", mine}, f"{name_of(path)} imports the stage {other}"


def test_no_import_cycle():
    graph = {name_of(path): set(imports_of(path)) for path in MODULES}
    done, open_ = set(), []

    def visit(module):
        if module in done:
            return
        assert module not in open_, f"cycle: {' -> '.join([*open_[open_.index(module):], module])}"
        open_.append(module)
        for other in sorted(graph.get(module, ())):
            package = graph.get(other)
            if package is not None and not module.startswith(f"{other}."):
                visit(other)
        open_.pop()
        done.add(module)

    for module in graph:
        visit(module)


def test_every_module_has_a_test_of_its_name():
    exempt = {"__init__", "__main__"}
    missing = []
    for path in MODULES:
        relative = path.relative_to(PACKAGE)
        if path.stem not in exempt and not (ROOT / "tests" / relative.with_name(f"test_{path.name}")).exists():
            missing.append(str(relative))
    assert missing == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sizes(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < MOST_FUNCTION_LINES, f"{node.name} is too long"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_public_things_have_docstrings(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_packages_are_listed_in_setup_cfg():
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {name_of(path) for path in MODULES if path.name == "__init__.py"} | {"emulation_batch.input_templates"}
    assert listed == found


def test_help_imports_no_heavy_library():
    code = ("import sys; sys.argv = ['emulation-batch', '--help']\n"
            "from emulation_batch.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            "print([name for name in ('pandas', 'docxtpl', 'xlsxwriter', 'openpyxl', 'rich', 'python_calamine', 'holidays', 'pyarrow', 'numpy') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "Cách dùng" in done.stdout


def test_the_repository_names_no_machine():
    """No absolute path of a machine and no registry host in any text we ship."""
    pattern = re.compile(r"/work/|/root/|/home/|[a-z]:\\\\users|index-url|pypi\.org/simple", re.I)
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    for name in listed:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".cfg", ".yaml", ".txt", ""} and path.is_file() and path != Path(__file__):
            assert not pattern.search(path.read_text(encoding="utf-8")), name


def test_exit_codes_of_faults_are_those_of_the_contract():
    from emulation_batch import errors

    codes = {cls.__name__: cls.exit_code for cls in vars(errors).values()
             if isinstance(cls, type) and issubclass(cls, errors.StopRun) and cls is not errors.StopRun}
    assert codes == {"UsageFault": 2, "DefinitionFault": 3, "NothingUsable": 4, "Unbalanced": 4, "TemplateFault": 5, "CannotWrite": 6}
