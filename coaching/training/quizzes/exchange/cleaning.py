"""Words from files, made safe: HTML keeps what our editor knows, answers become plain text, and losses are named."""

import re
from html import escape, unescape

import nh3
from markdown_it import MarkdownIt

from coaching.training.quizzes.exchange.neutral import Remarks, Text

KEPT = {"p", "b", "strong", "i", "em", "ul", "ol", "li", "a", "code", "sup", "sub", "br"}
SILENT = {"span", "div", "font", "tbody", "html", "body", "u", "small", "o:p", "pre", "section"}
# None of these looks further than the next angle bracket: a hostile file must not make them look for ever.
BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>")
TAG = re.compile(r"<\s*(?:/\s*)?([A-Za-z][A-Za-z0-9:]*)\b[^<>]*>")
PICTURE = re.compile(r"(?i)<img\b[^<>]*>")
SOURCE = re.compile(r"""(?i)\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')""")
WORDS = re.compile(r"""(?i)\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")
FORMULA = re.compile(r"\\\(.{1,300}?\\\)|\\\[.{1,300}?\\\]|\$\$.{1,300}?\$\$", re.DOTALL)
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}
OWN_FILE = "@@PLUGINFILE@@/"


def html_of(text: Text | None, remarks: Remarks, line: int) -> str:
    """Return words as HTML that our editor takes; what is left out of them is named."""
    if text is None or not text.text.strip():
        return ""
    markup = _markup(text)
    _name_losses(markup, remarks, line, kept=KEPT)
    markup = re.sub(r"(?i)<(/?)h[1-6]\b[^<>]*>", r"<\1p>", PICTURE.sub("", markup))
    clean = nh3.clean(markup, tags=KEPT, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    clean = re.sub(r"<p>\s*</p>", "", clean).strip()
    return clean if re.match(r"<(p|ul|ol)\b", clean) or not clean else f"<p>{clean}</p>"


def plain_of(text: Text | None, remarks: Remarks, line: int) -> str:
    """Return words as plain text in one line; what is left out of them is named."""
    if text is None or not text.text.strip():
        return ""
    if text.format == "plain" or (text.format == "moodle" and not TAG.search(text.text)):
        _name_formulas(text.text, remarks, line)
        return " ".join(unescape(text.text).split()) if text.format == "moodle" else " ".join(text.text.split())
    markup = _markup(text)
    _name_losses(markup, remarks, line, kept={"p", "br"})
    return " ".join(unescape(nh3.clean(BREAKS.sub(" ", markup), tags=set())).split())


def picture_words(text: Text, name: str) -> str:
    """Return the words that a text gives for its picture `name`, or none."""
    for tag in PICTURE.findall(text.text):
        source, words = SOURCE.search(tag), WORDS.search(tag)
        if source and words and name in unescape(source[1] or source[2] or ""):
            return unescape(words[1] or words[2] or "")
    return ""


def _markup(text: Text) -> str:
    if text.format == "markdown":
        return MarkdownIt("commonmark", {"html": True}).render(text.text)
    if text.format == "html" or (text.format == "moodle" and TAG.search(text.text)):
        return text.text
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.text.split("\n") if part.strip())


def _name_losses(markup: str, remarks: Remarks, line: int, *, kept: set[str]) -> None:
    _name_formulas(markup, remarks, line)
    for tag in PICTURE.findall(markup):
        source = SOURCE.search(tag)
        address = unescape((source[1] or source[2] or "") if source else "")
        if not address.startswith(OWN_FILE):
            remarks.lose("picture_elsewhere", line, address[:100] or tag)
    lost = {name.lower() for name in TAG.findall(markup)} - kept - SILENT - {"img"}
    if lost:
        remarks.lose("formatting", line, ", ".join(sorted(lost)))


def _name_formulas(words: str, remarks: Remarks, line: int) -> None:
    if found := FORMULA.search(words):
        remarks.note("formula", line, found[0])
