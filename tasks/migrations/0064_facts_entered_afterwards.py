"""Which facts were entered afterwards, and by which batch."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('tasks', '0063_past_batches')]
    operations = [
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='for'),
        ),
        migrations.AddField(
            model_name='completionrequest',
            name='batch',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='tasks.pastbatch', verbose_name='entered afterwards'),
        ),
        migrations.AddField(
            model_name='extension',
            name='batch',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='tasks.pastbatch', verbose_name='entered afterwards'),
        ),
        migrations.AddField(
            model_name='progressreport',
            name='batch',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='tasks.pastbatch', verbose_name='entered afterwards'),
        ),
        migrations.AddConstraint(
            model_name='completionrequest',
            constraint=models.CheckConstraint(condition=models.Q(('batch__isnull', True), ('state', 'approved'), _connector='OR'), name='completion_entered_is_approved'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('batch__isnull', True), ('decision', 'granted'), _connector='OR'), name='extension_entered_is_granted'),
        ),
    ]
