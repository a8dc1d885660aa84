"""A row for each naming of an answering unit, and for each date that a supervisor set."""

from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [('tasks', '0020_grounds_of_slips'), ('units', '0003_reminders')]
    operations = [
        migrations.CreateModel(
            name='Naming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='named on')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='event')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='namings', to='tasks.milestone', verbose_name='milestone')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='namings', to='units.unit', verbose_name='answering unit')),
            ],
            options={
                'verbose_name': 'naming',
                'verbose_name_plural': 'namings',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DateSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='set on')),
                ('old_due_on', models.DateField(blank=True, null=True, verbose_name='due date before')),
                ('due_on', models.DateField(verbose_name='new due date')),
                ('is_reading', models.BooleanField(default=False, verbose_name='reading of the document')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='event')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='date_settings', to='tasks.milestone', verbose_name='milestone')),
            ],
            options={
                'verbose_name': 'date setting',
                'verbose_name_plural': 'date settings',
                'ordering': ['on', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='naming',
            index=models.Index(fields=['milestone', 'on'], name='tasks_namin_milesto_4db627_idx'),
        ),
        migrations.AddIndex(
            model_name='datesetting',
            index=models.Index(fields=['milestone', 'on'], name='tasks_dates_milesto_af1d1b_idx'),
        ),
        migrations.AddConstraint(
            model_name='datesetting',
            constraint=models.CheckConstraint(condition=models.Q(('old_due_on__isnull', True), models.Q(('due_on', models.F('old_due_on')), _negated=True), _connector='OR'), name='date_setting_changes_something'),
        ),
    ]
