"""Leaders who are absent, and who stands in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('leaders', '0002_sort_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeaderAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField(verbose_name='from')),
                ('until_on', models.DateField(verbose_name='until')),
                ('reason', models.TextField(verbose_name='reason')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='leaders.leader', verbose_name='leader')),
                ('named_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='named by')),
                ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands_in', to='leaders.leader', verbose_name='who stands in')),
            ],
            options={
                'verbose_name': 'absence of a leader',
                'verbose_name_plural': 'absences of leaders',
                'ordering': ['-from_on', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='absence_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('stand_in', models.F('leader')), _negated=True), name='absence_has_somebody_else'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='absence_has_a_reason')],
            },
        ),
    ]
