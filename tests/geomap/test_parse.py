"""Geoparsing from text to pins: which mentions, which places, and why."""

from __future__ import annotations

import pytest

from gazetteer.model import Kind, Point
from geomap.geoparse import explain, parse
from geomap.model import Document, Label, Mention, Parsed
from geomap.recognise import OverlayError, make_overlay, read_overlay


def mention(parsed: Parsed, text: str) -> Mention:
    """The first mention with this text."""
    found = next((m for m in parsed.mentions if m.text == text), None)
    assert found is not None, f"{text!r} is not among {[m.text for m in parsed.mentions]}"
    return found


def place_of(text: str, name: str, **options: object) -> tuple[str, str | None]:
    """Kind and country of the place that ``name`` has in ``text``."""
    place = mention(parse(text, **options), name).place  # type: ignore[arg-type]
    assert place is not None
    return place.kind.value, place.country


def test_two_spellings_of_a_city_are_one_place() -> None:
    parsed = parse("Trains left Kharkov at noon. By night they were back in Kharkiv.")
    assert mention(parsed, "Kharkov").place == mention(parsed, "Kharkiv").place
    assert mention(parsed, "Kharkov").place.name == "Kharkiv"  # type: ignore[union-attr]


def test_a_region_word_belongs_to_the_name_and_chooses_the_region() -> None:
    parsed = parse("The envoys met in the Brest region of western Belarus.")
    found = mention(parsed, "Brest region")
    assert found.place is not None
    assert (found.place.kind, found.place.country) == (Kind.REGION, "BY")


@pytest.mark.parametrize(("text", "country"), [
    ("Trucks queued at Brest, where Belarus meets Poland. Minsk sent guards.", "BY"),
    ("The ferry from Brest to Le Conquet was late; Brittany and the rest of France had storms.", "FR"),
    ("BREST, Belarus (Reuters) - The talks went on.", "BY"),
])
def test_the_company_of_a_name_chooses_its_place(text: str, country: str) -> None:
    found = next(m for m in parse(text).mentions if m.text.casefold() == "brest")
    assert found.place is not None
    assert found.place.country == country


@pytest.mark.parametrize(("text", "name", "expected"), [
    ("They moved to Paris, Texas, in May.", "Paris", ("city", "US")),
    ("The fire began near Athens, Ga., on Sunday.", "Athens", ("city", "US")),
    ("Police in Birmingham, Ala., made two arrests.", "Birmingham", ("city", "US")),
    ("He studied at Alexandria in Egypt.", "Alexandria", ("city", "EG")),
    ("The Iranian city of Isfahan was quiet.", "Isfahan", ("city", "IR")),
    ("She flew from Atlanta to the rest of Georgia: Savannah, Macon and Augusta.", "Georgia", ("region", "US")),
    ("Tbilisi hosted ministers; Georgia borders Armenia and Azerbaijan.", "Georgia", ("country", "GE")),
    ("Deputies of Rapides Parish met in Alexandria.", "Alexandria", ("city", "US")),
    ("Talks were held in Utrecht and then in Zurich.", "Utrecht", ("city", "NL")),
    ("Barges carried aid up the Nile to Malakal in South Sudan.", "Nile", ("river", None)),
    ("Residents of Kherson were taken to the left bank of the Dnipro.", "Dnipro", ("river", None)),
    ("Ferries crossed the Dnipro river near Kherson.", "Dnipro river", ("river", None)),
    ("Ships in the Gulf were attacked off Iran.", "Gulf", ("sea", None)),
    ("The Gulf state has hosted talks with Hamas.", "Gulf state", ("area", None)),
    ("Fighters shelled the Castello road near Aleppo.", "Castello road", ("site", "SY")),
    ("A food convoy has reached the Zamzam camp, the agency said.", "Zamzam camp", ("city", "SD")),
    ("Floods hit Niger and Mali, said aid workers in Niamey.", "Niger", ("country", "NE")),
])
def test_a_qualifier_or_neighbour_decides(text: str, name: str, expected: tuple[str, str | None]) -> None:
    assert place_of(text, name) == expected


def test_what_is_said_once_holds_later_and_an_explicit_word_overrides() -> None:
    parsed = parse("The fair opened in Paris, Texas. Paris has held it for years. Last year it went to Paris, France.")
    countries = [m.place.country for m in parsed.mentions if m.text == "Paris" and m.place]
    assert countries == ["US", "US", "FR"]


