"""Names in scripts that leave sounds open, and how they may be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gazetteer
from gazetteer.names import romanise
from gazetteer.readings import MOST, leaves_open, readings


@pytest.mark.parametrize(
    ("written", "name", "why"),
    [
        ("सहारनपुर", "Saharanpur", "a vowel that Devanagari carries unwritten"),
        ("रयाज़न", "Ryazan", "a dotted letter is a sound of its own"),
        ("নাননিং", "Nanning", "the Bengali sign for ng"),
        ("মোরোনি", "Moroni", "Bengali as it is spelt"),
        ("קורדובה", "Córdoba", "Hebrew b, not v"),
        ("אופינגטון", "Upington", "Hebrew p, and a silent alef"),
        ("Νανγιάνγκ", "Nanyang", "Greek y"),
        ("Σαντιάγο", "Santiago", "Greek nt"),
        ("페트롤리나", "Petrolina", "a Korean filler vowel, r and double l"),
        ("スパルタ", "Sparta", "a Japanese filler vowel"),
        ("ダリネゴルスク", "Dalinegorsk", "Japanese r for l and for r in one name"),
        ("Γκοϊάνια", "Goiania", "a Greek diaeresis"),
        ("莫拉达巴德", "Moradabad", "Chinese l for r, a syllable for the last consonant"),
        ("北京", "Beijing", "a Chinese name of its own"),
        ("马拉迪", "Maradi", "Chinese l for r, and a last vowel that is spoken"),
        ("জেনেইনা", "Geneina", "Bengali j for a soft g"),
        ("খারকিউ", "Kharkiv", "Bengali u for a last v"),
        ("ハルキウ", "Kharkiv", "the same in Japanese"),
        ("צ'ימבוטה", "Chimbote", "a last he that is an e"),
    ],
)
def test_one_of_the_readings_is_the_name_s_own_key(written: str, name: str, why: str) -> None:
    assert romanise(name) in readings(written), why


@pytest.mark.parametrize("name", ["Kharkiv", "Харків", "Łódź", ""])
def test_scripts_that_write_what_is_said_have_one_reading_at_most(name: str) -> None:
    assert readings(name) == ((romanise(name),) if romanise(name) else ())
    assert not leaves_open(name)


@given(st.text(st.characters(min_codepoint=0x370, max_codepoint=0xD7FF), max_size=12))
def test_any_text_has_few_readings_and_each_is_a_key(text: str) -> None:
    found = readings(text)
    assert len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(key and " " not in key for key in found)


@pytest.mark.parametrize(
    ("written", "id", "why"),
    [
        ("Ясси", "675810", "a name in these very letters comes before a continent that sounds alike"),
        ("Кіншаса", "2314302", "a capital comes before the country that lists its name"),
        ("Салвадор", "3450554", "a great city comes before a country called so in a neighbour's tongue"),
        ("Thành phố Kansas", "4393217", "a word for city in another language stands for the English one"),
    ],
)
def test_names_in_other_languages_find_the_place_they_mean(written: str, id: str, why: str) -> None:
    assert gazetteer.search(written)[0].place.id == id, why
