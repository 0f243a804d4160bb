"""A30x: people against the registry and against each other."""

from dataclasses import replace
from datetime import date

from support.small_registry import small_registry
from support.tables import assert_findings

from emulation_batch.checks import across_people as people


def moved_and_retired():
    """A registry where 003 moves from VP to BCXB on 1 March 2022, and 002 leaves on 28 February 2022."""
    registry = small_registry()
    lines = []
    for person in registry.people:
        if person.code == "STTTT-003":
            lines += [replace(person, to=date(2022, 2, 28)), replace(person, unit="BCXB", from_=date(2022, 3, 1))]
        else:
            lines.append(replace(person, to=date(2022, 2, 28)) if person.code == "STTTT-002" else person)
    return replace(registry, people=tuple(lines))


def test_person_of_another_unit():
    """A person belongs to the unit of the row's day; who moved is reported by both units, each for its days."""
    findings = assert_findings(people.person_of_another_unit, """
        | unit | can_bo    | ngay       | expect      |
        | VP   | STTTT-001 | 05/03/2022 |             |
        | VP   | STTTT-003 | 20/02/2022 |             |
        | VP   | STTTT-003 | 05/03/2022 | A301 can_bo |
        | BCXB | STTTT-003 | 05/03/2022 |             |
        | BCXB | STTTT-008 | 05/03/2022 | A301 can_bo |
        | VP   | STTTT-002 | 05/03/2022 |             |
    """, sheet="ca_nhan", registry=moved_and_retired())
    assert "thuộc Phòng Bưu chính - Xuất bản vào ngày này" in findings[0].message


def merged():
    """TTCNTT ends on 28/02, its people go to VP from 01/03; the totals are carried by BCXB."""
    registry = small_registry()
    ended = tuple(replace(unit, to=date(2022, 2, 28), successors=("BCXB",)) if unit.code == "TTCNTT" else unit for unit in registry.units)
    moved = [replace(person, unit="VP", from_=date(2022, 3, 1)) for person in registry.people if person.unit == "TTCNTT"]
    left = [replace(person, to=date(2022, 2, 28)) if person.unit == "TTCNTT" else person for person in registry.people]
    return replace(registry, units=ended, people=(*left, *moved))


def test_days_of_a_unit_that_ended_within_the_window_are_told_by_who_took_over():
    """The window begins before the merger: the carrier and the unit to which the people went may tell of those days."""
    assert_findings(people.person_of_another_unit, """
        | unit   | can_bo    | ngay       | expect      |
        | BCXB   | STTTT-008 | 20/02/2022 |             |
        | VP     | STTTT-008 | 20/02/2022 |             |
        | VP     | STTTT-008 | 05/03/2022 |             |
        | BCXB   | STTTT-008 | 05/03/2022 | A301 can_bo |
    """, sheet="ca_nhan", registry=merged())


def test_person_not_active():
    """Who has left has no result afterwards; a day outside the window is judged by the window's last day."""
    assert_findings(people.person_not_active, """
        | unit | can_bo    | ngay       | expect      |
        | VP   | STTTT-002 | 20/02/2022 |             |
        | VP   | STTTT-002 | 05/03/2022 | A302 can_bo |
        | VP   | STTTT-001 | 05/03/2012 |             |
    """, sheet="ca_nhan", registry=moved_and_retired())


def test_proposes_another_unit():
    """A unit proposes itself and its people."""
    assert_findings(people.proposes_another_unit, """
        | unit | ten                        | expect   |
        | VP   | Văn phòng Sở               |          |
        | VP   | Lý Thị Ánh                 |          |
        | VP   | Phòng Bưu chính - Xuất bản | A303 ten |
    """)


def test_day_counted_twice():
    """Two halves make a day; a day and a half does not, and the row after the first is asked."""
    assert_findings(people.day_counted_twice, """
        | can_bo    | ngay       | so_ngay | expect      |
        | STTTT-001 | 01/03/2022 | 0,5     |             |
        | STTTT-001 | 01/03/2022 | 0,5     |             |
        | STTTT-001 | 02/03/2022 | 3       |             |
        | STTTT-003 | 01/03/2022 | 1       |             |
        | STTTT-003 | 01/03/2022 | 0,5     | A304 can_bo |
    """, sheet="ca_nhan")


def test_days_over_one_another():
    """Three days from Thursday reach to Monday; the weekend between them is nobody's; half a day, and more
    days than a month has, reach over nothing."""
    findings = assert_findings(people.days_over_one_another, """
        | unit | can_bo    | ngay       | so_ngay | expect      |
        | VP   | STTTT-003 | 03/03/2022 | 3       |             |
        | VP   | STTTT-003 | 05/03/2022 | 1       |             |
        | VP   | STTTT-003 | 07/03/2022 | 0,5     | A319 can_bo |
        | VP   | STTTT-003 | 08/03/2022 | 1       |             |
        | VP   | STTTT-002 | 04/03/2022 | 1,5     |             |
        | VP   | STTTT-002 | 07/03/2022 | 1       |             |
        | BCXB | STTTT-004 | 04/03/2022 | 1       |             |
        | BCXB | STTTT-005 | 01/03/2022 | 32      |             |
        | BCXB | STTTT-005 | 08/03/2022 | 1       |             |
    """, sheet="ca_nhan")
    assert findings[0].message == "Các ngày của “STTTT-003” ở hàng 8, từ 03/03/2022, 3 ngày, trùm lên ngày của dòng này."


