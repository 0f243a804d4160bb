"""The title of a paper in the properties of its document, which are parsed once for all papers of a template."""

from html import escape

NAME = "{http://purl.org/dc/elements/1.1/}title"
LONGEST = 255


class Properties:
    """docProps/core.xml of a template."""

    def __init__(self, content: bytes) -> None:
        from lxml import etree

        tree = etree.fromstring(content)
        element = tree.find(NAME)
        if element is None:
            element = etree.SubElement(tree, NAME)
        mark = "\ue000"
        element.text = mark
        self._before, _, self._after = etree.tostring(tree, encoding="unicode").partition(mark)

    def of(self, title: str) -> str:
        """The same for a paper of this title, without the XML declaration."""
        return f"{self._before}{escape(title[:LONGEST], quote=False)}{self._after}"
