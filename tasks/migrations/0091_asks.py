"""What units were asked, and how often a plan lets it be."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0090_follows'),
        ('units', '0009_people_sheet'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('urge', 'Urgings'), ('slip', 'Slips'), ('instruction', 'Instructions'), ('inspection', 'Visits'), ('recheck', 'Re-checks'), ('round', 'Self-assessments')], max_length=20, verbose_name='kind')),
                ('on', models.DateField(verbose_name='day')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
            ],
            options={
                'verbose_name': 'request to a unit',
                'verbose_name_plural': 'requests to units',
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.AddField(
            model_name='plan',
            name='asks_a_month',
            field=models.PositiveSmallIntegerField(blank=True, help_text='A supervisor who asks a unit more often, by whichever plan, has to say why. Empty: no limit.', null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='times a unit is asked a month'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('asks_a_month', None), ('asks_a_month__gte', 1), _connector='OR'), name='plan_asks_at_least_once'),
        ),
        migrations.AddField(
            model_name='ask',
            name='event',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='tasks.event', verbose_name='event'),
        ),
        migrations.AddField(
            model_name='ask',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='tasks.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='ask',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asks', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddIndex(
            model_name='ask',
            index=models.Index(fields=['unit', 'on'], name='tasks_ask_unit_id_512541_idx'),
        ),
        migrations.AddIndex(
            model_name='ask',
            index=models.Index(fields=['plan', 'on'], name='tasks_ask_plan_id_4f6c37_idx'),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['urge', 'slip', 'instruction', 'inspection', 'recheck', 'round'])), name='ask_kind_known'),
        ),
    ]
