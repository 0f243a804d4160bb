"""Unit workbooks written once for all tests of this folder, and what LibreOffice makes of them."""

import openpyxl
import pytest
from support.office import convert
from support.unit_workbooks import BOOKS, book_of, write_books


class Opened(dict):
    """Workbooks by name, each read when it is first asked for."""

    def __init__(self, paths, **options):
        super().__init__()
        self.paths, self.options = paths, options

    def __missing__(self, name):
        self[name] = openpyxl.load_workbook(self.paths[name], **self.options)
        return self[name]


@pytest.fixture(scope="session")
def books(tmp_path_factory):
    """{name: path} of workbooks as written: standard, empty, complete, half, nil, contradiction."""
    return write_books(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="session")
def opened(books):
    """{name: workbook} as written, read with openpyxl."""
    return Opened(books)


@pytest.fixture(scope="session")
def saved(books, tmp_path_factory):
    """{name: path} of the books of the unit after LibreOffice opened, calculated and saved them as .xlsx."""
    made = convert([books[name] for name in BOOKS], "xlsx", tmp_path_factory.mktemp("saved"))
    return dict(zip(BOOKS, made, strict=True))


@pytest.fixture(scope="session")
def calculated(saved):
    """{name: workbook} with the values LibreOffice calculated."""
    return Opened(saved, data_only=True)


@pytest.fixture
def book(tmp_path):
    """A workbook of Văn phòng Sở under construction, without a sheet yet."""
    return book_of(tmp_path / "book.xlsx")
