import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0003_observations"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpectedCompetitor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveIntegerField(verbose_name="order")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="expected",
                        to="rooms.room",
                        verbose_name="room",
                    ),
                ),
            ],
            options={
                "verbose_name": "expected competitor",
                "verbose_name_plural": "expected competitors",
                "ordering": ("room", "order"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("room", "order"), name="one_expected_competitor_for_each_place"
                    )
                ],
            },
        ),
    ]
