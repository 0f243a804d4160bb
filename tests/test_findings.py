from emulation_batch.findings import FINDING_COLUMNS, Label, as_sent, shown, word


def test_words_fill_the_templates():
    label = Label("C999", "Ô {header} ghi “{value}”, không đọc được.", "Ghi {proposal}.")
    finding = word(label, unit="VP", period="2022-03", file="a.xlsx", sheet="2c", cell="G9", column="so_tien",
                   value="12,5 triệu", header="Số tiền", proposal="12500000")
    assert finding.message == "Ô Số tiền ghi “12,5 triệu”, không đọc được."
    assert finding.mend == "Ghi 12500000."
    assert finding.value == "12,5 triệu"
    assert label.words() == {"header", "value", "proposal"}


def test_a_long_value_is_quoted_in_short_but_kept_whole():
    label = Label("C999", "“{value}”", "")
    finding = word(label, value="x " * 500)
    assert len(finding.message) <= 62 and finding.value == "x " * 500
    assert shown("a\n b") == "a b"


def test_a_file_is_called_as_its_sender_calls_it():
    """A mail that was fetched has its hash for a name, one of a mailbox a number; neither is known to who sent it."""
    mail = "9a4d" * 16
    assert [as_sent(name) for name in (f"{mail}.eml/Báo cáo tháng 10.xlsx", f"{mail}.eml/bc.zip/Thư.xlsx", "thang.MBOX/Thư 2.EML/a.xlsx",
                                       "a.eml/cu.eml/x.xlsx", "bc.zip/x.xlsx", "x.eml.xlsx", f"{mail}.eml")] == [
        "Báo cáo tháng 10.xlsx", "bc.zip/Thư.xlsx", "a.xlsx", "x.xlsx", "bc.zip/x.xlsx", "x.eml.xlsx", f"{mail}.eml"]


def test_the_columns_are_those_of_the_contract():
    assert ",".join(FINDING_COLUMNS) == "code,severity,unit,period,file,sheet,cell,column,value,message,mend"
