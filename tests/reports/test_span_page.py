"""index.html of a review: what is to be done, every file, nothing live."""

from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from support.browser import measure
from support.span import AS_OF, small_workspace, span_data

from emulation_batch import review
from emulation_batch.reports.page_parts import Files
from emulation_batch.reports.span_page import page
from emulation_batch.run_folder import files_in
from emulation_batch.workspace import open_workspace


class Links(HTMLParser):
    """Every address of a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [unquote(value) for name, value in attrs if name in ("href", "src", "action")]


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    space = open_workspace(small_workspace(tmp_path_factory.mktemp("page") / "ws").root)
    return review.review_span(space, space.reviewed("2022"), AS_OF, lambda text: None).folder


def test_every_file_is_reached_and_every_link_resolves(year):
    links = set(Links((year / "index.html").read_text(encoding="utf-8")).found)
    kept = {name for name in files_in(year) if not name.startswith("input_templates/")}
    assert links == kept - {"index.html"}


def test_what_stands_before_the_report_is_complete(year):
    text = (year / "index.html").read_text(encoding="utf-8")
    assert "năm 2022</h1>" in text
    assert "Chưa gồm 9 kỳ chưa chốt: 04/2022, 05/2022" in text and "Có kỳ chốt thêm thì lập lại: emulation-batch review 2022." in text
    assert "3 lượt chưa có báo cáo dùng được: Trung tâm Công nghệ thông tin và Truyền thông (01/2022, 02/2022, 03/2022)." in text
    assert "Hội đồng chưa cho ý kiến" in text and '<a href="copies/hoi_dong.xlsx"><bdi>hoi_dong.xlsx</bdi></a>' in text
    assert "[Văn phòng Sở bổ sung]" in text and "DỰ THẢO" not in text and "emulation-batch seal 2022" not in text


def test_the_page_has_a_vietnamese_title_and_the_command_that_no_paper_tells(year, tmp_path):
    text = (year / "index.html").read_text(encoding="utf-8")
    assert "<title>Năm 2022: " in text and "emulation-batch trace 2022 MÃ, với mã in dưới mỗi bảng của báo cáo" in text
    space = open_workspace(small_workspace(tmp_path / "ws").root)
    told = page(span_data(space, "mid-term"), Files([]), {})
    assert told["period"] == "Sơ kết"


def test_nothing_stands_outside_the_page_on_a_telephone_or_a_screen(year, tmp_path):
    for width, found in measure(year / "index.html", (390, 1280), tmp_path).items():
        assert not found["outside"] and found["width"] <= int(width), width
        assert not found["scripts"] and "2022" in found["title"]
