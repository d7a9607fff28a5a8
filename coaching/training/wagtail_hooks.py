"""Training modules in the page editor."""

from wagtail import hooks
from wagtail.admin.viewsets.chooser import ChooserViewSet

from coaching.training.choosers import scheme_version_chooser


@hooks.register("register_admin_viewset")
def scheme_versions() -> ChooserViewSet:
    """Let authors choose a marking scheme."""
    return scheme_version_chooser
