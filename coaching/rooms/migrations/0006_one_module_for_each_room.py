from django.db import migrations


def divide(apps, schema_editor):
    """Give every room that is there the one module that it was held as."""
    Room = apps.get_model("rooms", "Room")
    for room in Room.objects.filter(modules=[]).iterator():
        codes = room.sub_criteria.order_by("criterion__order", "order").values_list("code", flat=True)
        room.modules = [
            {
                "number": 1,
                "title": "",
                "reading": 0,
                "working": room.duration_seconds,
                "break_after": 0,
                "sub_criteria": list(codes),
                "released": False,
            }
        ]
        room.save(update_fields=["modules"])


class Migration(migrations.Migration):
    dependencies = [("rooms", "0005_seats_forms_and_modules")]
    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]
