from django.urls import path

from tasks.instructions.views import AnswerInstruction, Instruct, InstructionWord, SendBackReply

urlpatterns = [
    path("tasks/<int:number>/instruct/", Instruct.as_view(), name="instruct"),
    path(
        "instructions/<int:pk>/instruction.docx",
        InstructionWord.as_view(),
        name="instruction-word",
    ),
    path("replies/<int:pk>/", AnswerInstruction.as_view(), name="reply"),
    path("replies/<int:pk>/send-back/", SendBackReply.as_view(), name="send-back-reply"),
]
