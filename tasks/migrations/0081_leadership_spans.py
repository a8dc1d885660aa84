"""Who led a task from when until when; who took an instruction over."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0003_absences'),
        ('tasks', '0080_task_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='taskleader',
            name='leader_once_per_task',
        ),
        migrations.RemoveConstraint(
            model_name='taskleader',
            name='leader_order_unique',
        ),
        migrations.AddField(
            model_name='instruction',
            name='taken_over_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken over by'),
        ),
        migrations.AddField(
            model_name='taskleader',
            name='since',
            field=models.DateField(default=datetime.date(1, 1, 1), editable=False, verbose_name='since'),
        ),
        migrations.AddField(
            model_name='taskleader',
            name='until',
            field=models.DateField(default=datetime.date(9999, 12, 31), editable=False, verbose_name='until'),
        ),
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task')], max_length=30, verbose_name='for'),
        ),
        migrations.AddConstraint(
            model_name='taskleader',
            constraint=models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('task', 'leader'), name='leader_once_per_task'),
        ),
        migrations.AddConstraint(
            model_name='taskleader',
            constraint=models.UniqueConstraint(condition=models.Q(('until', datetime.date(9999, 12, 31))), fields=('task', 'order'), name='leader_order_unique'),
        ),
        migrations.AddConstraint(
            model_name='taskleader',
            constraint=models.CheckConstraint(condition=models.Q(('since__lt', models.F('until'))), name='leadership_lasts_a_day'),
        ),
    ]
