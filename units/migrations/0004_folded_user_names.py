import unicodedata

import django.contrib.auth.validators
from django.db import migrations

import units.names


def fold(apps, schema_editor):
    """Names given before are kept as they are looked up; on the way back they stay so."""
    User = apps.get_model("units", "User")
    for pk, name in User.objects.values_list("pk", "username"):
        once = unicodedata.normalize("NFKC", name).casefold()
        User.objects.filter(pk=pk).update(username=unicodedata.normalize("NFKC", once))


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0003_reminders"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="user_name_unique_in_any_case",
        ),
        migrations.AlterField(
            model_name="user",
            name="username",
            field=units.names.FoldedNameField(
                error_messages={"unique": "This user name is taken."},
                max_length=150,
                unique=True,
                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                verbose_name="user name",
            ),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
