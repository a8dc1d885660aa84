from django.db import migrations

import units.pinyin


def fill(apps, schema_editor):
    """Give those that are there what they are sorted by; on the way back it goes."""
    for Model, key in (
        (apps.get_model("units", "Unit"), units.pinyin.key_of_words),
        (apps.get_model("units", "User"), units.pinyin.key_of_person),
    ):
        for row in Model.objects.only("name"):
            Model.objects.filter(pk=row.pk).update(sort_name=key(row.name))


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0006_acting_heads"),
    ]

    operations = [
        migrations.AddField("unit", "sort_name", units.pinyin.SortKeyField()),
        migrations.AddField("user", "sort_name", units.pinyin.SortKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
