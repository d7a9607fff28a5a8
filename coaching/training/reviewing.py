"""The review of training: a methodologist approves, and with that the page is published."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from wagtail.models import GroupApprovalTask, GroupPagePermission, Page, Workflow, WorkflowPage, WorkflowTask

from people.groups import MENTORS, METHODOLOGISTS, ensure_groups

TASK = "Review by a methodologist"
WORKFLOW = "A methodologist reviews, then it is published"


@transaction.atomic
def ensure_review(roots: Sequence[Page]) -> Workflow | None:
    """Let pages below `roots` be handed in to methodologists, and return the workflow; None without roots.

    A root that has a workflow of its own keeps it. With `settings.TRAINING_REVIEW_REQUIRED` mentors may write below the
    roots and no longer publish there; without it they may do either. Calling it again changes nothing.
    """
    if not roots:
        return None
    workflow = _workflow()
    for root in roots:
        WorkflowPage.objects.get_or_create(page_id=root.pk, defaults={"workflow": workflow})
    if settings.TRAINING_REVIEW_REQUIRED:
        rights = GroupPagePermission.objects.filter(group__name=MENTORS, page__in=[root.pk for root in roots])
        rights.filter(permission__codename="publish_page").delete()
    return workflow


def _workflow() -> Workflow:
    """Return the workflow whose one task is approved by methodologists: known by that, whatever it is called."""
    task = GroupApprovalTask.objects.filter(groups__name=METHODOLOGISTS, active=True).order_by("pk").first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=TASK)
        task.groups.add(ensure_groups().methodologists)
    step = (
        WorkflowTask.objects.filter(task=task, workflow__active=True).order_by("pk").select_related("workflow").first()
    )
    if step is not None:
        return step.workflow
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
