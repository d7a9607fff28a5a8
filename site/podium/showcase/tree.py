"""The demo's pages: written in English, translated into Russian and Kazakh, and left alone once they are here."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db import transaction
from wagtail.models import Page

from media.models import CustomImage
from pages.models import BasePage, HomePage
from people.models import User
from podium.showcase import texts, translating
from podium.showcase.schemes import Versions

SOURCE = texts.LANGUAGES[0]


@dataclass(frozen=True)
class Grower:
    """Adds pages to the tree; what its texts name by a key it finds here."""

    author: User
    versions: Versions
    picture: Callable[[str, str], CustomImage]
    # What lessons name by a key: the kind of thing (quiz, assignment, exercise), then its key, then its row.
    made: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @transaction.atomic
    def child(self, parent: Page, model: type[BasePage], name: str, **fields: Any) -> BasePage:
        """Return the page of `texts/<name>.toml` below `parent`, made and translated now if it is not here."""
        content = texts.load(name)
        present = model.objects.child_of(parent).filter(slug=content["slug"]).first()
        if present:
            return present
        page = model(slug=content["slug"], owner=self.author, **self._fields(content), **fields)
        parent.add_child(instance=page)
        self._publish(page, content)
        return page

    @transaction.atomic
    def home(self, root: Page) -> tuple[HomePage, bool]:
        """Return the home page and whether it is new; `furnish` fills a new one once its pages are here."""
        present = HomePage.objects.child_of(root).filter(locale__language_code=SOURCE).first()
        if present:
            return present, False
        content = texts.load("home")
        page = HomePage(slug="podium", owner=self.author, **texts.in_language(content["fields"], SOURCE))
        root.add_child(instance=page)
        translating.translate(page, content, {}, self.author)
        return page, True

    @transaction.atomic
    def furnish(self, home: HomePage) -> None:
        """Fill a new home page with its sections, which link to the pages below it."""
        content = texts.load("home")
        # The field takes JSON and makes blocks of it, which the type checker cannot know.
        setattr(home, "body", self._body(content, home))  # noqa: B010
        self._publish(home, content)

    def _fields(self, content: Mapping[str, Any]) -> dict[str, Any]:
        fields = texts.in_language(content["fields"], SOURCE)
        return {**fields, "body": self._body(content)} if "blocks" in content else fields

    def _publish(self, page: BasePage, content: Mapping[str, Any]) -> None:
        page.save_revision(user=self.author).publish(user=self.author)
        page.refresh_from_db()
        translating.translate(page, content, self._stand_ins(), self.author)

    def _stand_ins(self) -> dict[str, dict[int, int]]:
        """Return for each language which scheme stands in the place of which English one."""
        keys = {key for key, _language in self.versions}
        return {
            language: {self.versions[key, SOURCE].pk: self.versions[key, language].pk for key in keys}
            for language in translating.TARGETS
        }

    def _body(self, content: Mapping[str, Any], home: Page | None = None) -> str:
        blocks = texts.in_language(content["blocks"], SOURCE)
        return json.dumps([self._block(block, content, home) for block in blocks])

    def _block(self, block: dict[str, Any], content: Mapping[str, Any], home: Page | None) -> dict[str, Any]:
        kind = block.pop("type")
        if kind == "heading":
            return {"type": kind, "value": block["text"]}
        if kind == "text":
            return {"type": kind, "value": block["html"]}
        return {"type": kind, "value": self._value(block, content, home)}

    def _value(self, value: dict[str, Any], content: Mapping[str, Any], home: Page | None) -> dict[str, Any]:
        """Return the value of a block with its keys replaced by what they name."""
        found = {key: self._part(each, content, home) for key, each in value.items()}
        if "html" in found:
            found["text"] = found.pop("html")
        if "picture" in found:
            found["image"] = self.picture(found.pop("picture"), found["alternative"]).pk
        for kind in self.made.keys() & found.keys():
            found[kind] = self.made[kind][found[kind]]
        if "codes" in found:
            found["scheme_version"] = self.versions[content["skill"], SOURCE].pk
        if home is not None and "page" in found:
            found["page"] = home.get_children().get(slug=found["page"]).pk
        return found

    def _part(self, value: Any, content: Mapping[str, Any], home: Page | None) -> Any:
        """Return a part of a value; items of a list get an id, without which translations do not find them."""
        if isinstance(value, dict):
            return self._value(value, content, home)
        if isinstance(value, list):
            return [{"type": "item", "value": self._part(each, content, home), "id": str(uuid4())} for each in value]
        return value
