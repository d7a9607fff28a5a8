"""Results that were published before: what the public saw of them goes into the columns for the public."""

from decimal import Decimal

from django.db import migrations
from django.db.models import F


def make_public(apps, schema_editor):
    """Give each current result a contested skill that points to it, and each line the name that it was published with."""
    Championship = apps.get_model("events", "Championship")
    ContestedSkill = apps.get_model("events", "ContestedSkill")
    SkillResult = apps.get_model("events", "SkillResult")
    ResultRow = apps.get_model("events", "ResultRow")
    ResultRow.objects.filter(public_name="").update(public_name=F("name"))
    SkillResult.objects.filter(sent_at=None).update(sent_at=F("published_at"))
    SkillResult.objects.filter(confirmed_at=None).exclude(state="provisional").update(confirmed_at=F("published_at"))
    SkillResult.objects.exclude(state="published").update(published_at=None)
    for result in SkillResult.objects.filter(contested_skill=None, replaced_at=None).order_by("pk"):
        skill = ContestedSkill.objects.create(
            championship=result.championship,
            title=result.skill_title,
            scheme_version=result.scheme_version,
            public_result=result,
            public_state=result.state,
            public_since=result.published_at or result.sent_at,
        )
        of_source = SkillResult.objects.filter(championship=result.championship, source=result.source)
        of_source.update(contested_skill=skill)
    for result in SkillResult.objects.filter(facts={}):
        # Places were given by whoever published them.
        result.facts = {"engine": 1, "awards": "brought", "maximum": str(result.maximum.quantize(Decimal("0.01")))}
        result.save(update_fields=["facts"])
    # Whoever published alone goes on doing so, and a provisional result that was public stays public.
    Championship.objects.filter(results__isnull=False).update(needs_second_person=False)
    early = SkillResult.objects.exclude(state="published").values("championship")
    Championship.objects.filter(pk__in=early).update(shows_provisional=True)
    seal_all(SkillResult, ResultRow)


def seal_all(SkillResult, ResultRow):
    """Seal what was published before, in the form that seals have today."""
    from championships.events.sealing import seal_of

    for result in SkillResult.objects.filter(seal=""):
        result.seal = seal_of(result, list(ResultRow.objects.filter(result=result)))
        result.save(update_fields=["seal"])


def keep(apps, schema_editor):
    """Leave the columns: the migration before takes them away."""
    SkillResult = apps.get_model("events", "SkillResult")
    SkillResult.objects.filter(published_at=None).update(published_at=F("sent_at"))


class Migration(migrations.Migration):
    dependencies = [("events", "0002_public_championships")]

    operations = [migrations.RunPython(make_public, keep)]
