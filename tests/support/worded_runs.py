"""Small run folders that are told apart by one word, and what a reader sees of them."""

from pathlib import Path

from emulation_batch.run_folder import is_whole, lock, write_run

PERIOD = "2022-03"


def builder(word):
    """What lays a report and a register of this word into a folder."""
    def build(folder: Path) -> None:
        (folder / "reports").mkdir()
        (folder / "reports" / "bao_cao.docx").write_text(word, encoding="utf-8")
        (folder / "register.xlsx").write_text(word * 2, encoding="utf-8")
    return build


def write(output, word, **more):
    """Write the period with this word, under the lock."""
    with lock(output):
        return write_run(output, PERIOD, builder(word), {"period": PERIOD, "as_of": word, **more})


def words_of(output):
    """What a reader sees of the period: the word of a whole folder."""
    place = output / PERIOD
    assert is_whole(place)
    return (place / "reports" / "bao_cao.docx").read_text(encoding="utf-8")


def leftovers(output):
    """What lies in the output beside the period and the lock."""
    return sorted(path.name for path in output.iterdir() if path.name not in (PERIOD, ".lock"))
