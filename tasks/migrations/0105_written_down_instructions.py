"""Instructions that a supervisor wrote down in the name of a leader."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0104_saved_views'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='instruction',
            name='entered_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by'),
        ),
        migrations.AddField(
            model_name='instruction',
            name='occasion',
            field=models.CharField(blank=True, editable=False, max_length=250, verbose_name='given at'),
        ),
        migrations.AddConstraint(
            model_name='instruction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entered_by__isnull', True), ('occasion', '')), models.Q(('entered_by__isnull', False), models.Q(('occasion', ''), _negated=True)), _connector='OR'), name='instruction_entered_at_an_occasion'),
        ),
    ]
