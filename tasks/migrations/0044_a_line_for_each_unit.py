import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0043_who_acknowledged_and_confirmed'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='assignment',
            name='assignment_acknowledged_by_somebody',
        ),
        migrations.RemoveField(
            model_name='assignment',
            name='acknowledged_by',
        ),
        migrations.RemoveField(
            model_name='assignment',
            name='acknowledged_on',
        ),
        migrations.AlterField(
            model_name='confirmation',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit', verbose_name='unit'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('milestone', 'assignment', 'unit'), name='confirmation_once_per_unit'),
        ),
    ]