def test_more_days_than_the_period():
    """The window of 2022-03 has 20 working days; the row that passes them is asked."""
    findings = assert_findings(people.more_days_than_the_period, """
        | can_bo    | ngay       | so_ngay | expect      |
        | STTTT-001 | 15/02/2022 | 15      |             |
        | STTTT-001 | 07/03/2022 | 5       |             |
        | STTTT-001 | 14/03/2022 | 0,5     | A305 can_bo |
        | STTTT-001 | 14/03/2022 | 0,5     |             |
        | STTTT-003 | 14/03/2022 | 20      |             |
    """, sheet="ca_nhan")
    assert "có 20,5 ngày, nhiều hơn 20 ngày làm việc" in findings[0].message


def test_proposed_twice():
    """One proposal for one award in one kind; another award is another proposal."""
    assert_findings(people.proposed_twice, """
        | unit | ten        | loai_de_nghi | hinh_thuc                        | expect   |
        | VP   | Lý Thị Ánh | Hằng năm     | Giấy khen của Giám đốc Sở        |          |
        | VP   | Lý Thị Ánh | Hằng năm     | Bằng khen của Chủ tịch UBND tỉnh |          |
        | VP   | STTTT-003  | Hằng năm     | Giấy khen của Giám đốc Sở        | A306 ten |
    """)


def test_proposed_by_two_units():
    """Both sides are asked."""
    assert_findings(people.proposed_by_two_units, """
        | unit | ten       | loai_de_nghi | hinh_thuc                 | expect   |
        | VP   | STTTT-003 | Hằng năm     | Giấy khen của Giám đốc Sở | A307 ten |
        | BCXB | STTTT-003 | Hằng năm     | Giấy khen của Giám đốc Sở | A307 ten |
        | BCXB | STTTT-004 | Hằng năm     | Giấy khen của Giám đốc Sở |          |
    """)


def test_candidate_without_rows():
    """A row of this month, of a sealed one, or as the one in charge of a document, speaks for a person."""
    assert_findings(people.candidate_without_rows, """
        [ca_nhan]
        | can_bo    | loai |
        | STTTT-001 | a1   |
        [van_ban]
        | loai | nguoi_chu_tri |
        | a2   | STTTT-002     |
        [de_nghi]
        | unit | ten          | expect   |
        | VP   | STTTT-001    |          |
        | VP   | STTTT-002    |          |
        | VP   | STTTT-003    | A308 ten |
        | VP   | Văn phòng Sở |          |
        | BCXB | STTTT-004    |          |
    """, past="""
        [ca_nhan]
        | period  | unit | can_bo    | loai |
        | 2022-01 | BCXB | STTTT-004 | b1   |
    """)


def test_money_told_twice():
    """The unit's money and a person's of the same day and sum may be one."""
    assert_findings(people.money_told_twice, """
        [nguon_luc]
        | unit | loai | ngay       | so_tien |
        | VP   | c1   | 05/03/2022 | 500000  |
        [ca_nhan]
        | unit | can_bo    | ngay       | so_tien | expect       |
        | VP   | STTTT-001 | 05/03/2022 | 500000  | A309 so_tien |
        | VP   | STTTT-001 | 06/03/2022 | 500000  |              |
        | BCXB | STTTT-004 | 05/03/2022 | 500000  |              |
    """)


def test_joint_work_in_one_charge():
    """Several people, same words, same day: exactly one in charge. One person's rows are one person's."""
    findings = assert_findings(people.joint_work_in_one_charge, """
        | unit | can_bo    | loai | noi_dung                             | ngay       | vai_tro  | expect       |
        | VP   | STTTT-002 | a3   | Hướng dẫn thôn lắp đặt điểm truy cập | 05/03/2022 | Chủ trì  | A310 vai_tro |
        | VP   | STTTT-003 | a3   | Hướng dẫn thôn lắp đặt điểm truy cập | 05/03/2022 | Chủ trì  | A310 vai_tro |
        | BCXB | STTTT-004 | a3   | Hướng dẫn thôn lắp đặt điểm truy cập | 05/03/2022 | Chủ trì  |              |
        | VP   | STTTT-002 | a3   | Hướng dẫn thôn lắp đặt điểm truy cập | 07/03/2022 | Chủ trì  |              |
        | VP   | STTTT-003 | a3   | Hướng dẫn thôn lắp đặt điểm truy cập | 07/03/2022 | Phối hợp |              |
        | VP   | STTTT-002 | a3   | Tham mưu kế hoạch giảm nghèo của Sở  | 08/03/2022 | Phối hợp | A310 vai_tro |
        | VP   | STTTT-003 | a3   | Tham mưu kế hoạch giảm nghèo của Sở  | 08/03/2022 | Tham gia | A310 vai_tro |
        | VP   | STTTT-003 | a3   | Rà soát hộ nghèo thiếu hụt thông tin | 09/03/2022 | Chủ trì  |              |
        | VP   | STTTT-003 | a3   | Rà soát hộ nghèo thiếu hụt thông tin | 09/03/2022 | Chủ trì  |              |
    """, sheet="ca_nhan")
    assert findings[0].message == "Việc này do nhiều người cùng làm, có 2 người ghi Chủ trì; cần đúng một."
