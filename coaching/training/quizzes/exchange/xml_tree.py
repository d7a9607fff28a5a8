"""XML as a tree of small nodes that know their line; documents with entities or a document type are refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

DEEPEST = 60


class XmlRefused(ValueError):
    """The bytes are no XML that is read; `line` says where reading ended, 0 if nobody knows."""

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.line = line


@dataclass(slots=True)
class Node:
    """An element: its name, attributes, words of its own, children, and the line where it begins."""

    name: str
    attributes: dict[str, str]
    line: int
    words: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the element's own words."""
        return "".join(self.words)

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Node | None":
        """Return the first child of a name, or None."""
        return next(self.all(name), None)

    def value(self, name: str, default: str = "") -> str:
        """Return the words of the first child of a name, without the space around them."""
        child = self.first(name)
        return child.text.strip() if child else default


class _Builder(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.root: Node | None = None
        self.open: list[Node] = []

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802 -- SAX's own name
        if len(self.open) >= DEEPEST:
            raise XmlRefused("too_deep", self._line())
        node = Node(name.lower(), {key.lower(): value for key, value in attrs.items()}, self._line())  # type: ignore[attr-defined]
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def endElement(self, name: str) -> None:  # noqa: N802 -- SAX's own name
        self.open.pop()

    def characters(self, content: str) -> None:
        if self.open:
            self.open[-1].words.append(content)

    def _line(self) -> int:
        return int(self._locator.getLineNumber() or 0)  # type: ignore[attr-defined]


def read_xml(data: bytes) -> Node:
    """Return the root of the document in `data`.

    Raises:
        XmlRefused: it is no sound XML, or it declares a document type or entities.
    """
    builder = _Builder()
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(builder)
    try:
        parser.parse(BytesIO(data))
    except DefusedXmlException as error:
        raise XmlRefused("entities") from error
    except SAXException as error:
        raise XmlRefused("broken_xml", getattr(error, "getLineNumber", lambda: 0)() or 0) from error
    except (ValueError, LookupError, OSError) as error:
        if isinstance(error, XmlRefused):
            raise
        raise XmlRefused("broken_xml") from error
    if builder.root is None:
        raise XmlRefused("broken_xml")
    return builder.root
