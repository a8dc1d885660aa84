from django.contrib import admin

from tasks.workflow.models import HollowPhrase


@admin.register(HollowPhrase)
class HollowPhraseAdmin(admin.ModelAdmin):
    list_display = search_fields = ("text",)
