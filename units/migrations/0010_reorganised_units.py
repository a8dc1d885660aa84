"""Units are merged and dissolved, and a former name is an alias with its last day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0009_people_sheet'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='dissolved_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='dissolved on'),
        ),
        migrations.AddField(
            model_name='unit',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='units.unit', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='unitalias',
            name='until',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='its name until'),
        ),
        migrations.AlterField(
            model_name='unitalias',
            name='name',
            field=models.CharField(max_length=100, verbose_name='name'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('dissolved_on__isnull', False), _connector='OR'), name='unit_that_is_merged_is_dissolved'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='unit_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='unitalias',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('name',), name='alias_of_one_unit', violation_error_message='Another unit is called so.'),
        ),
        migrations.AddConstraint(
            model_name='unitalias',
            constraint=models.UniqueConstraint(fields=('unit', 'until'), name='name_ends_once'),
        ),
    ]
