"""Fills a Word template (docxtpl) with plain values, and says in Vietnamese what in the template does not fit.

A template is code that someone else may have touched: it runs in Jinja's sandbox, knows no undefined name, and whatever
text it prints is escaped. It is opened and compiled once, however many papers are made from it; docxtpl, which knows how
Word splits tags, is imported only then.
"""

import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from emulation_batch.errors import TemplateFault
from emulation_batch.reports.docx_check import BODY, Expected, paragraphs, parts, read, refuse_links, refuse_stray_braces
from emulation_batch.reports.docx_widths import share_widths
from emulation_batch.reports.word_charts import chart_parts, filled, with_tags
from emulation_batch.vietnamese import closest

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
LONGEST_TITLE = 255
NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEFT_FOR_PEOPLE = re.compile(r"\[[^\[\]]*bổ sung[^\[\]]*\]")
QUOTED = re.compile(r"'([^']+)'")
TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml\Z")
PROPERTIES = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Template:
    """A Word template, opened, patched and compiled once. Raises TemplateFault (exit 5) naming the template and the tag."""

    def __init__(self, path: Path) -> None:
        from docxtpl import DocxTemplate

        self.name = path.name
        self._source = with_tags(parts(path), self.name)
        refuse_links(self._source, self.name)
        self._charts = chart_parts(self._source, self.name)
        self._known: dict[str, Any] = {}
        self._expected = Expected(self._source, self.name)
        self._words = DocxTemplate(path)
        environment = _environment(self._known)
        self._compiled = {name: self._compile(environment, name, content) for name, content in self._source.items()
                          if TAGGED.match(name) and (name == BODY or b"{" in content)}
        refuse_stray_braces({name: self._source[name] for name in self._compiled}, self.name)

    def render(self, context: Mapping[str, Any], out: Path) -> None:
        """Write `out`; the same template and context give the same bytes.

        context: str, int, bool, lists and dicts of these; `title` becomes the document's title; `expect` is what the
        document must hold (docx_check.Expected). Writes nothing when a tag has no value or something was lost.
        """
        cleaned = _cleaned(context)
        self._known.clear()
        self._known.update(cleaned)
        changed = {name: self._fill(name, cleaned) for name in self._compiled}
        if PROPERTIES in self._source:
            changed[PROPERTIES] = _titled(self._source[PROPERTIES], str(cleaned.get("title", ""))[:LONGEST_TITLE])
        self._expected.hold(changed, cleaned.get("expect", {}))
        _write(self._source | changed | filled(self._charts, cleaned, self._source, self.name), out)

    def _compile(self, environment: Any, name: str, content: bytes) -> Any:
        from jinja2 import TemplateSyntaxError
        from lxml import etree

        read(name, content, self.name)
        plain = etree.tostring(etree.fromstring(content), encoding="unicode")
        try:
            return environment.from_string(self._words.patch_xml(plain))
        except TemplateSyntaxError as error:
            tag = next(iter(QUOTED.findall(error.message or "")), "")
            raise self._fault(f"thẻ viết chưa đúng{f' ở “{tag}”' if tag else ''}; mỗi thẻ for, if cần thẻ endfor, endif của "
                              "nó, mỗi dấu mở cần dấu đóng.", tag) from None

    def _fill(self, name: str, context: dict[str, Any]) -> bytes:
        """One part of the document with its tags filled."""
        from jinja2 import TemplateError, UndefinedError
        from jinja2.sandbox import SecurityError
        from lxml import etree

        try:
            filled = self._words.resolve_listing(self._compiled[name].render(context))
            etree.fromstring(filled)
            tree = self._words.fix_tables(filled)
        except UndefinedError as error:
            raise self._fault(str(error), next(iter(re.findall("“([^”]+)”", str(error))), "")) from None
        except SecurityError:
            raise self._fault("có thẻ gọi tới thứ không thuộc báo cáo. Chỉ dùng các thẻ của mẫu gốc.") from None
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, etree.XMLSyntaxError):
            raise self._fault("có thẻ không in được. So lại từng thẻ với mẫu gốc.") from None
        for number, picture in enumerate(tree.iter("{*}docPr"), 1):
            picture.set("id", str(number))
        share_widths(tree)
        return etree.tostring(tree, encoding="UTF-8", standalone=True)

    def _fault(self, problem: str, tag: str = "") -> TemplateFault:
        place = next((text for text in paragraphs(self._source[BODY], BODY, self.name) if tag and tag in text), "")
        where = f" Xem đoạn “{place[:120]}”." if place else ""
        return TemplateFault(f"Mẫu {self.name}: {problem}{where}")


def render(template: Path, context: Mapping[str, Any], out: Path) -> None:
    """Write one paper from a template (see Template)."""
    Template(template).render(context, out)


def placeholders(path: Path) -> list[str]:
    """The paragraphs of a finished report in which a mark such as "[Văn phòng Sở bổ sung]" waits for a person."""
    content = parts(path)[BODY]
    return [text for text in paragraphs(content, BODY, path.name) if LEFT_FOR_PEOPLE.search(text)]


def _cleaned(value: Any) -> Any:
    """The same values without characters that XML cannot hold: one lone surrogate would cut the document."""
    if isinstance(value, str):
        return NOT_XML.sub("", value)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value


def _environment(context: Mapping[str, Any]) -> Any:
    """Jinja's sandbox in which a dotted name reaches only what the context holds, and a missing one says so."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Missing(StrictUndefined):
        """A name without data: its message proposes the nearest name that has some."""

        @property
        def _undefined_message(self) -> str:
            known = self._undefined_obj if isinstance(self._undefined_obj, Mapping) else context
            return _missing(str(self._undefined_name), known)

    class Sandbox(ImmutableSandboxedEnvironment):
        """Of a dict, `row.values` is the item of that name and never the method."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping):
                return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)

    return Sandbox(undefined=Missing, autoescape=True)


def _missing(name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"Không có dữ liệu cho thẻ “{name}”" + (f", có phải là “{near}”?" if near else ". So lại với mẫu gốc.")


def _titled(properties: bytes, title: str) -> bytes:
    """docProps/core.xml with that title."""
    from lxml import etree

    tree = etree.fromstring(properties)
    element = tree.find(TITLE)
    if element is None:
        element = etree.SubElement(tree, TITLE)
    element.text = title
    return etree.tostring(tree, encoding="UTF-8", standalone=True)


def _write(content: Mapping[str, bytes], out: Path) -> None:
    """Pack the parts in their order with fixed times."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in content.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            packed.writestr(entry, part)
