"""What a plan leaves goes on in the next one."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0076_one_series_of_numbers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before')], max_length=30, verbose_name='for'),
        ),
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('milestone', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried_from', to='tasks.milestone', verbose_name='carried to')),
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='tasks.milestone', verbose_name='carried from')),
            ],
            options={
                'verbose_name': 'carried milestone',
                'verbose_name_plural': 'carried milestones',
                'constraints': [models.CheckConstraint(condition=models.Q(('source', models.F('milestone')), _negated=True), name='carried_to_another_milestone')],
            },
        ),
    ]
