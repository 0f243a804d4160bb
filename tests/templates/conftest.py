"""Unit workbooks written once for all tests of this folder, and what LibreOffice makes of them."""

import openpyxl
import pytest
from support.office import convert
from support.unit_workbooks import book_of, write_books


@pytest.fixture(scope="session")
def books(tmp_path_factory):
    """{name: path} of workbooks as written: standard, empty, complete, half, nil."""
    return write_books(tmp_path_factory.mktemp("books"))


@pytest.fixture(scope="session")
def opened(books):
    """{name: workbook} as written, read with openpyxl."""
    return {name: openpyxl.load_workbook(path) for name, path in books.items()}


@pytest.fixture(scope="session")
def saved(books, tmp_path_factory):
    """{name: path} after LibreOffice opened, calculated and saved them as .xlsx."""
    made = convert(books.values(), "xlsx", tmp_path_factory.mktemp("saved"))
    return dict(zip(books, made, strict=True))


@pytest.fixture(scope="session")
def calculated(saved):
    """{name: workbook} with the values LibreOffice calculated."""
    return {name: openpyxl.load_workbook(path, data_only=True) for name, path in saved.items()}


@pytest.fixture
def book(tmp_path):
    """A workbook of Văn phòng Sở under construction, without a sheet yet."""
    return book_of(tmp_path / "book.xlsx")
