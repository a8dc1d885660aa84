from django.db import migrations

import units.pinyin


def fill(apps, schema_editor):
    """Give those that are there what they are sorted by; on the way back it goes."""
    Leader = apps.get_model("leaders", "Leader")
    for leader in Leader.objects.only("name"):
        key = units.pinyin.key_of_person(leader.name)
        Leader.objects.filter(pk=leader.pk).update(sort_name=key)


class Migration(migrations.Migration):
    dependencies = [
        ("leaders", "0001_initial"),
    ]

    operations = [
        migrations.AddField("leader", "sort_name", units.pinyin.SortKeyField()),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
