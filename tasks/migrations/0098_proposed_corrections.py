"""What waits for the consent of a second person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0097_second_consent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProposedCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposed_on', models.DateField(verbose_name='proposed on')),
                ('reason', models.TextField(verbose_name='reason')),
                ('sent', models.JSONField(verbose_name='what was sent')),
                ('lines', models.JSONField(verbose_name='before and after')),
                ('seen', models.PositiveBigIntegerField(default=0, verbose_name='latest correction seen')),
                ('state', models.CharField(choices=[('waiting', 'Waiting for consent'), ('agreed', 'Agreed to'), ('refused', 'Not agreed to'), ('withdrawn', 'Withdrawn'), ('outdated', 'Outdated')], default='waiting', max_length=20, verbose_name='state')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='decided on')),
                ('decision_note', models.TextField(blank=True, verbose_name='words of the decision')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_corrections', to='tasks.milestone', verbose_name='milestone')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_corrections', to='tasks.plan', verbose_name='plan')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='proposed by')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposed_corrections', to='tasks.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'proposed correction',
                'verbose_name_plural': 'proposed corrections',
                'ordering': ['proposed_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting'), ('task', None)), fields=('plan',), name='proposed_one_at_a_time_of_a_plan'), models.UniqueConstraint(condition=models.Q(('milestone', None), ('state', 'waiting')), fields=('task',), name='proposed_one_at_a_time_of_a_task'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('milestone',), name='proposed_one_at_a_time_of_a_milestone'), models.CheckConstraint(condition=models.Q(('milestone', None), ('task__isnull', False), _connector='OR'), name='proposed_of_a_milestone_names_its_task'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='proposed_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('state', 'waiting')), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('state__in', ['agreed', 'refused', 'withdrawn', 'outdated'])), _connector='OR'), name='proposed_is_decided_by_somebody'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='proposed_is_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['refused', 'outdated']), _negated=True), models.Q(('decision_note', ''), _negated=True), _connector='OR'), name='proposed_is_refused_with_words')],
            },
        ),
    ]
