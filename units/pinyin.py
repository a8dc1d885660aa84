"""Names in the order of their pinyin, on every database alike, whatever its own order of signs.

A key has for each sign its syllable with the tone, and its number, so that one surname stands
together: small letters and digits only, which all databases order alike. Words are read as words
(重庆 begins with chong), surnames as surnames (区 as a name begins with ou).
"""

import re

from django.db import models

# How surnames are read that are read otherwise as words. Those of two signs come first.
SURNAMES = {
    "单于": ("chan2", "yu2"), "万俟": ("mo4", "qi2"), "尉迟": ("yu4", "chi2"),
    "长孙": ("zhang3", "sun1"), "令狐": ("ling2", "hu2"),
    "曾": ("zeng1",), "单": ("shan4",), "仇": ("qiu2",), "解": ("xie4",), "区": ("ou1",),
    "查": ("zha1",), "任": ("ren2",), "华": ("hua4",), "朴": ("piao2",), "盖": ("ge3",),
    "覃": ("qin2",), "乐": ("yue4",), "员": ("yun4",), "黑": ("he4",), "洗": ("xian3",),
    "缪": ("miao4",), "种": ("chong2",), "折": ("she2",), "召": ("shao4",), "翟": ("zhai2",),
    "秘": ("bi4",), "祭": ("zhai4",), "宁": ("ning4",), "都": ("du1",), "句": ("gou1",),
    "佴": ("nai4",), "阚": ("kan4",), "隗": ("wei3",), "卜": ("bu3",), "干": ("gan1",),
    "葛": ("ge3",), "过": ("guo1",), "哈": ("ha3",), "撒": ("sa3",), "相": ("xiang4",),
    "燕": ("yan1",), "於": ("yu1",), "占": ("zhan1",), "繁": ("po2",), "牟": ("mou4",),
    "能": ("nai4",), "乜": ("nie4",), "那": ("na1",), "舍": ("she4",), "粘": ("nian2",),
}  # fmt: skip

SYLLABLE = re.compile("[a-z]+[1-5][0-9a-f]{5}|[a-z0-9]")


def key_of_words(name: str) -> str:
    """What the name of a unit is sorted by."""
    return key(name, syllables(name))


def key_of_person(name: str) -> str:
    """What the name of a person is sorted by: the surname comes first."""
    surname = next((one for one in SURNAMES if name.startswith(one)), "")
    return key(name, [*SURNAMES.get(surname, ()), *syllables(name[len(surname) :])])


def syllables(words):
    """The syllable with its tone for each sign of ``words``; of other scripts the sign itself."""
    # Its dictionary fills 57 MB and half a second: who saves no name does without.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    return lazy_pinyin(words, Style.TONE3, errors=list, neutral_tone_with_five=True)


def key(name, read):
    """Each syllable is followed by the five digits of its sign; signs that are no letter fall out."""
    return "".join(
        sign.lower()
        if sign.isascii()
        else f"{syllable if syllable.isascii() else 'z'}{ord(sign):05x}"
        for sign, syllable in zip(name, read, strict=True)
        if sign.isalnum()
    )


def initials(key: str) -> str:
    """The first letters of the syllables of a ``key``: what people type for 区教育局 is qjyj."""
    return "".join(one[0] for one in SYLLABLE.findall(key))


def letters(key: str) -> str:
    """The syllables of a ``key`` without their tones: wangwei of 王伟."""
    return "".join(re.match("[a-z]*", one)[0] or one for one in SYLLABLE.findall(key))


def signs_of(key: str) -> list[str]:
    """The signs of the name that has this ``key``, so that a name that stays is not read again."""
    found = SYLLABLE.findall(key)
    return [one if len(one) == 1 else chr(int(one[-5:], 16)) for one in found]


class SortKeyField(models.TextField):
    """What a row is sorted by, as its ``sort_key`` says whenever it is saved."""

    def __init__(self, **options):
        super().__init__(**{"editable": False, "default": ""} | options)

    def pre_save(self, model_instance, add):
        key = self.value_from_object(model_instance)
        if signs_of(key) != [*filter(str.isalnum, model_instance.name.lower())]:
            key = model_instance.sort_key()
        setattr(model_instance, self.attname, key)
        return key
