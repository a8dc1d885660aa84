"""A slip has grounds; evidence is what units send."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tasks", "0019_papers_of_past_events")]
    operations = [migrations.RenameField("slip", "evidence", "grounds")]
