"""Changes of units, which the database refuses to change, as events."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


CREATE = {
    "sqlite": """
        CREATE TRIGGER unit_change_never_changes BEFORE UPDATE ON tasks_unitchange
        BEGIN SELECT RAISE(ABORT, 'changes of units never change'); END
    """,
    "postgresql": """
        CREATE TRIGGER unit_change_never_changes BEFORE UPDATE ON tasks_unitchange
        FOR EACH ROW EXECUTE FUNCTION correction_never_changes()
    """,
}
DROP = {
    "sqlite": "DROP TRIGGER unit_change_never_changes",
    "postgresql": "DROP TRIGGER unit_change_never_changes ON tasks_unitchange",
}


def create(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0066_parts_end'),
        ('units', '0010_reorganised_units'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='for'),
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='action',
            field=models.CharField(choices=[('acknowledge', 'Acknowledge'), ('report', 'Report progress'), ('no-change', 'No change'), ('confirm', 'Confirm our part'), ('request-completion', 'Request completion'), ('sign', 'Sign'), ('send-back', 'Send back'), ('withdraw', 'Withdraw the request'), ('approve', 'Approve'), ('return', 'Return'), ('reopen', 'Reopen'), ('stop', 'Stop'), ('resume', 'Resume'), ('request-extension', 'Request an extension'), ('sign-extension', 'Sign the extension request'), ('send-back-extension', 'Send the extension request back'), ('withdraw-extension', 'Withdraw the extension request'), ('grant', 'Grant the extension'), ('refuse', 'Refuse the extension'), ('confirm-date', 'Confirm the date'), ('set-date', 'Set the date'), ('name-unit', 'Name the unit that answers'), ('split', 'Split among units'), ('add-milestone', 'Add a milestone'), ('plan-work', 'Save the implementation plan'), ('assess', 'Answer the self-assessment'), ('review-assessment', 'Score the self-assessment'), ('instruct', 'Write an instruction'), ('reply', 'Reply to the instruction'), ('send-back-reply', 'Send the reply back'), ('issue-slip', 'Issue a slip'), ('receive-slip', 'Confirm the receipt of the slip'), ('answer-slip', 'Reply to the slip'), ('lift-slip', 'Withdraw the slip'), ('refer', 'Suggest accountability'), ('urge', 'Urge'), ('inspect', 'Inspect'), ('rectify', 'Report the rectification'), ('close-inspection', 'Close the inspection'), ('send-back-rectification', 'Send the rectification back'), ('ask-relief', 'Ask to be relieved'), ('move-task', 'Move to another unit'), ('name-host', 'Name the host unit'), ('refuse-relief', 'Refuse to move'), ('propose-practice', 'Offer as good practice'), ('correct', 'Correct the plan'), ('publish-practice', 'Publish as good practice'), ('enter-past', 'Enter what was done before'), ('reorganise', 'Change of units'), ('undo-past', 'Undo what was entered afterwards')], max_length=30, verbose_name='for'),
        ),
        migrations.CreateModel(
            name='UnitChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(choices=[('rename', 'Rename'), ('merge', 'Merge into another unit'), ('split', 'Split off a new unit'), ('dissolve', 'Dissolve'), ('move-person', 'Move a person'), ('leave', 'A person leaves')], max_length=20, verbose_name='what was done')),
                ('on', models.DateField(verbose_name='holds from')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='time')),
                ('note', models.TextField(verbose_name='reason')),
                ('before', models.CharField(blank=True, max_length=100, verbose_name='before')),
                ('after', models.CharField(blank=True, max_length=100, verbose_name='after')),
                ('numbers', models.JSONField(default=dict, verbose_name='what it touched')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes_of_others', to='units.unit', verbose_name='other unit')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='units.unit', verbose_name='unit')),
                ('whom', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person moved')),
            ],
            options={
                'verbose_name': 'change of units',
                'verbose_name_plural': 'changes of units',
                'ordering': ['-on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='unit_change_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('action__in', ['merge', 'split', 'move-person']), _negated=True), ('other__isnull', False), _connector='OR'), name='unit_change_between_two_units')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
