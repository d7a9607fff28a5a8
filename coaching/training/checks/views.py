"""The report on a module in the editor."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from coaching.training.checks.findings import check_module
from coaching.training.models import TrainingModulePage


@require_safe
@require_admin_access
def report(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what is to be put right in a module and its lessons."""
    module = get_object_or_404(TrainingModulePage, pk=page_id)
    if not module.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = check_module(module)
    pages = [(page, list(findings)) for page, findings in groupby(found, key=lambda finding: finding.page)]
    return render(request, "training/checks/report.html", {"module": module, "pages": pages, "count": len(found)})
