"""The quick reader says what the exact one says, or leaves it to the exact one: on made, real and damaged sheets."""

import re
import zipfile
from random import Random

import pytest
from support.books import NGUON_LUC, VAN_BAN, fill
from support.office import convert
from support.unit_workbooks import write_books

from emulation_batch.reading.cells import TooMuch
from emulation_batch.reading.package import Malformed, Package
from emulation_batch.reading.quick import quick_grid
from emulation_batch.reading.streaming import read_grid

MUTATIONS = 4000
SCRAPS = [part.encode() for part in (
    "<", ">", "&", '"', "&amp;", "&lt;", "&#65;", "&foo;", "]]>", "<!--", "-->", "<![CDATA[", "<?x ?>", "\r", "\n", " ", "\0", "\x0b",
    "\ufffe", "đ", "</c>", "</row>", "</sheetData>", "<sheetData>", "<sheetData/>", '<row r="3">', '<row r="9" hidden="1">', "<row>",
    '<row r="2" r="3"/>', '<c r="B2"/>', '<c r="B2" s="1"><v>44612</v></c>', '<c r="B2" t="s"><v>1</v></c>', '<c t="s"><v>-1</v></c>',
    '<c r="ZZZ1"/>', '<c r="C2" t="e"><v>#N/A</v></c>', '<c r="C2" t="b"><v>1</v></c>', '<c r="C2" t="d"><v>2022-03-05</v></c>',
    '<c r="C2"><f>A1</f></c>', '<c r="C2"><f t="shared" si="0"/><v>1</v></c>', "<v>", "</v>", "<v/>", "<f>", "</f>", "<f/>", "<is><t>a</t></is>",
    "1e400", "1_0", "nan", "-", "4294967296", ' t="s"', ' t="str"', ' t="inlineStr"', ' s="1"', ' hidden="1"', ' r="5"', "x:",
    '<mergeCell ref="A1:B2"/>', '<mergeCells><mergeCell ref="B9:C9"/></mergeCells>')]


def package():
    """A workbook that is only strings and styles, of which style 1 shows dates."""
    made = Package.__new__(Package)
    made.__dict__.update(_shared=(["một", " ", "ba"], {}), _styles=(frozenset({1}), {}), epoch_1904=False)
    return made


def outcome(reader, *arguments):
    """A grid, or the kind of fault."""
    try:
        return reader(*arguments)
    except (Malformed, TooMuch, ValueError, OverflowError) as error:
        return type(error)


def agrees(owner, content, room=100_000):
    """Whether the quick reader dared; fails where it dared and the exact one says something else."""
    quick = quick_grid(owner, "a", False, content, room)
    if quick is not None:
        exact = outcome(read_grid, owner, "a", False, content, room)
        assert exact == quick, content
        assert [list(values) for values in exact.rows.values()] == [list(values) for values in quick.rows.values()], content
        assert list(exact.rows) == list(quick.rows) and repr(exact.rows) == repr(quick.rows), content
    return quick is not None


CELLS = ('<c r="{}" s="2"/>', '<c r="{}"/>', '<c r="{}" s="1"><v>{n}</v></c>', '<c r="{}"><v>{n}.5</v></c>', '<c r="{}" t="s"><v>{k}</v></c>',
         '<c r="{}" s="3" t="s"><v>2</v></c>', '<c r="{}" s="4" t="str"><f>A{n}&amp;"x"</f><v>a &amp; b</v></c>', '<c r="{}"><f>SUM(A1)</f><v></v></c>',
         '<c r="{}"><f aca="false">1&lt;2</f><v>0</v></c>', '<c r="{}" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="{}" t="b"><v>{b}</v></c>',
         '<c r="{}" t="str"><f t="shared" ref="A1:A9" si="0">B1</f><v></v></c>', '<c r="{}" t="str"><f t="shared" si="0"/><v>đủ</v></c>',
         '<c r="{}" t="inlineStr"><is><t>chữ {n}</t></is></c>', '<c r="{}" t="n"><v>7</v></c>', '<c r="{}" s="1"><v>0.25</v></c>',
         '<c r="{}" t="d"><v>2022-03-05T07:30:00</v></c>', '<c r="{}"></c>', '<c r="{}" s="1"><v/></c>', '<c r="{}"><f>A1</f></c>')
ATTRIBUTES = ("", ' spans="1:35" ht="36" customHeight="1"', ' hidden="1"', ' hidden="false" x14ac:dyDescent="0.25"', ' hidden="true"')


def sheet(random, rows=6):
    """A sheet as spreadsheets write them."""
    lines, number = [], 0
    for _ in range(random.randrange(rows)):
        number += random.randrange(1, 4)
        cells = "".join(random.choice(CELLS).format(f"{letter}{number}", n=random.randrange(60000), k=random.randrange(3), b=random.randrange(2))
                        for letter in ("A", "B", "C", "Z", "AA", "XFD") if random.random() < 0.5)
        attributes = random.choice(ATTRIBUTES)
        lines.append(f'<row r="{number}"{attributes}>{cells}</row>' if cells or random.random() < 0.5 else f'<row r="{number}"{attributes}/>')
    tail = random.choice(("", '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>', '<dataValidations><dataValidation sqref="A1"/></dataValidations>'))
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="s"><dimension ref="A1"/><sheetData>' + "".join(lines)
            + f"</sheetData>{tail}</worksheet>").encode()


