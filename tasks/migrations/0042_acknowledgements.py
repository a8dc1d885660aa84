import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0041_more_sheets'),
        ('units', '0006_acting_heads'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Acknowledgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('acknowledged_on', models.DateField(verbose_name='acknowledged on')),
                ('acknowledged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='acknowledged by')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acknowledgements', to='tasks.assignment', verbose_name='assignment')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'acknowledgement',
                'verbose_name_plural': 'acknowledgements',
                'ordering': ['acknowledged_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('assignment', 'unit'), name='acknowledgement_once_per_unit')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='confirmation',
            name='confirmation_once_per_part',
        ),
        migrations.AddField(
            model_name='confirmation',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
    ]
