"""Venues and corridors out of marked texts, the shared article, and whatever text there may be."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from marked import PLACES, marked

from geomap.extract import explain, extract, extract_all, table
from geomap.geoparse import parse
from geomap.model import Corridor, CorridorKind, Document, Findings, Status, Venue, VenueStatus

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "extraction.yaml").read_text(encoding="utf-8"))


def ways(findings: Findings) -> list[str]:
    lines = []
    for corridor in findings.corridors:
        start, end, via = (
            ", ".join(s.place.name if s.place else s.name for s in stops)
            for stops in (corridor.origins, corridor.destinations, corridor.via)
        )
        lines.append(f"{start} -> {end}{f' via {via}' if via and not corridor.name else ''}: {corridor.status}")
    return sorted(lines)


def meetings(findings: Findings) -> list[str]:
    def where(venue: Venue) -> str:
        return venue.place.name if venue.place else "/".join(p.name for p in venue.border)

    return sorted(f"{where(v)}: {v.status}" for v in findings.venues)


@pytest.mark.parametrize("case", CASES, ids=[c["text"].strip()[:70] for c in CASES])
def test_each_way_of_writing_yields_what_it_says(case: dict[str, object]) -> None:
    findings = extract(marked(str(case["text"])))
    assert ways(findings) == sorted(case.get("corridors", []))  # type: ignore[call-overload]
    assert meetings(findings) == sorted(case.get("venues", []))  # type: ignore[call-overload]


LISTS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "lists.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", LISTS, ids=[c["text"][:50] for c in LISTS])
def test_a_list_of_routes_yields_its_ways_with_their_stations(case: dict[str, object]) -> None:
    assert ways(extract(parse(str(case["text"])))) == sorted(case["corridors"])  # type: ignore[call-overload]


TOLD = yaml.safe_load((Path(__file__).parents[1] / "cases" / "told.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("sentence", "status"), TOLD, ids=[s for s, _ in TOLD])
def test_each_way_of_saying_how_a_way_stands_gives_its_status(sentence: str, status: str) -> None:
    assert ways(extract(marked(sentence))) == ([] if status == "nothing" else [f"Sumy -> Poltava: {status}"])


def test_an_offer_and_its_rejection_are_one_corridor_with_a_history() -> None:
    findings = extract(
        marked(
            "{Kyiv} turned down {Moscow}'s offer to evacuate civilians to [Russia]. On Tuesday {Ukraine} rejected a <Russian> proposal of "
            "humanitarian corridors out of [Kyiv], [Kharkov] and [Sumy] that lead to [Russia] and [Belarus]."
        )
    )
    (corridor,) = findings.corridors
    assert [a.name for a in corridor.proposed_by] == ["Russia"]
    assert [a.name for a in corridor.rejected_by] == ["Ukraine"]
    assert [s.status for s in corridor.history] == [Status.PROPOSED, Status.REJECTED]
    assert corridor.status is Status.REJECTED
    assert not corridor.paired
    assert [s.name for s in corridor.origins] == ["Kyiv", "Kharkov", "Sumy"]
    assert len(corridor.evidence) == 2


CHARGES = (  # what is said, who did it, who says so
    ("{Ukraine} accused {Russia}'s army of shelling another corridor, from [Sumy] to [Poltava].", "Russia", "Ukraine"),
    ("{Kyiv} says {Russia} has shelled the corridor from [Sumy] to [Poltava].", "Russia", "Ukraine"),
    ("The corridor from [Sumy] to [Poltava] was shelled by {Russia}'s army, {Kyiv} says.", "Russia", "Ukraine"),
    ("{Moscow} blamed {Kyiv} for blocking the corridor from [Sumy] to [Poltava].", "Ukraine", "Russia"),
    ("{Ukraine} has accused its neighbour of obstructing the corridor from [Sumy] to [Poltava].", None, "Ukraine"),
    ("{Russia} was accused by {Kyiv} of shelling the corridor from [Sumy] to [Poltava].", None, "Ukraine"),
    ("{Egypt} voiced concern over the closure of the corridor from [Sumy] to [Poltava].", None, None),
    ("{Egypt} condemned the shelling of the corridor from [Sumy] to [Poltava].", None, None),
    ("{Russia}'s closure of the corridor from [Sumy] to [Poltava] worries aid groups.", "Russia", None),
    ("The corridor from [Sumy] to [Poltava] remains blocked by {Russia}.", "Russia", None),
    ("The corridor from [Sumy] to [Poltava] was closed because of rocket fire claimed by {Russia}.", None, None),
    ("The convoy from [Sumy] to [Poltava] was stopped at a post manned by {Russia}.", None, None),
    ("The convoy from [Sumy] to [Poltava] was stopped and searched by {Russia}.", "Russia", None),
    ("The {UN} envoy in {Russia}, Jan Novak, said the corridor from [Sumy] to [Poltava] was unsafe.", None, "United Nations"),
    ("{Russia} has been accused of mining the corridor from [Sumy] to [Poltava].", None, None),
    ("{Russia} shelled the corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Russia} said it had closed the corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Ethiopia}: a humanitarian aid convoy from [Sumy] to [Poltava] blocked", None, None),
    ("{Kyiv} | Trucks with humanitarian aid from [Sumy] to [Poltava] were blocked at a checkpoint, the mayor said.", None, None),
    ("{Kyiv} cited reports of {Russia} hitting the corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Egypt} has welcomed the announcement of a corridor from [Sumy] to [Poltava].", None, None),
    ("The army and the {UN} announced a humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("{Ukraine} and {Russia} announced a humanitarian corridor from [Sumy] to [Poltava].", "Ukraine and Russia", None),
    ("{Moscow} demanded that {Kyiv} open the humanitarian corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Moscow} demanded that {Kyiv} should provide a humanitarian corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Kyiv} must open a humanitarian corridor from [Sumy] to [Poltava], {Moscow} said.", "Russia", None),
    ("{Kyiv} might open a humanitarian corridor from [Sumy] to [Poltava], analysts say.", None, None),
    ("{France} condemned {Russia} for blocking the humanitarian corridor from [Sumy] to [Poltava].", "Russia", "France"),
    ("{France} criticised {Russia} for closing the humanitarian corridor from [Sumy] to [Poltava].", "Russia", "France"),
    ("{France} pressed for an end to the blockade of the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("{France} called for an end to attacks on the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("{Russia}-backed militias blocked the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("The aid convoy from [Sumy] to [Poltava] was stopped by {Russia}-backed rebels.", None, None),
    ("{Russia}'s enemies blocked the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("The {UN} secured permission from {Moscow} to open a humanitarian corridor from [Sumy] to [Poltava].", "Russia", None),
    ("The {UN} obtained guarantees to let a convoy go from [Sumy] to [Poltava].", None, None),
    ("{UN} vehicles reached [Poltava] from [Sumy] with aid for the besieged.", None, None),
    ("The {UN} took civilians from [Sumy] to [Poltava] by bus.", "United Nations", None),
    ("{Ukraine} war: humanitarian corridor from [Sumy] to [Poltava] opened", None, None),
    ("State news agency {Russia} reported that a humanitarian corridor will lead from [Sumy] to [Poltava].", None, None),
    ("If {Russia} opens a humanitarian corridor from [Sumy] to [Poltava], {France} will help.", None, None),
    ("<Syrian> rebels blocked the humanitarian corridor from [Sumy] to [Poltava].", "Syrian rebels", None),
    ("<Syrian> government forces blocked the humanitarian corridor from [Sumy] to [Poltava].", "Syria", None),
    ("{Russia} allowed civilians to leave [Sumy] for [Poltava] by bus.", "Russia", None),
    ("{France} and {Ukraine} discussed the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("Pro-{Russia} fighters blocked the humanitarian corridor from [Sumy] to [Poltava].", None, None),
    ("{UN} convoys with aid from [Sumy] to [Poltava] have been blocked.", None, None),
    ("A {UN} convoy with aid from [Sumy] to [Poltava] is stuck at a checkpoint.", None, None),
    ("{UN} lorries with aid from [Sumy] to [Poltava] remain stranded, the {UN} said.", None, "United Nations"),
    ("{Egypt} brokered a deal between {Russia} and {Ukraine} on a corridor from [Sumy] to [Poltava].", "Russia and Ukraine", None),
    ("The {UN} has mediated an agreement to evacuate civilians from [Sumy] to [Poltava].", None, None),
    ("{Kyiv} announced the failure of the evacuation from [Sumy] to [Poltava].", None, None),
    ("{Russia} troops had opened fire on buses taking civilians from [Sumy] to [Poltava], {Kyiv} said.", "Russia", "Ukraine"),
    ("The mayor accused {Russia} of preventing humanitarian aid from [Sumy] from reaching [Poltava].", "Russia", None),
    ("{France} condemned {Russia}'s decision to block the humanitarian corridor from [Sumy] to [Poltava].", "Russia", None),
    ("\"{Russia} is blocking the corridor from [Sumy] to [Poltava],\" {Ukraine}'s foreign minister said.", "Russia", "Ukraine"),
    ("Rebels let a {UN} convoy pass from [Sumy] to [Poltava].", None, None),
    ("{Russia} said it would allow the {UN} to take aid from [Sumy] to [Poltava].", "Russia", None),
    ("{Moscow} said it was up to {Kyiv} to let civilians leave [Sumy] for [Poltava] by the corridor.", "Russia", None),
    ("A {UN} convoy with aid from [Sumy] to [Poltava] failed to get through.", None, None),
    ("{Kyiv} said a {UN} attempt to evacuate civilians from [Sumy] to [Poltava] had failed.", None, "Ukraine"),
    ("{Egypt}, mediating between {Ukraine} and {Russia}, proposed a humanitarian corridor from [Sumy] to [Poltava].", "Egypt", None),
    ("The {UN} was barred by {Russia} from taking aid from [Sumy] to [Poltava].", "Russia", None),
    ("A convoy from [Sumy] to [Poltava] with aid was looted, apparently by {Russia}'s army.", None, None),
    ("Neither {Ukraine} nor {Russia} has agreed to open a humanitarian corridor from [Sumy] to [Poltava].", "Ukraine and Russia", None),
    ("{Turkey} urged {Ukraine} to respond to {Russia}'s offer of a humanitarian corridor from [Sumy] to [Poltava].", "Russia", None),
    ("{Kyiv} is considering a <Russian> proposal to evacuate children from [Sumy] to [Poltava].", "Russia", None),
    ("{Russia}'s army dropped leaflets telling residents to leave [Sumy] by a humanitarian corridor to [Poltava].", "Russia", None),
)


@pytest.mark.parametrize(("text", "doer", "source"), CHARGES)
def test_who_accuses_is_not_taken_for_who_did_it(text: str, doer: str | None, source: str | None) -> None:
    (corridor,) = extract(marked(text)).corridors
    (said,) = corridor.history
    assert (" and ".join(actor.name for actor in said.by) or None, said.according_to and said.according_to.name) == (doer, source)


@pytest.mark.parametrize("text", [
    "Civilians left [Sumy] for [Poltava] by a humanitarian corridor. {Russia} demanded to inspect aircraft, which {Ukraine} rejected.",
    "Civilians left [Sumy] for [Poltava] by a humanitarian corridor. {Russia} demanded a ceasefire, and {Ukraine} refused.",
    "Civilians left [Sumy] for [Poltava] by a humanitarian corridor. The president offered to resign; parliament refused.",
])
def test_what_is_refused_is_a_way_only_where_one_is_meant(text: str) -> None:
    (corridor,) = extract(marked(text)).corridors
    assert not corridor.rejected_by
    assert [s.status for s in corridor.history] == [Status.OPERATIONAL]


@pytest.mark.parametrize("text", [
    "{Russia} denied blocking the humanitarian corridor from [Sumy] to [Poltava].",
    "{Russia} denied having closed the humanitarian corridor from [Sumy] to [Poltava].",
    "{Russia} refused to close the humanitarian corridor from [Sumy] to [Poltava].",
    "{Russia} did not want to block the humanitarian corridor from [Sumy] to [Poltava].",
    "{Russia} tried to cut the humanitarian corridor from [Sumy] to [Poltava].",
    "{France} urged {Russia} not to open the humanitarian corridor from [Sumy] to [Poltava].",
    "{France} warned against closing the humanitarian corridor from [Sumy] to [Poltava].",
    "{France} stopped {Russia} from closing the humanitarian corridor from [Sumy] to [Poltava].",
    "{Moscow} told {Kyiv} to stop shelling the humanitarian corridor from [Sumy] to [Poltava].",
    "{Moscow} demanded that {Kyiv} stop shelling the humanitarian corridor from [Sumy] to [Poltava].",
])
def test_what_is_denied_or_warned_of_is_no_deed(text: str) -> None:
    (corridor,) = extract(marked(text)).corridors
    assert not corridor.history


def test_contradicting_statements_stay_visible() -> None:
    findings = extract(
        marked(
            "The humanitarian corridor from [Sumy] to [Poltava] was opened on Monday, {Russia} said. "
            "{Ukraine} said the corridor was shelled."
        )
    )
    (corridor,) = findings.corridors
    assert [s.status for s in corridor.history] == [Status.OPERATIONAL, Status.BLOCKED]


def test_a_negotiator_speaks_for_the_country_the_article_gives_him() -> None:
    findings = extract(
        marked(
            "[Russia]'s lead negotiator, Vladimir Medinsky, arrived for peace talks. Later, Medinsky announced that a "
            "humanitarian corridor will be established in [Kyiv] and [Sumy] from Tuesday."
        )
    )
    (corridor,) = findings.corridors
    (statement,) = corridor.history
    assert [(actor.name, actor.text) for actor in statement.by] == [("Russia", "Medinsky")]
    assert corridor.when is not None
    assert (corridor.when.start, corridor.when.open_ended, corridor.when.text) == (dt.date(2022, 3, 8), True, "from Tuesday")


def test_two_ways_are_kept_apart_and_one_of_them_can_fail() -> None:
    findings = extract(marked("Humanitarian corridors from [Mariupol], [Sumy] and [Izium] were agreed. The [Mariupol] corridor failed."))
    status = {tuple(s.name for s in c.origins): c.status for c in findings.corridors}
    assert status == {("Sumy", "Izium"): Status.AGREED, ("Mariupol",): Status.FAILED}


def test_mode_people_and_kind_are_read_where_the_text_gives_them() -> None:
    (corridor,) = extract(marked("Buses evacuated 5,000 people from [Sumy] to [Poltava] through a green corridor.")).corridors
    assert (corridor.mode, corridor.people, corridor.kind) == ("bus", 5000, CorridorKind.GREEN)
    (corridor,) = extract(marked("Aid convoys were blocked between [Armenia] and [Nagorno-Karabakh].")).corridors
    assert (corridor.kind, corridor.two_way, corridor.people) == (CorridorKind.AID, True, None)


def test_a_venue_has_its_round_parties_and_date_from_the_whole_text() -> None:
    findings = extract(
        marked(
            "<Ukrainian> and <Russian> envoys before a third round of peace talks on March 7. The meeting was in the [Brest region] of "
            "[Belarus], the same place as the previous round."
        )
    )
    (venue,) = findings.venues
    assert venue.place == PLACES["Brest region"]
    assert (venue.round, venue.event, venue.status) == (3, "third round of talks", VenueStatus.HELD)
    assert venue.when is not None
    assert venue.when.start == dt.date(2022, 3, 7)
    assert {p.name for p in venue.parties} == {"Russia", "Ukraine"}
    assert venue.note == "the same place as the previous round"


def test_several_documents_make_one_corridor_that_cites_both() -> None:
    first = marked("A humanitarian corridor from [Sumy] to [Poltava] was agreed on Monday.", name="one.txt")
    second = marked("The humanitarian corridor from [Sumy] to [Poltava] was opened on Tuesday.", name="two.txt")
    findings = extract_all([first, second])
    (corridor,) = findings.corridors
    assert corridor.status is Status.OPERATIONAL
    assert {e.source for e in corridor.evidence} == {"one.txt", "two.txt"}
    assert findings.sources == ("one.txt", "two.txt")


def test_without_a_date_relative_days_stay_open() -> None:
    (corridor,) = extract(marked("A humanitarian corridor from [Sumy] will open on Tuesday.", published=None)).corridors
    assert corridor.when is None
    (corridor,) = extract(
        marked("A humanitarian corridor from [Sumy] will open on Tuesday.", published=None), date=dt.date(2022, 3, 7)
    ).corridors
    assert corridor.when is not None
    assert corridor.when.start == dt.date(2022, 3, 8)


def test_a_way_whose_ends_stand_in_two_sentences_is_shown_as_put_together() -> None:
    pieced = extract(marked("The siege goes on. About 300 civilians left [Sumy] on Monday. They reached [Poltava] the next day."))
    whole = extract(marked("The siege goes on. About 300 civilians were taken from [Sumy] to [Poltava]."))
    half = extract(marked("The siege goes on. Buses took 300 civilians out of [Sumy]."))
    assert [c.is_pieced for found in (pieced, whole, half) for c in found.corridors] == [True, False, False]
    assert "Sumy → Poltava *" in table(pieced)
    assert "put together from several" in table(pieced)
    assert "put together from several" in explain(pieced)
    assert "*" not in table(whole)


def test_the_table_and_the_account_name_what_was_found_and_why() -> None:
    findings = extract(marked("A humanitarian corridor from [Sumy] to [Poltava] was agreed. Peace talks were held in [Geneva]."))
    assert "Sumy → Poltava" in table(findings)
    assert "Geneva" in table(findings)
    assert "from A to B" in explain(findings)
    assert "status: agreed" in explain(findings)
    assert "No venue and no corridor" in table(extract(marked("Nothing.")))


def check_evidence(findings: Findings, text: str) -> None:
    spans = [e for c in findings.corridors for e in (*c.evidence, *(e for _, e in c.fields))]
    spans += [s.evidence for c in findings.corridors for s in (*c.origins, *c.via, *c.destinations, *c.history) if s.evidence]
    spans += [e for v in findings.venues for e in v.evidence] + [e for p in findings.places for e in p.evidence]
    for found in spans:
        assert 0 <= found.start <= found.end <= len(text)
        assert not found.sentence or found.sentence in text
    for corridor in findings.corridors:
        for stop in (*corridor.origins, *corridor.via, *corridor.destinations):
            assert stop.evidence is not None
            assert text[stop.evidence.start : stop.evidence.end] == stop.name


_PIECES = st.sampled_from(
    [
        "[Kyiv]",
        "[Sumy]",
        "{Russia}",
        "<Russian>",
        "[Gomel]",
        "humanitarian corridor",
        "from",
        "to",
        "and",
        ",",
        ".",
        "via",
        "rejected",
        "opened",
        "peace talks",
        "in",
        "on Tuesday",
        "March 7",
        "would",
        "if",
        "not",
        "\n",
        "- ",
        "Route 1 - ",
        "–",
        "respectively",
        "both",
        "the second",
        "§0",
        "@1",
        "buses",
        "left",
        "for",
        "evacuated",
        "3,000 people",
        "“",
        "”",
        "(",
        ")",
        ";",
        "border of",
        "said",
        "third round",
        "'s",
        "offer",
        "¤0 %3",
    ]
)


@given(st.lists(_PIECES, max_size=40).map(" ".join))
@example("in")  # a sentence that ends where a place was looked for
def test_no_arrangement_of_news_words_breaks_extraction_and_evidence_slices(text: str) -> None:
    parsed = marked(text)
    findings = extract(parsed)
    check_evidence(findings, parsed.document.text)
    explain(findings)
    table(findings)


@given(st.text(max_size=300))
def test_no_text_breaks_extraction(text: str) -> None:
    from geomap.model import Document, Parsed

    assert extract(Parsed(Document(text))).corridors == ()


@pytest.mark.parametrize("text", [
    "The humanitarian corridor linking Armenia to Nagorno-Karabakh remained closed on Thursday, cutting off aid.",
    "Protesters sat down in front of nineteen UN lorries bound from Metković for East Mostar and blocked the aid convoy.",
])
def test_who_stands_beside_a_closed_way_is_not_charged_with_closing_it(text: str) -> None:
    from geomap.geoparse import parse

    found = extract(parse(text))
    assert found.corridors
    assert not [said.by for c in found.corridors for said in c.history if said.status in (Status.CLOSED, Status.BLOCKED) and said.by]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (
            "The army will keep a humanitarian corridor open for civilians to go from northern to southern Gaza along Salah al-Din Street.",
            ("northern Gaza", "southern Gaza"),
        ),
        (
            "Residents of northern Gaza were told to evacuate to southern Gaza. Most civilians had left the north for the south by Monday.",
            ("northern Gaza", "southern Gaza"),
        ),
        ("Ministers agreed on a humanitarian corridor between Bangladesh and Myanmar for relief supplies.", ("Bangladesh", "Myanmar")),
    ],
)
def test_halves_of_a_place_and_a_country_named_like_its_people_are_ends(text: str, way: tuple[str, str]) -> None:
    from geomap.geoparse import parse

    found = extract(parse(Document(text, "wire")))
    assert [(c.origins[0].name, c.destinations[0].name) for c in found.corridors] == [way]


def only(text: str) -> Corridor:
    """The one corridor of a text that was published on a Tuesday."""
    found = extract(marked(text), date=dt.date(2022, 3, 8)).corridors
    assert len(found) == 1
    return found[0]


def test_how_many_were_taken_is_told_from_how_many_are_fed() -> None:
    fed = only("The siege goes on. A convoy with food for 40,000 people reached [Homs] from [Idlib].")
    assert (fed.people, fed.kind) == (None, CorridorKind.AID)
    assert only("The siege goes on. A ferry took 207 refugees from [Mariupol] to [Taganrog].").people == 207
    assert only("The siege goes on. Each bus took 35 residents from [Sumy] to [Poltava].").people is None


def test_a_convoy_that_is_told_to_carry_flour_later_on_brings_aid() -> None:
    text = "The siege goes on. A convoy from [Idlib] reached [Homs] on Monday. The convoy, which left [Idlib] at noon, carried flour."
    assert only(text).kind is CorridorKind.AID


def test_the_day_told_of_all_routes_is_the_day_of_each() -> None:
    text = "Three humanitarian corridors will be open on Wednesday. Buses will take people from [Sumy] to [Poltava]."
    when = only(text).when
    assert when is not None
    assert when.start == dt.date(2022, 3, 9)


def test_the_means_that_the_sentence_names_is_the_means_of_the_way() -> None:
    assert only("The siege goes on. Residents of [Sumy] boarded a train on Monday. They arrived in [Poltava] by train.").mode == "rail"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A humanitarian corridor from [Sumy] to [Poltava] did not work as planned on Monday.", dt.date(2022, 3, 7)),
        ("{Russia} said it would halt fire on Tuesday and open humanitarian corridors from [Sumy] to [Poltava].", dt.date(2022, 3, 8)),
        ("An agreement has been reached on humanitarian corridors to evacuate people from [Sumy] on Saturday.", dt.date(2022, 3, 12)),
        ("The siege goes on. Cars crawled along the road on Monday as families left [Sumy] for [Poltava].", dt.date(2022, 3, 7)),
        ("It had been planned to start the evacuation from [Sumy] to [Poltava] on Saturday, but it was held up.", dt.date(2022, 3, 5)),
        ("The army said on Monday that humanitarian corridors would be opened from [Sumy] to [Poltava].", None),
        ("Buses took civilians from [Sumy] to [Poltava] after the town had been shelled on Monday.", None),
        ("On Monday {Kyiv} proposed a humanitarian corridor from [Sumy] to [Poltava].", None),
    ],
)
def test_the_day_of_a_sentence_is_that_of_the_way_unless_it_is_of_something_else(text: str, day: dt.date | None) -> None:
    (corridor,) = extract(marked(text)).corridors
    assert (corridor.when.start if corridor.when else None) == day


def test_an_end_that_is_carried_over_is_shown_in_the_sentence_that_names_it() -> None:
    document = marked("The siege goes on. The evacuees left [Sumy] on Sunday. About 800 of them went to [Poltava] and 400 to [Lozova].")
    for corridor in extract(document).corridors:
        for stop in (*corridor.origins, *corridor.destinations):
            assert stop.evidence is not None
            assert stop.name in stop.evidence.sentence
        assert any("left Sumy" in e.sentence for e in corridor.evidence)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Hundreds of people have been brought out of Mosul to camps in Qayyarah through safe routes.", "al-Qayyarah"),
        ("Buses took the wounded out of Foua to Idlib.", "Foua"),
        ("Planes took the wounded out of Qayyarah to Nairobi.", None),
    ],
)
def test_a_small_place_is_pinned_where_the_way_ends_near_it_and_nowhere_else(text: str, place: str | None) -> None:
    stops = [s for c in extract(parse(Document(text))).corridors for s in (*c.origins, *c.destinations) if s.name in ("Qayyarah", "Foua")]
    assert [s.place.name if s.place else None for s in stops] == [place]


def test_the_camp_is_the_place_called_so_and_not_the_town_named_last() -> None:
    text = (
        "The first food convoy has reached the Abu Hamra camp in Darfur. The trucks crossed from Chad at Adre."
        " A second convoy, which left Port Sudan on Friday, is still on its way to the camp."
    )
    ends = [s.name for c in extract(parse(Document(text))).corridors for s in c.destinations]
    assert ends == ["Abu Hamra", "Abu Hamra"]
