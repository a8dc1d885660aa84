import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0016_evidence_of_answers")]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="tasks.task",
                verbose_name="task",
            ),
        ),
    ]
