"""Who issues a plan's papers and whom to ask about them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0037_schedule_of_clearing")]
    operations = [
        migrations.AddField("plan", "office", models.CharField(
            blank=True, default="", max_length=60, verbose_name="issuing office",
            help_text="Its full name at the head of papers; empty: the unit of whoever issues them.",
        ), preserve_default=False),
        migrations.AddField("plan", "contact", models.CharField(
            blank=True, default="", max_length=50, verbose_name="contact person",
        ), preserve_default=False),
        migrations.AddField("plan", "contact_phone", models.CharField(
            blank=True, default="", max_length=50, verbose_name="telephone of the contact",
        ), preserve_default=False),
    ]
