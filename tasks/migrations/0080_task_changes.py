"""Tasks that end and go on: rows that the database refuses to change, as events."""

import django.db.models.deletion
from django.db import migrations, models


CREATE = {
    "sqlite": """
        CREATE TRIGGER task_change_never_changes BEFORE UPDATE ON tasks_taskchange
        BEGIN SELECT RAISE(ABORT, 'changes of tasks never change'); END
    """,
    "postgresql": """
        CREATE TRIGGER task_change_never_changes BEFORE UPDATE ON tasks_taskchange
        FOR EACH ROW EXECUTE FUNCTION correction_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER task_change_never_changes",
    "postgresql": "DROP TRIGGER task_change_never_changes ON tasks_taskchange",
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0077_carried_milestones'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='for'),
        ),
        migrations.CreateModel(
            name='TaskChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('withdrawn', 'Task withdrawn'), ('merged', 'Merged into another task'), ('dropped', 'No longer pursued'), ('restored', 'Goes on')], max_length=20, verbose_name='what became of it')),
                ('on', models.DateField(verbose_name='holds from')),
                ('reason', models.TextField(verbose_name='reason')),
                ('numbers', models.JSONField(default=dict, verbose_name='what it touched')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='event')),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='took_in', to='tasks.task', verbose_name='merged into')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='tasks.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'change of a task',
                'verbose_name_plural': 'changes of tasks',
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['task', 'on'], name='tasks_taskc_task_id_5005e4_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='task_change_has_a_reason'), models.CheckConstraint(condition=models.Q(('kind__in', ['withdrawn', 'merged', 'dropped', 'restored'])), name='task_change_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'merged'), _negated=True), ('into__isnull', False), _connector='OR'), name='task_change_merged_into_a_task'), models.CheckConstraint(condition=models.Q(('into__isnull', True), models.Q(('into', models.F('task')), _negated=True), _connector='OR'), name='task_change_not_into_itself')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
