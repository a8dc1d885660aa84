import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0044_a_line_for_each_unit'),
        ('units', '0006_acting_heads'),
    ]

    operations = [
        migrations.AddField(
            model_name='receipt',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='addressed as'),
        ),
        migrations.AddField(
            model_name='reply',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='addressed as'),
        ),
    ]
