"""Options of the suite: `pytest --golden-update` rewrites the golden texts of tests/golden."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).with_name("golden")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="rewrite the golden texts")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>; with --golden-update write it instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden-update"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace that was run once, with its cache and its outputs; `ran` is a copy that may be changed."""
    from support.kept_run import run
    from survival.months import small_workspace

    root = small_workspace(tmp_path_factory.mktemp("run_once") / "ws")
    assert run(root)[0] == 1
    return root


@pytest.fixture
def ran(run_once: Path, tmp_path: Path) -> Path:
    """A workspace after its run."""
    return Path(shutil.copytree(run_once, tmp_path / "ws", copy_function=shutil.copy2))
