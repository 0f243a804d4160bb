"""Names in a review are those of the span's last day."""

from support.span import renamed_and_merged, small_workspace, span_data


def test_names(tmp_path):
    data = span_data(small_workspace(tmp_path, ("2022-01",), renamed_and_merged()), "2022")
    assert (data.unit_name("BCXB"), data.short_name("BCXB")) == ("Phòng Truyền thông", "Phòng TT")
    assert (data.unit_name("TTCNTT"), data.short_name("TTCNTT")) == (
        "Trung tâm Công nghệ thông tin và Truyền thông", "Trung tâm CNTT&TT")
    assert (data.unit_name("ABC"), data.short_name("ABC")) == ("ABC", "ABC")
