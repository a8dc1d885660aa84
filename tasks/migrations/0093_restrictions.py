"""What only supervisors and the units concerned read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0002_sort_names'),
        ('tasks', '0092_what_was_asked_so_far'),
        ('units', '0009_people_sheet'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task'), ('restrict', 'Restrict who can read it'), ('lift-restriction', 'Lift the restriction'), ('admit', 'Let a lead leader read it')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task'), ('restrict', 'Restrict who can read it'), ('lift-restriction', 'Lift the restriction'), ('admit', 'Let a lead leader read it')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards'), ('warn', 'Say that it cannot be done in time'), ('rate', 'Rate the outlook'), ('set-rhythm', 'Set the reporting rhythm'), ('carry-out', 'Carry over into the next plan'), ('carry-in', 'Take over from the plan before'), ('withdraw-task', 'Withdraw the task'), ('merge-task', 'Merge the task into another one'), ('drop-task', 'No longer pursue the task'), ('replace-leader', 'Replace the lead leader'), ('restore-task', 'The task goes on'), ('end-with-task', 'Ended with its task'), ('go-on-with-task', 'Goes on with its task'), ('restrict', 'Restrict who can read it'), ('lift-restriction', 'Lift the restriction'), ('admit', 'Let a lead leader read it')], max_length=30, verbose_name='for'),
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('extension', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.extension', verbose_name='extension')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.evidence', verbose_name='evidence')),
                ('lifted', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='lifted by')),
                ('marked', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='restricted by')),
                ('note', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.event', verbose_name='event')),
                ('reply', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.reply', verbose_name='reply to an instruction')),
                ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.progressreport', verbose_name='progress report')),
                ('request', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.completionrequest', verbose_name='completion request')),
                ('slip', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.slip', verbose_name='referral')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='restrictions', to='tasks.task', verbose_name='task')),
                ('units', models.ManyToManyField(related_name='+', to='units.unit', verbose_name='units concerned')),
            ],
            options={
                'verbose_name': 'restriction',
                'verbose_name_plural': 'restrictions',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Admission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tasks.event', verbose_name='event')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='leaders.leader', verbose_name='lead leader')),
                ('restriction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='admissions', to='tasks.restriction', verbose_name='restriction')),
            ],
            options={
                'verbose_name': 'admission',
                'verbose_name_plural': 'admissions',
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extension__isnull', True), ('file__isnull', True), ('note__isnull', True), ('reply__isnull', True), ('report__isnull', False), ('request__isnull', True), ('slip__isnull', True)), models.Q(('extension__isnull', True), ('file__isnull', True), ('note__isnull', True), ('reply__isnull', True), ('report__isnull', True), ('request__isnull', False), ('slip__isnull', True)), models.Q(('extension__isnull', False), ('file__isnull', True), ('note__isnull', True), ('reply__isnull', True), ('report__isnull', True), ('request__isnull', True), ('slip__isnull', True)), models.Q(('extension__isnull', True), ('file__isnull', True), ('note__isnull', True), ('reply__isnull', False), ('report__isnull', True), ('request__isnull', True), ('slip__isnull', True)), models.Q(('extension__isnull', True), ('file__isnull', True), ('note__isnull', False), ('reply__isnull', True), ('report__isnull', True), ('request__isnull', True), ('slip__isnull', True)), models.Q(('extension__isnull', True), ('file__isnull', False), ('note__isnull', True), ('reply__isnull', True), ('report__isnull', True), ('request__isnull', True), ('slip__isnull', True)), models.Q(('extension__isnull', True), ('file__isnull', True), ('note__isnull', True), ('reply__isnull', True), ('report__isnull', True), ('request__isnull', True), ('slip__isnull', False)), _connector='OR'), name='restriction_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.CheckConstraint(condition=models.Q(('slip__isnull', True), ('lifted__isnull', True), _connector='OR'), name='restriction_of_a_referral_stays'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('report',), name='restriction_once_per_report'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('request',), name='restriction_once_per_request'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('extension',), name='restriction_once_per_extension'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('reply',), name='restriction_once_per_reply'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('note',), name='restriction_once_per_note'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('file',), name='restriction_once_per_file'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted__isnull', True)), fields=('slip',), name='restriction_once_per_slip'),
        ),
        migrations.AddConstraint(
            model_name='admission',
            constraint=models.UniqueConstraint(fields=('restriction', 'leader'), name='admission_once_per_leader'),
        ),
    ]
