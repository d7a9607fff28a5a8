"""Versions that freeze and know their skill; marks and classes that came with a file."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def _copy_skills(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let every version know the skill of its scheme, as it was until now."""
    scheme = apps.get_model("schemes", "Scheme").objects.filter(pk=OuterRef("scheme"))
    apps.get_model("schemes", "SchemeVersion").objects.update(
        skill_number=Subquery(scheme.values("skill_number")), skill_name=Subquery(scheme.values("skill_name"))
    )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('schemes', '0004_marking_teams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='schemeversion',
            name='frozen_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='When the first mark was given by it: from then on nothing of it changes.', null=True, verbose_name='frozen'),
        ),
        migrations.AddField(
            model_name='schemeversion',
            name='skill_name',
            field=models.TextField(blank=True, verbose_name='skill'),
        ),
        migrations.AddField(
            model_name='schemeversion',
            name='skill_number',
            field=models.CharField(blank=True, max_length=20, verbose_name='skill number'),
        ),
        migrations.CreateModel(
            name='ClassList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('file', models.CharField(blank=True, max_length=255, verbose_name='file')),
                ('kept_at', models.DateTimeField(auto_now_add=True, verbose_name='kept')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='class_lists', to='people.organisation', verbose_name='organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='class_lists', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'class list',
                'verbose_name_plural': 'class lists',
                'ordering': ('-kept_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='MarkedSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where it stood')),
                ('file', models.CharField(blank=True, max_length=255, verbose_name='file')),
                ('kept_at', models.DateTimeField(auto_now_add=True, verbose_name='kept')),
                ('kept_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kept by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marked_sheets', to='schemes.schemeversion', verbose_name='version')),
            ],
            options={
                'verbose_name': 'marked sheet',
                'verbose_name_plural': 'marked sheets',
                'ordering': ('version', 'name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='ListedMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('account', models.CharField(blank=True, max_length=200, verbose_name='sign-in name there')),
                ('results', models.JSONField(blank=True, default=dict, verbose_name='results')),
                ('order', models.PositiveIntegerField(verbose_name='order')),
                ('class_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='schemes.classlist', verbose_name='class list')),
            ],
            options={
                'verbose_name': 'member of a class list',
                'verbose_name_plural': 'members of a class list',
                'ordering': ('class_list', 'order'),
                'constraints': [models.UniqueConstraint(fields=('class_list', 'order'), name='one_listed_member_for_each_place')],
            },
        ),
        migrations.CreateModel(
            name='SheetMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='mark')),
                ('aspect', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.aspect', verbose_name='aspect')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='schemes.markedsheet', verbose_name='marked sheet')),
            ],
            options={
                'verbose_name': 'mark of a sheet',
                'verbose_name_plural': 'marks of a sheet',
                'constraints': [models.UniqueConstraint(fields=('sheet', 'aspect'), name='one_sheet_mark_for_each_aspect'), models.CheckConstraint(condition=models.Q(('mark__gte', 0)), name='sheet_mark_is_not_negative')],
            },
        ),
        migrations.RunPython(_copy_skills, migrations.RunPython.noop),
    ]
