"""Reasons of corrections stay at the desk; what the public reads of them has a column of its own."""

from django.db import migrations, models
from django.db.models import F


def count_what_is_hidden(apps, schema_editor):
    """Advance the championships whose reasons the public has read: they may name somebody, so nobody reads them now."""
    ContestedSkill = apps.get_model("events", "ContestedSkill")
    told = ContestedSkill.objects.filter(public_result__isnull=False).exclude(public_result__reason="")
    Championship = apps.get_model("events", "Championship")
    Championship.objects.filter(pk__in=told.values("championship")).update(sequence=F("sequence") + 1)


class Migration(migrations.Migration):

    dependencies = [("events", "0007_rows_in_a_public_order")]

    operations = [
        migrations.AddField(
            model_name="skillresult",
            name="public_reason",
            field=models.CharField(
                blank=True, max_length=500, verbose_name="what the public reads of the correction"
            ),
        ),
        migrations.RunPython(count_what_is_hidden, migrations.RunPython.noop),
    ]
