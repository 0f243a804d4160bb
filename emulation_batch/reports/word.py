"""Fills a Word template (docxtpl) with plain values, and says in Vietnamese what in the template does not fit.

A template is code that someone else may have touched: it runs in Jinja's sandbox, knows no undefined name, and whatever
text it prints is escaped. docxtpl is imported only when a report is rendered.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from emulation_batch.errors import TemplateFault
from emulation_batch.reports.docx_check import BODY, hold_against, paragraphs, parts, refuse_links
from emulation_batch.reports.docx_widths import share_widths
from emulation_batch.vietnamese import closest

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
LONGEST_TITLE = 255
NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LEFT_FOR_PEOPLE = re.compile(r"\[[^\[\]]*bổ sung[^\[\]]*\]")
QUOTED = re.compile(r"'([^']+)'")


def render(template: Path, context: Mapping[str, Any], out: Path) -> None:
    """Write `out` from a template; the same template and context give the same bytes.

    context: str, int, bool, lists and dicts of these; `title` becomes the document's title; `expect` is what the document
    must hold (docx_check.hold_against). Raises TemplateFault (exit 5) naming the template and the tag, and writes nothing.
    """
    source = parts(template)
    refuse_links(source, template.name)
    cleaned = _cleaned(context)
    held = io.BytesIO()
    _fill(template, source, cleaned).save(held)
    with zipfile.ZipFile(held) as packed:
        finished = {name: packed.read(name) for name in packed.namelist()}
    hold_against(finished, source, cleaned.get("expect", {}), template.name)
    _write(finished, out)


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


def _fill(template: Path, source: Mapping[str, bytes], context: dict[str, Any]):
    """The filled document, still open; every failure of a tag as TemplateFault."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import SecurityError

    def fault(problem: str, name: str = "") -> TemplateFault:
        place = next((text for text in paragraphs(source[BODY], BODY, template.name) if name and name in text), "")
        where = f" Xem đoạn “{place[:120]}”." if place else ""
        return TemplateFault(f"Mẫu {template.name}: {problem}{where}")

    document = DocxTemplate(template)
    try:
        document.render(context, _environment(context))
    except TemplateSyntaxError as error:
        name = next(iter(QUOTED.findall(error.message or "")), "")
        raise fault(f"thẻ viết chưa đúng{f' ở “{name}”' if name else ''}; mỗi thẻ for, if cần thẻ endfor, endif của nó, "
                    "mỗi dấu mở cần dấu đóng.", name) from None
    except UndefinedError as error:
        raise fault(str(error), next(iter(re.findall("“([^”]+)”", str(error))), "")) from None
    except SecurityError:
        raise fault("có thẻ gọi tới thứ không thuộc báo cáo. Chỉ dùng các thẻ của mẫu gốc.") from None
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError):
        raise fault("có thẻ không in được. So lại từng thẻ với mẫu gốc.") from None
    document.docx.core_properties.title = str(context.get("title", ""))[:LONGEST_TITLE]
    share_widths(document.docx.element.body)
    return document


def _environment(context: Mapping[str, Any]):
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


def _write(content: Mapping[str, bytes], out: Path) -> None:
    """Pack the parts in their order with fixed times."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in content.items():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            packed.writestr(entry, part)
