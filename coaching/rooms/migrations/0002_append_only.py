"""The log of a room may only grow: from here on the database refuses anything else."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from coaching.rooms import append_only


def _install(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection)


def _remove(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Installs the triggers."""

    dependencies = [("rooms", "0001_initial")]

    operations = [migrations.RunPython(_install, _remove)]
