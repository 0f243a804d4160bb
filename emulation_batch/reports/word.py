"""Fills a Word template (docxtpl) with plain values, and says in Vietnamese what in the template does not fit.

A template is code that someone else may have touched: it runs in Jinja's sandbox, knows no undefined name, and whatever
text it prints is escaped. It is opened, patched (by docxtpl, which knows how Word splits tags) and compiled once, however many
papers are made from it; a paper then costs its tags, and every part without one is copied as it was packed. Only a table whose
columns differ from paper to paper needs docxtpl's own pass over the finished tree (`Template.loose` says which); a paper with
one is laid out stretch by stretch (`docx_cuts`), and of none is more held than the packed bytes and what its paragraphs say.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import Any

from emulation_batch import cache, packages
from emulation_batch.errors import TemplateFault
from emulation_batch.reports.docx_check import BODY, Expected, paragraphs, parts, read, refuse_links, refuse_stray_braces
from emulation_batch.reports.docx_columns import settle_columns
from emulation_batch.reports.docx_cuts import in_stretches, mark_cuts
from emulation_batch.reports.docx_outline import outlined
from emulation_batch.reports.docx_scan import Printed, Scan, Strict, Take, require_whole
from emulation_batch.reports.docx_sections import keep_section_breaks, numbered_headers, restore_page_numbers
from emulation_batch.reports.docx_title import Properties
from emulation_batch.reports.docx_widths import share_widths
from emulation_batch.reports.plain_values import without_controls
from emulation_batch.reports.template_tags import KNOWN, holding, meant, misspelt, unreadable
from emulation_batch.reports.word_charts import chart_parts, filled, with_tags
from emulation_batch.reports.word_sandbox import Excess, Sandbox

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
QUICK = 3
"""Packing level of what each paper has of its own: half the time of level 6 for a twelfth more bytes."""
QUOTED = re.compile(r"'([^']+)'")
TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml\Z")
DRAWN, PICTURE = b"<wp:docPr", re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+')
PROPERTIES = "docProps/core.xml"

log = logging.getLogger(__name__)


class Template:
    """A Word template, opened, patched and compiled once. Raises TemplateFault (exit 5) naming the template and the tag.

    at_need: compile it when a paper must be made; those that the cache has need nothing of it. loose: the first words of a
    table whose columns differ from paper to paper, "" when there is none, or nothing was compiled.
    """

    def __init__(self, path: Path, at_need: bool = False) -> None:
        self.name, self.loose = path.name, ""
        self._path = path
        self._source = with_tags(parts(path), self.name)
        refuse_links(self._source, self.name)
        self._hash = sha256(b"".join(b"%s %d\n%s" % (name.encode(), len(content), content)
                                     for name, content in sorted(self._source.items()))).hexdigest()
        if not at_need:
            self._compile()

    def _compile(self) -> None:
        """Everything that making a paper needs."""
        from docxtpl import DocxTemplate

        self._charts = chart_parts(self._source, self.name)
        self._known: dict[str, Any] = {}
        self._expected = Expected(self._source, self.name)
        self._words = DocxTemplate(self._path)
        self._sandbox = Sandbox(self._known)
        self._compiled = {name: self._compile_part(name, content) for name, content in self._source.items()
                          if TAGGED.match(name) and (name == BODY or b"{" in content)}
        refuse_stray_braces({name: self._source[name] for name in self._compiled}, self.name)
        self._title = Properties(self._source[PROPERTIES]) if PROPERTIES in self._source else None
        own = {*self._compiled, *([PROPERTIES] if self._title else [])}
        self._packed = {name: packages.part(name, content) for name, content in self._source.items() if name not in own}

    def render(self, context: Mapping[str, Any], out: Path) -> list[str]:
        """Write a paper, nothing when a tag has no value or something was lost; gives its paragraphs that wait for a person."""
        content, marks = self.paper(context)
        out.write_bytes(content)
        return marks

    def paper(self, context: Mapping[str, Any]) -> tuple[bytes, list[str]]:
        """A paper, and its paragraphs that wait for a person. The same template and context give the same bytes.

        context: str, int, bool, lists and dicts of these; `title` becomes the document's title; `expect` is what the
        document must hold (docx_check.Expected).
        """
        marks, _, package = cache.kept("paper", [self._hash, context], lambda: self._made(context)).partition(b"\n")
        return package, list(json.loads(marks))

    def _made(self, context: Mapping[str, Any]) -> bytes:
        """A line with the paragraphs that wait for a person, then the paper."""
        if not hasattr(self, "_compiled"):
            self._compile()
        sizes: list[int] = []
        cleaned = without_controls(context, sizes)
        self._known.clear()
        self._known.update(cleaned)
        expect = cleaned.get("expect", {})
        printed = self._expected.to_print(expect)
        own = {name: self._made_part(name, cleaned, 1 + sum(sizes), printed) for name in self._compiled}
        self._expected.hold(printed, expect)
        plain = filled(self._charts, cleaned, self._source, self.name)
        if self._title:
            plain[PROPERTIES] = (HEAD + self._title.of(str(cleaned.get("title", "")))).encode()
            require_whole(PROPERTIES, plain[PROPERTIES], self.name)
        self._known.clear()
        own |= {name: packages.part(name, content, QUICK) for name, content in plain.items()}
        packed = self._packed | own
        package = packages.package(packed[name] for name in self._source)
        return json.dumps(printed.marks).encode() + b"\n" + package

    def _made_part(self, name: str, context: dict[str, Any], values: int, printed: Printed) -> packages.Part:
        """A part with its tags filled, well-formed. values: how many the context has."""
        self._sandbox.begin(values)
        take = printed.take if name == BODY else None
        if self.loose:
            return self._looked_at(name, self._stretches(name, context), take)
        with self._faults():
            pieces = list(self._compiled[name].generate(context))
        found = outlined(pieces)
        if found is None:
            with self._faults():
                whole = _numbered(self._broken_up("".join(pieces)), count(1))
            return self._looked_at(name, [whole], take)
        content, seen = found
        if take:
            take(seen)
        content = HEAD.encode() + (_numbered(content.decode(), count(1)).encode() if DRAWN in content else content)
        if name == BODY:
            return packages.part(name, content, QUICK)
        if name not in self._packed or self._packed[name].new != content:  # heads and feet are mostly those of the paper before
            self._packed[name] = packages.part(name, content, QUICK)
        return self._packed[name]

    def _stretches(self, name: str, context: dict[str, Any]) -> Iterator[str]:
        """The same in stretches, without the XML declaration."""
        numbers = count(1)
        with self._faults():
            for text in in_stretches(self._compiled[name].generate(context), self._laid_out):
                yield _numbered(text, numbers)

    def _looked_at(self, name: str, texts: Iterable[str], take: Take | None) -> packages.Part:
        """A part looked at stretch by stretch before it is packed."""
        strict, seen = Strict(name, self.name), Scan(take) if take else None

        def stretches() -> Iterator[bytes]:
            for text in chain((HEAD,), texts):
                content = text.encode()
                strict.feed(content)
                if seen:
                    seen.feed(text)
                yield content

        part = packages.flowing(name, stretches(), QUICK)
        strict.end()
        if seen:
            seen.end()
        return part

    def _compile_part(self, name: str, content: bytes) -> Any:
        from jinja2 import TemplateSyntaxError
        from lxml import etree

        read(name, content, self.name)
        tree = etree.fromstring(content)
        if name == BODY:
            keep_section_breaks(tree)
            restore_page_numbers(tree, numbered_headers(self._source))
        self.loose = self.loose or settle_columns(tree)
        if self.loose and name == BODY:
            mark_cuts(tree)
        try:
            return self._sandbox.from_string(self._words.patch_xml(etree.tostring(tree, encoding="unicode")))
        except TemplateSyntaxError as error:
            texts = paragraphs(content, name, self.name)
            if wrong := next((word for _, word in misspelt(texts)), None):
                near = meant(wrong)
                raise self._fault(f"không có thẻ “{wrong}”{f', có phải là “{near}”?' if near else '.'}", wrong) from None
            tag = unreadable(texts, self._sandbox.from_string)
            if not tag:
                refuse_stray_braces({name: content}, self.name)
                tag = next((word for word in QUOTED.findall(error.message or "") if word in KNOWN), "")
            raise self._fault(f"thẻ viết chưa đúng{f' ở “{tag}”' if tag else ''}; mỗi thẻ for, if cần thẻ endfor, endif của "
                              "nó, mỗi dấu mở cần dấu đóng.", tag) from None

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Whatever goes wrong with the tags of a template, as a fault of it."""
        from jinja2 import TemplateError, UndefinedError
        from jinja2.sandbox import SecurityError
        from lxml import etree

        try:
            yield
        except UndefinedError as error:
            raise self._fault(str(error), next(iter(re.findall("“([^”]+)”", str(error))), "")) from None
        except (Excess, RecursionError, MemoryError):
            raise self._fault("có thẻ lặp hoặc nhân lên mãi nên không in hết được. Bỏ vòng lặp thừa, so lại với mẫu "
                              "gốc.") from None
        except SecurityError as error:
            tag = next(iter(QUOTED.findall(str(error))), str(error))[:40]
            raise self._fault(f"có thẻ gọi tới thứ không thuộc báo cáo, “{tag}”. Chỉ dùng các thẻ của mẫu gốc.", tag) from None
        except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError, etree.XMLSyntaxError):
            raise self._fault("có thẻ không in được. So lại từng thẻ với mẫu gốc.") from None

    def _broken_up(self, text: str) -> str:
        """The text with its tabs and line breaks as Word has them."""
        return str(self._words.resolve_listing(text)) if "\t" in text or "\n" in text else text

    def _laid_out(self, text: str) -> str:
        """The same, with the grid of every table mended by docxtpl, and the widths shared anew."""
        from lxml import etree

        text = self._broken_up(text)
        etree.fromstring(text)
        tree = self._words.fix_tables(text)
        share_widths(tree)
        return str(etree.tostring(tree, encoding="unicode"))

    def _fault(self, problem: str, tag: str = "") -> TemplateFault:
        place = holding((text for name in filter(TAGGED.match, self._source)
                         for text in paragraphs(self._source[name], name, self.name)), tag)
        where = f" Xem đoạn “{place[:120]}”." if place else ""
        return TemplateFault(f"Mẫu {self.name}: {problem}{where}")


def tell_slower(name: str, loose: str) -> None:
    """Say that a template does without the fast way, and why (`Template.loose`)."""
    if loose:
        log.info("Mẫu %s: bảng “%s…” đổi số cột theo số liệu nên mỗi văn bản được dàn lại cả bảng (chậm hơn).", name, loose)


def render(template: Path, context: Mapping[str, Any], out: Path) -> list[str]:
    """Write one paper from a template (see Template)."""
    return Template(template).render(context, out)


def _numbered(text: str, numbers: Iterator[int]) -> str:
    """The text with a number of its own for each drawing."""
    return PICTURE.sub(lambda match: f"{match[1]}{next(numbers)}", text)
