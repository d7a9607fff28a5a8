from datetime import timedelta

from django.db import migrations, models
from django.utils import timezone


def keep_what_was_left(apps, schema_editor):
    """Let a room that is paused have as much time left as before."""
    Room = apps.get_model("rooms", "Room")
    for room in Room.objects.filter(status="paused").iterator():
        room.paused_at = timezone.now()
        room.ends_at = room.paused_at + timedelta(seconds=room.remaining_seconds or 0)
        room.save(update_fields=["paused_at", "ends_at"])


class Migration(migrations.Migration):
    dependencies = [("rooms", "0006_one_module_for_each_room")]
    operations = [
        migrations.AddField(
            model_name="room",
            name="paused_at",
            field=models.DateTimeField(
                blank=True, help_text="Only while it is paused.", null=True, verbose_name="paused at"
            ),
        ),
        migrations.RunPython(keep_what_was_left, migrations.RunPython.noop),
        migrations.RemoveField(model_name="room", name="remaining_seconds"),
        migrations.AlterField(
            model_name="participant",
            name="extra_seconds",
            field=models.IntegerField(default=0, verbose_name="time given back in this module, seconds"),
        ),
    ]
