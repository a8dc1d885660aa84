"""Whether corrections need a second person is a setting of the plan."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0096_proposals_outside_the_plan'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='second_consent',
            field=models.BooleanField(default=False, help_text='What is corrected in the administration holds once another administrator or a supervisor has agreed.', verbose_name='corrections need a second person'),
        ),
    ]
