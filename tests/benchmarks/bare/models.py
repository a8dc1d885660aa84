from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db import models

ROWS = 44


class Owner(models.Model):
    name = models.CharField(max_length=100)

    def __str__(self):
        return self.name


class Row(models.Model):
    owner = models.ForeignKey(Owner, models.PROTECT)
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=20)
    words = models.CharField(max_length=100)
    begun_on = models.DateField()
    due_on = models.DateField()

    def __str__(self):
        return self.title


def fill():
    """One reader, and ROWS rows of ten owners."""
    User.objects.create_user("reader")
    owners = [Owner.objects.create(name=f"区直单位{number}") for number in range(10)]
    Row.objects.bulk_create(
        Row(
            owner=owners[number % len(owners)],
            title="建立健全参与和指导区政府规范性文件起草与修订的工作机制",
            stage="进行中",
            words=f"第{number}项",
            begun_on=date(2015, 1, 1) + timedelta(number),
            due_on=date(2015, 6, 30) + timedelta(number),
        )
        for number in range(ROWS)
    )
