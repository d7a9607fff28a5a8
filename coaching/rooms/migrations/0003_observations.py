from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="aspectmark",
            name="observation",
            field=models.JSONField(
                blank=True,
                help_text="What was observed, when the mark follows from it.",
                null=True,
                verbose_name="observation",
            ),
        ),
        migrations.AddField(
            model_name="aspectmark",
            name="explanation",
            field=models.JSONField(blank=True, default=list, verbose_name="explanation"),
        ),
    ]
