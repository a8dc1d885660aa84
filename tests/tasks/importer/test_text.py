from tasks.importer.text import normalise


def test_punctuation_becomes_full_width_and_no_character_moves():
    half = "制定办法,完成:一;二(三)?"
    assert normalise(half) == "制定办法，完成：一；二（三）？"
    assert len(normalise(half)) == len(half)


def test_marks_inside_numbers_and_words_stay():
    assert normalise("1,000家于10:30到，A,B类") == "1,000家于10:30到，A,B类"


def test_a_mark_beside_one_digit_is_punctuation():
    assert normalise("共3家,其中2家:甲") == "共3家，其中2家：甲"


def test_lines_keep_their_numbers():
    assert normalise("一  \r\n\r\n　　二\r三") == "一\n\n二\n三"
