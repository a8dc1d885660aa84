"""The phrases that prove nothing by themselves; administrators change the list."""

from django.db import migrations

PHRASES = [
    "高度重视",
    "积极推进",
    "正在推进",
    "正在研究",
    "有序推进",
    "稳步推进",
    "扎实推进",
    "抓紧落实",
    "抓紧推进",
    "认真落实",
    "加强领导",
    "加强协调",
    "按计划进行",
    "取得阶段性成果",
    "取得明显成效",
]


def add(apps, schema_editor):
    phrase = apps.get_model("tasks", "HollowPhrase")
    phrase.objects.bulk_create(phrase(text=text) for text in PHRASES)


def remove(apps, schema_editor):
    apps.get_model("tasks", "HollowPhrase").objects.filter(text__in=PHRASES).delete()


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_events_never_change")]
    operations = [migrations.RunPython(add, remove)]
