from django.urls import path

from tasks.instructions.views import (
    AnswerInstruction,
    ChaseReplies,
    Instruct,
    InstructionWord,
    SendBackReply,
)

urlpatterns = [
    path("tasks/<int:number>/instruct/", Instruct.as_view(), name="instruct"),
    path(
        "instructions/<int:pk>/instruction.docx",
        InstructionWord.as_view(),
        name="instruction-word",
    ),
    path("instructions/<int:pk>/chase/", ChaseReplies.as_view(), name="chase-replies"),
    path("replies/<int:pk>/", AnswerInstruction.as_view(), name="reply"),
    path("replies/<int:pk>/send-back/", SendBackReply.as_view(), name="send-back-reply"),
]