def test_a_country_never_becomes_a_hamlet() -> None:
    for name, code in (("Ukraine", "UA"), ("Russia", "RU"), ("Lebanon", "LB"), ("Cuba", "CU"), ("Peru", "PE"), ("Chad", "TD")):
        assert place_of(f"The ministers of {name} and Germany met in Vienna.", name) == ("country", code)


@pytest.mark.parametrize(("text", "name", "label"), [
    ("Paris Hilton and London Breed sang.", "Paris", Label.PERSON),
    ("The Rev. Houston spoke.", "Houston", Label.PERSON),
    ("The Minsk agreements were never carried out.", "Minsk", Label.ORGANISATION),
])
def test_what_is_no_pin_stays_with_its_label_and_reasons(text: str, name: str, label: Label) -> None:
    found = mention(parse(text), name)
    assert found.label is label
    assert found.place is None
    assert found.reasons


def test_a_surname_known_from_a_full_name_is_a_person_everywhere() -> None:
    parsed = parse("Mayor Jack London opened the market. London thanked the traders, and London's wife cut the ribbon.")
    assert [m.place for m in parsed.mentions if m.text == "London"] == [None, None, None]


@pytest.mark.parametrize("text", ["They met South African President Thabo Mbeki.", "President San Salvador spoke."])
def test_who_is_named_in_full_behind_a_title_is_no_place_of_that_name(text: str) -> None:
    assert not [m.text for m in parse(text).mentions if m.label is Label.PLACE]


def test_demonyms_are_places_only_on_request() -> None:
    text = "Ukrainian negotiators met the South Korean minister."
    plain = mention(parse(text), "Ukrainian")
    assert plain.label is Label.DEMONYM
    assert plain.place is None
    assert plain.resolution is not None
    assert plain.resolution.candidates[0].place.country == "UA"
    wanted = parse(text, demonyms=True)
    assert mention(wanted, "Ukrainian").place.country == "UA"  # type: ignore[union-attr]
    assert mention(wanted, "South Korean").place.country == "KR"  # type: ignore[union-attr]


def test_hints_tip_the_balance() -> None:
    assert place_of("Trains stop at Cambridge.", "Cambridge", country="US")[1] == "US"
    assert place_of("Trains stop at Cambridge.", "Cambridge", country="GB")[1] == "GB"
    assert place_of("Trains stop at London.", "London", near=Point(-81.2, 42.9))[1] == "CA"


def test_small_places_can_be_left_out() -> None:
    text = "The bus runs from Kyiv to Irpin."
    assert mention(parse(text), "Irpin").place is not None
    left = mention(parse(text, min_population=500_000), "Irpin")
    assert left.place is None
    assert "fewer than 500,000 inhabitants" in left.resolution.reasons  # type: ignore[union-attr]
    assert mention(parse(text, min_population=500_000), "Kyiv").place is not None


def test_an_overlay_adds_blocks_renames_and_forces() -> None:
    overlay = make_overlay({
        "blocked": ["Odesa"],
        "aliases": {"Big Smoke": "London"},
        "forced": {"Georgia": "kind: region", "Cambridge": "country: US"},
        "place": [{"name": "Camp Meridian", "lon": 44.25, "lat": 33.3, "country": "IQ", "aliases": ["FOB Meridian"]}],
    })
    parsed = parse("From Odesa to Camp Meridian and FOB Meridian; from Cambridge to Big Smoke; in Georgia, too.", overlay=overlay)
    assert "Odesa" not in [m.text for m in parsed.mentions]
    assert mention(parsed, "Camp Meridian").place == mention(parsed, "FOB Meridian").place
    assert mention(parsed, "Camp Meridian").place.point == Point(44.25, 33.3)  # type: ignore[union-attr]
    assert mention(parsed, "Big Smoke").place.name == "London"  # type: ignore[union-attr]
    assert mention(parsed, "Cambridge").place.country == "US"  # type: ignore[union-attr]
    assert mention(parsed, "Georgia").place.kind is Kind.REGION  # type: ignore[union-attr]


