"""Forms, disputes, comments and evidence in words."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from coaching.rooms.telling.names import Names, Seen

Tell = Callable[[Seen, Names], str]


def of_form(words: Callable[[], str]) -> Tell:
    """Return how something is told that happened to one form, `%(about)s`, or to several; with a reason if any."""

    def tell(seen: Seen, names: Names) -> str:
        forms = seen.get("forms") or ()
        about = "; ".join(names.about(form) for form in forms)
        reasons = {form["reason"] for form in forms if form["version"] > 1 and form["state"] == "marking"}
        told = words() % {"about": about, "version": max((form["version"] for form in forms), default=1)}
        return ". ".join([told, *(reason for reason in sorted(reasons) if reason)])

    return tell


def dispute_filed(seen: Seen, names: Names) -> str:
    """Return what was complained of."""
    dispute = seen["dispute"]
    return _("%(about)s: a dispute was filed. %(text)s") % {"about": names.about(dispute), "text": dispute["text"]}


def dispute_answered(seen: Seen, names: Names) -> str:
    """Return what became of a dispute."""
    dispute = seen["dispute"]
    values = {"about": names.about(dispute), "text": dispute["answer"]}
    if dispute["state"] == "accepted":
        return _("%(about)s: the dispute was accepted. %(text)s") % values
    return _("%(about)s: the dispute was declined. %(text)s") % values


def comment_written(seen: Seen, names: Names) -> str:
    """Return what a judge said about an aspect."""
    comment = seen["comment"]
    values = {"about": names.about(comment), "text": comment["text"]}
    if not comment["text"]:
        return _("%(about)s: the comment was taken back") % values
    return _("%(about)s: comment. %(text)s") % values


def evidence_changed(seen: Seen, names: Names) -> str:
    """Return that a photo or a voice note came or was taken away."""
    evidence = seen["evidence"]
    values = {"about": names.about(evidence)}
    if evidence["removed"]:
        return _("%(about)s: evidence was removed") % values
    if evidence["kind"] == "photo":
        return _("%(about)s: a photo was added") % values
    return _("%(about)s: a voice note was added") % values
