from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schemes", "0003_drafts"),
    ]

    operations = [
        migrations.AddField(
            model_name="subcriterion",
            name="team",
            field=models.TextField(
                blank=True, default="", help_text="Its name, where the file gives one.", verbose_name="marking team"
            ),
        ),
    ]