def test_an_overlay_file_tells_all_its_faults_at_once(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "overlay.toml"
    path.write_text('[forced]\nGeorgia = "colour: red"\n[[place]]\nname = "X"\nlon = 400\nlat = 3\n[[place]]\nname = "Y"\n', "utf-8")
    with pytest.raises(OverlayError) as caught:
        read_overlay(path)
    assert len(str(caught.value).splitlines()) == 3
    with pytest.raises(OverlayError, match="cannot read"):
        read_overlay(tmp_path / "none.toml")


def test_an_explanation_names_the_place_the_alternatives_and_the_reasons() -> None:
    said = explain("They moved to Paris, Texas, in May.", "Paris")
    assert "the text says it lies in Texas" in said
    assert "Paris (city, US" in said
    assert explain("Nothing here.", "Brest").startswith("no mention of 'Brest'")


def test_a_document_keeps_its_name_and_learns_its_language() -> None:
    parsed = parse(Document("Автобуси прибули до Києва, і люди вийшли.", name="a.txt"))
    assert parsed.document.name == "a.txt"
    assert parsed.document.language == "uk"


@pytest.mark.parametrize("text", [
    "PEACE TALKS FAIL AS KYIV REJECTS OFFER",
    "the convoy left kyiv for lviv and then crossed into poland",
    "“Kyiv” is calm.",
    "Ky\u00adiv is calm, and so is the rest of it in Ky\u00adiv.",
    "They went to\u00a0Kyiv\u00a0again.",
    "They went to 🇺🇦Kyiv🙂 again.",
    "They went to Ky\u200biv again.",
])
def test_odd_writing_does_not_hide_a_place(text: str) -> None:
    parsed = parse(text)
    found = [m for m in parsed.mentions if m.place is not None and m.place.name == "Kyiv"]
    assert found
    assert all(text[m.start:m.end] == m.text for m in parsed.mentions)


def test_a_name_in_decomposed_letters_is_the_same_name() -> None:
    parsed = parse("He flew to Sa\u0303o Paulo in Brazil.")
    assert mention(parsed, "Sa\u0303o Paulo").place.country == "BR"  # type: ignore[union-attr]


def test_mentions_are_in_order_and_never_overlap() -> None:
    parsed = parse("New York City and York, Pa., St. John's and Kyiv's west, Athens-Clarke County, W.Va. 61, at 50.45, 30.52.")
    ends = 0
    for m in parsed.mentions:
        assert m.start >= ends
        assert m.end > m.start
        ends = m.end


NAMESAKES = [
    ("Envoys met in [Geneva] for two days.", "city", "CH"),
    ("The delegation flew from New York to [Geneva].", "city", "CH"),
    ("Syracuse, Rochester, [Geneva] and Ithaca got snow; Seneca Falls did not.", "city", "US"),
    ("From Washington, the secretary flew to Rome and then to [Athens].", "city", "GR"),
    ("In Texas, Paris and [Odessa] were hit by storms; Dallas was spared.", "city", "US"),
    ("The talks were held in [Noordwijk], the Netherlands.", "city", "NL"),
    ("The prime minister was received in [Doha].", "city", "QA"),
    ("Patients were driven from [Stepanakert] to Goris.", "city", "AZ"),
    ("The route leads from Aleppo to [Idlib].", "city", "SY"),
    ("Shelling was heard in the [Kharkiv] and Sumy regions.", "region", "UA"),
    ("The envoys reached Port Sudan on the [Red Sea] on Monday.", "sea", ""),
    ("Avocados are grown in [Mexico] and sold in Chile.", "country", "MX"),
    ("Talks had been planned in [Washington] for December.", "city", "US"),
    ("A plane landed in Seattle, [Washington], on Monday.", "region", "US"),
]


@pytest.mark.parametrize(("marked", "kind", "country"), NAMESAKES)
def test_a_name_that_two_places_share_means_the_one_better_known_by_it(marked: str, kind: str, country: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    found = next(m for m in parse(marked.replace("[", "").replace("]", "")).mentions if m.start == start)
    assert found.end == end
    assert found.place is not None
    assert (found.place.kind, found.place.country or "") == (kind, country)


@pytest.mark.parametrize(("text", "names"), [
    ("The Syrian news agency SANA said the convoy reached Douma.", ["Douma"]),
    ("KUNA reported from Kuwait City.", ["Kuwait City"]),
    ("BUCHA, Ukraine (AP) - Residents left for Kyiv.", ["BUCHA", "Ukraine", "Kyiv"]),
    ("The Xinhua news agency said the town of Homs was calm. Xinhua gave no source.", ["Homs"]),
    ("The flight left Sanaa, the state news agency Saba said.", ["Sanaa"]),
    ("The Petra News Agency said tourists were back in Petra.", ["Petra"]),
    ("TALKS HELD IN OSLO ON FIGHTING IN SYRIA", ["OSLO", "SYRIA"]),
])
def test_a_short_name_in_capitals_is_an_agency_unless_the_line_is_all_in_capitals(text: str, names: list[str]) -> None:
    assert [m.text for m in parse(text).mentions if m.place and m.label is not Label.DEMONYM] == names


@pytest.mark.parametrize("text", ["The Boston Celtics beat the Chicago Bulls on Friday.", "Bolton Wanderers lost again."])
def test_a_team_is_no_place(text: str) -> None:
    assert [m.text for m in parse(text).mentions if m.place is not None] == []


@pytest.mark.parametrize("text", ["France said its flights would go on.", "It was shut for what Washington described as security."])
def test_a_state_may_speak_without_being_taken_for_a_person(text: str) -> None:
    assert [m.label for m in parse(text).mentions] == [Label.ACTOR]


def test_an_adjective_that_is_a_name_in_some_other_language_is_a_demonym() -> None:
    assert [m.label for m in parse("Israeli troops left; the Israelis waited.").mentions] == [Label.DEMONYM, Label.DEMONYM]


def test_an_alias_may_begin_with_a_small_letter():
    own = make_overlay({"aliases": {"the Strip": "Gaza Strip"}})
    found = [(m.text, m.place.name) for m in parse("Aid reached the Strip through Rafah.", overlay=own).mentions if m.place]
    assert found[0] == ("the Strip", "Gaza Strip")


@pytest.mark.parametrize(("name", "country"), [
    ("Port-au-Prince", "HT"), ("Deir ez-Zor", "SY"), ("Deir az-Zour", "SY"), ("Dar es Salaam", "TZ"),
])
def test_a_small_word_within_a_name_does_not_end_it(name: str, country: str) -> None:
    assert place_of(f"A plane with medicines landed in {name} on Friday.", name) == ("city", country)


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("Civilians left the Ukrainian cities of [Kharkhiv], Kyiv and Mariupol.", "Kharkiv"),
        ("Two corridors lead from Mariupol towards [Zaporijia], in Ukraine.", "Zaporizhzhia"),
        ("The convoy reached Lebanon's south on Tuesday and went on to [Bint Jbail].", "Bint Jbeil"),
        ("A way out leads from the Ukrainian town of [Soumy] to Poltava.", "Sumy"),
        ("Buses from Mariupol, Berdiansk and [Melitopil] came to Zaporizhzhia.", "Melitopol"),
        ("Aid went from Gondar to Aksum and [Shire] in Tigray, Ethiopia.", "Shire"),
        ("Two trains for evacuees run in Ukraine, Dnipro – [Chop] and Dnipro – Lviv.", "Chop"),
        ("Humanitarian corridors in Ukraine:\n[Kharkov]: to Poltava.\nSumy: to Poltava.", "Kharkiv"),
        ("Buses came from Mariupol and [Melitopil]. Shops in [Melitopil] were shut, Melitopol's mayor said.", "Melitopol"),
    ],
)
def test_a_spelling_that_no_list_has_is_understood_among_places(marked: str, place: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    name = marked.partition("[")[2].partition("]")[0]
    found = [m for m in parse(text).mentions if m.text == name and m.place is not None]
    assert [m.place.name for m in found if m.place] == [place] * marked.count("[")


@pytest.mark.parametrize(
    "text",
    [
        "After talks in Kyiv and Kharkiv, Sumskyi said that Ukraine would not give way.",
        "Despite showers Monday, Fargo's mayor spoke.",
        "In Ukraine, Residents of Kharkiv left. The residents went to Poltava.",
        "They went by road from Juba to Aweil and Kuajok in the states of Northern and Western Bahr el-Ghazal in South Sudan.",
        "He died in Addenbrooke's Hospital near Cambridge, England.",
    ],
)
def test_a_name_that_is_none_of_a_place_is_not_bent_to_one(text: str) -> None:
    names = {"Sumskyi", "Monday", "Residents", "Addenbrooke", "Northern"}
    assert not [m for m in parse(text).mentions if m.text in names and m.place is not None]


def test_a_spelling_that_an_overlay_blocks_stays_unread() -> None:
    overlay = make_overlay({"blocked": ["Kharkhiv"]})
    assert "Kharkhiv" not in [m.text for m in parse("Buses left Kyiv, Kharkhiv and Sumy in Ukraine.", overlay=overlay).mentions if m.place]
