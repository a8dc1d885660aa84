"""Stocktakes, what is on their agenda, and what they decide."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0003_absences'),
        ('tasks', '0105_written_down_instructions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('held_on', models.DateField(verbose_name='day of the meeting')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('chair_words', models.CharField(blank=True, max_length=100, verbose_name='who else chairs')),
                ('prepared_on', models.DateField(verbose_name='prepared on')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('attended', models.TextField(blank=True, verbose_name='who attended')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('minutes', models.JSONField(default=dict, editable=False, verbose_name='minutes')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='leaders.leader', verbose_name='chairing leader')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
                ('leaders', models.ManyToManyField(blank=True, related_name='+', to='leaders.leader', verbose_name='lead leaders')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='tasks.plan', verbose_name='plan')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('units', models.ManyToManyField(blank=True, related_name='+', to='units.unit', verbose_name='units')),
            ],
            options={
                'verbose_name': 'stocktake',
                'verbose_name_plural': 'stocktakes',
                'ordering': ['-held_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reasons', models.JSONField(default=list, verbose_name='why')),
                ('position', models.PositiveIntegerField(verbose_name='place')),
                ('asked', models.TextField(blank=True, verbose_name='decision asked for')),
                ('added_on', models.DateField(verbose_name='added on')),
                ('left_out_on', models.DateField(blank=True, null=True, verbose_name='left out on')),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.milestone', verbose_name='milestone')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.task', verbose_name='task')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='tasks.meeting', verbose_name='stocktake')),
            ],
            options={
                'verbose_name': 'agenda item',
                'verbose_name_plural': 'agenda items',
                'ordering': ['meeting', 'position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeetingDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('instruction', 'Instruction'), ('urge', 'Urge'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('note', 'Note')], max_length=20, verbose_name='kind')),
                ('text', models.TextField(verbose_name='decision')),
                ('owner', models.CharField(blank=True, max_length=100, verbose_name='who sees to it')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='by when')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('closed_on', models.DateField(null=True, verbose_name='closed on')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
                ('closed_event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='closed by the event')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meeting_decisions', to='tasks.event', verbose_name='event')),
                ('extension', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.extension', verbose_name='extension')),
                ('instruction', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.instruction', verbose_name='instruction')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='tasks.agendaitem', verbose_name='agenda item')),
                ('units', models.ManyToManyField(blank=True, related_name='+', to='units.unit', verbose_name='units')),
            ],
            options={
                'verbose_name': 'decision of a stocktake',
                'verbose_name_plural': 'decisions of stocktakes',
                'ordering': ['decided_on', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='meeting_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('chair__isnull', False), ('chair_words', '')), models.Q(('chair__isnull', True), models.Q(('chair_words', ''), _negated=True)), _connector='OR'), name='meeting_is_chaired_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__gte', models.F('prepared_on'))), name='meeting_is_prepared_before_it_is_held'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_on__gte', models.F('held_on'))), _connector='OR'), name='meeting_is_closed_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'task'), name='agenda_item_once_a_task'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('left_out_on__isnull', True), ('left_out_on__gte', models.F('added_on')), _connector='OR'), name='agenda_item_left_out_after_it_was_added'),
        ),
        migrations.AddConstraint(
            model_name='meetingdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extension__isnull', True), ('instruction__isnull', False), ('kind', 'instruction')), models.Q(('extension__isnull', False), ('instruction__isnull', True), ('kind__in', ['grant', 'refuse'])), models.Q(('extension__isnull', True), ('instruction__isnull', True), ('kind__in', ['urge', 'note'])), _connector='OR'), name='meeting_decision_is_its_act'),
        ),
        migrations.AddConstraint(
            model_name='meetingdecision',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'grant'), models.Q(('text', ''), _negated=True), _connector='OR'), name='meeting_decision_says_something'),
        ),
        migrations.AddConstraint(
            model_name='meetingdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_event__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_by__isnull', False), ('closed_event__isnull', False), ('closed_on__gte', models.F('decided_on')), ('kind', 'note')), _connector='OR'), name='meeting_decision_note_is_closed_by_somebody'),
        ),
    ]
