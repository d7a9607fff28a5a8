"""A question that was read and could be stored: what it asks, with everything that its file said of it."""

import base64
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from coaching.training.quizzes.content import Content


class PictureDraft(BaseModel):
    """A picture that comes with a question; its bytes are base64, because drafts wait as JSON."""

    model_config = ConfigDict(frozen=True)

    name: str
    data: str
    words: str = ""

    @property
    def bytes(self) -> bytes:
        """Return the picture's own bytes."""
        return base64.b64decode(self.data)


class QuestionDraft(BaseModel):
    """A question that is not stored yet, at a line or row of its file."""

    model_config = ConfigDict(frozen=True)

    line: int
    text: str
    content: Content
    explanation: str = ""
    name: str = ""
    note: str = ""
    points: Decimal = Decimal("1.00")
    difficulty: str = ""
    section: str = ""
    picture: PictureDraft | None = None
    digest: str = ""


class RemarkDraft(BaseModel):
    """A remark as it waits: its words are made when somebody reads it."""

    model_config = ConfigDict(frozen=True)

    code: str
    line: int = 0
    seen: str = ""
    is_loss: bool = False
    figures: dict[str, str] = {}


class QuestionsReport(BaseModel):
    """What a file holds, before anything is stored."""

    model_config = ConfigDict(frozen=True)

    source: str
    layout: str
    questions: tuple[QuestionDraft, ...] = ()
    remarks: tuple[RemarkDraft, ...] = ()

    @property
    def losses(self) -> tuple[RemarkDraft, ...]:
        """Return what is not taken."""
        return tuple(remark for remark in self.remarks if remark.is_loss)

    @property
    def notes(self) -> tuple[RemarkDraft, ...]:
        """Return what was odd and is taken all the same."""
        return tuple(remark for remark in self.remarks if not remark.is_loss)