def mutated(random, content):
    """A part with one to three scraps put in, bytes taken out, doubled, exchanged or moved."""
    for _ in range(random.randint(1, 3)):
        start = random.randrange(len(content) + 1)
        # mostly at a border of a tag, where damage is still nearly sound
        if random.random() < 0.7:
            borders = [found.end() for found in re.finditer(rb'[<>"]', content)]
            start = random.choice(borders) if borders else start
        end = min(len(content), start + random.choice((0, 0, 1, 3, 8, 40)))
        piece = content[start:end]
        match random.randrange(4):
            case 0:
                content = content[:start] + random.choice(SCRAPS) + content[start:]
            case 1:
                content = content[:start] + content[end:]
            case 2:
                content = content[:end] + piece + content[end:]
            case 3:
                content = content[:start] + random.choice(SCRAPS) + content[end:]
    return content


def test_made_sheets_are_read_quickly_and_alike():
    random = Random(1)
    dared = [agrees(package(), sheet(random)) for _ in range(500)]
    assert all(dared)


def differ(seed, count):
    """So many damaged sheets; how many of them the quick reader dared to read."""
    random = Random(seed)
    return sum(agrees(package(), mutated(random, sheet(random)), random.choice((3, 100_000))) for _ in range(count))


def test_damaged_sheets_are_read_alike_or_left():
    """Longer: `python -c "from reading.test_quick import differ; differ(2, 10**6)"` in tests/."""
    assert MUTATIONS * 0.02 < differ(2022, MUTATIONS) < MUTATIONS * 0.6


def parts(path):
    """The package of a file and the parts of its sheets."""
    with zipfile.ZipFile(path) as archive:
        owner = Package(archive)
        owner.strings, owner.date_styles  # noqa: B018
        return owner, [owner.read(part) for _, _, part in owner.sheets]


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Workbooks of the template writer, and the same saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("real")
    made = list(write_books(folder, ("complete", "half", "nil")).values())
    made.append(fill(folder / "vp.xlsx", rows={"van_ban": [VAN_BAN] * 45, "nguon_luc": [NGUON_LUC] * 3}))
    return made, convert(made, "xlsx", folder / "saved")


def test_real_workbooks_are_read_quickly_and_alike(real):
    for path in (*real[0], *real[1]):
        owner, contents = parts(path)
        assert [agrees(owner, content) for content in contents] == [True] * 11, path


def test_damaged_real_workbooks(real):
    """A few sheets of each, since they are large; the same sheet is damaged many times."""
    random = Random(5)
    for path in (real[0][1], real[1][1]):
        owner, contents = parts(path)
        for content in contents[1:3]:
            for _ in range(15):
                agrees(owner, mutated(random, content))


@pytest.mark.parametrize("content", [
    b"", b"<worksheet/>", b"<worksheet><sheetData/></worksheet>",
    b'<worksheet><!-- <sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData> --></worksheet>',
    b'<worksheet><?x <sheetData></sheetData> ?></worksheet>',
    '<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData></sheetData></worksheet>'.encode("utf-16"),
    b'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet><sheetData></sheetData></worksheet>',
    b'<worksheet><c r="A1"><v>2</v></c><sheetData><row r="1"/></sheetData></worksheet>',
    b'<worksheet><sheetData><row r="1"/></sheetData><mergeCells><mergeCell ref="A0"/></mergeCells></worksheet>',
    b'<worksheet><sheetData><row r="1"/></sheetData>',
    b'<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
    b'<worksheet><sheetData><row r="1"><c r="A2"/></row></sheetData></worksheet>',
    b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>9</v></c></row></sheetData></worksheet>',
    b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0\x0b</v></c></row></sheetData></worksheet>',
    b'<worksheet><sheetData><row r="1"><c r="A1"/</row></sheetData></worksheet>'])
def test_what_is_left_to_the_exact_reader(content):
    assert quick_grid(package(), "a", False, content, 10) is None


def test_rows_known_from_another_workbook_keep_their_own_meaning():
    """The same bytes are a day in one workbook and a number in the next."""
    content = b'<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>44612</v></c></row></sheetData></worksheet>'
    dated, plain = package(), package()
    plain.__dict__["_styles"] = (frozenset(), {})
    seen = [quick_grid(owner, "a", False, content, 10).rows[0][0] for owner in (dated, plain, dated)]
    assert seen[0] == seen[2] != seen[1] == 44612
    assert agrees(dated, content) and agrees(plain, content)


@pytest.mark.parametrize("fonts", [{"_shared": (["một"], {0: ".VnTime"})}, {"_styles": (frozenset(), {1: "VNI-Times"})}])
def test_old_fonts_are_left_to_the_exact_reader(fonts):
    content = b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    owner = package()
    assert quick_grid(owner, "a", False, content, 10)
    owner.__dict__.update(fonts)
    assert quick_grid(owner, "a", False, content, 10) is None
