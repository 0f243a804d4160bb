"""Edit a workbook in LibreOffice as a person does: type into cells, calculate, save. The file is opened by LibreOffice alone."""

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from support.office import office

_LIBRARY = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:{kind} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{kind}.dtd">\n'
_SPACE = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'


def type_into(source, target, typed):
    """Type values into cells, {(sheet name, "G10"): str, number, date or None}, and save as .xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        start = [office(), "--headless", f"-env:UserInstallation={profile.as_uri()}"]
        # the first start lays down an empty library of macros over whatever is there
        subprocess.run([*start, "--terminate_after_init"], check=True, capture_output=True, timeout=240)
        shutil.rmtree(profile / "user" / "basic", ignore_errors=True)
        _install(profile / "user" / "basic", _macro(Path(source), Path(target), typed))
        subprocess.run([*start, "macro:///Standard.Typing.Main"], check=True, capture_output=True, timeout=240)
    assert Path(target).exists(), "LibreOffice did not save the file"
    return Path(target)


def _macro(source, target, typed):
    lines = ["Sub Main", "Dim hidden(0) As New com.sun.star.beans.PropertyValue", 'hidden(0).Name = "Hidden"', "hidden(0).Value = True",
             f"book = StarDesktop.loadComponentFromURL({_text(source.as_uri())}, \"_blank\", 0, hidden())"]
    for (sheet, cell), value in typed.items():
        lines.append(f"at = book.Sheets.getByName({_text(sheet)}).getCellRangeByName({_text(cell)})")
        if value is None:
            lines.append('at.setString("")')
        elif isinstance(value, str):
            lines.append(f"at.setString({_text(value)})")
        else:
            number = (value - date(1899, 12, 30)).days if isinstance(value, date) else value
            lines.append(f"at.setValue({number!r})")
    lines += ["book.calculateAll()", "Dim how(0) As New com.sun.star.beans.PropertyValue", 'how(0).Name = "FilterName"',
              'how(0).Value = "Calc MS Excel 2007 XML"', f"book.storeToURL({_text(target.as_uri())}, how())",
              "book.close(True)", "StarDesktop.terminate()", "End Sub"]
    return "\n".join(lines)


def _text(words):
    return '"' + words.replace('"', '""') + '"'


def _install(folder, macro):
    library = folder / "Standard"
    library.mkdir(parents=True)
    (folder / "script.xlc").write_text(_LIBRARY.format(kind="libraries") + f'<library:libraries {_SPACE}><library:library '
        'library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>'
        "</library:libraries>", encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY.format(kind="library") + f'<library:library {_SPACE} library:name="Standard" '
        'library:readonly="false" library:passwordprotected="false"><library:element library:name="Typing"/></library:library>',
        encoding="utf-8")
    (library / "Typing.xba").write_text('<?xml version="1.0" encoding="UTF-8"?>\n<script:module '
        'xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">'
        f"{escape(macro)}</script:module>", encoding="utf-8")
