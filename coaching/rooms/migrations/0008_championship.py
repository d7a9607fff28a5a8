import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("rooms", "0007_paused_at")]
    operations = [
        migrations.AddField(
            model_name="room",
            name="championship",
            field=models.ForeignKey(
                blank=True,
                help_text="Where it was opened from; publishing proposes it.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="rooms",
                to="events.championship",
                verbose_name="championship",
            ),
        ),
    ]
