"""What people follow, and when they had their desks open."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0002_sort_names'),
        ('tasks', '0081_leadership_spans'),
        ('units', '0009_people_sheet'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeskVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='time')),
                ('on', models.DateField(verbose_name='day')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_visit', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'visit of a desk',
                'verbose_name_plural': 'visits of desks',
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('leader', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='leaders.leader', verbose_name='leader')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('task', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tasks.task', verbose_name='task')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'follow',
                'verbose_name_plural': 'follows',
                'constraints': [models.UniqueConstraint(fields=('person', 'task'), name='follow_a_task_once'), models.UniqueConstraint(fields=('person', 'unit'), name='follow_a_unit_once'), models.UniqueConstraint(fields=('person', 'leader'), name='follow_a_leader_once'), models.CheckConstraint(condition=models.Q(models.Q(('leader__isnull', True), ('task__isnull', False), ('unit__isnull', True)), models.Q(('leader__isnull', True), ('task__isnull', True), ('unit__isnull', False)), models.Q(('leader__isnull', False), ('task__isnull', True), ('unit__isnull', True)), _connector='OR'), name='follow_is_about_one_thing')],
            },
        ),
    ]
