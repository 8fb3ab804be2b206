"""Label placement: no label on a symbol it knows of, the same map every time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.labels import COSTS, Box, Label, Taken, around, enumerated, place, share

VIEW = (0.0, 0.0, 800.0, 600.0)
coordinate = st.tuples(st.floats(0, 800), st.floats(0, 600))
points = st.lists(st.tuples(coordinate, st.floats(8, 120), st.booleans()), max_size=40)


def labels_at(spots) -> list[Label]:
    return [Label(f"l{i}", wide, 14.0, at=at, radius=5.0, needed=needed) for i, (at, wide, needed) in enumerate(spots)]


def with_symbols(labels) -> Taken:
    taken = Taken()
    for label in labels:
        x, y = label.at
        taken.add((x - 5, y - 5, x + 5, y + 5), "symbol", label.key)
    return taken


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


@given(points)
def test_a_label_that_can_be_dropped_never_covers_a_symbol_or_a_label_placed_before(spots):
    labels = labels_at(spots)
    placed = place(labels, VIEW, with_symbols(labels))
    order = list(placed)
    for label in labels:
        if label.needed or label.key not in placed:
            continue
        box = placed[label.key]
        for other in labels:
            x, y = other.at
            if other.key != label.key:
                assert not overlap(box, (x - 5, y - 5, x + 5, y + 5))
        for key in order[: order.index(label.key)]:
            assert not overlap(box, placed[key])


@given(points)
def test_the_same_labels_are_placed_the_same_twice(spots):
    labels = labels_at(spots)
    assert place(labels, VIEW, with_symbols(labels)) == place(labels, VIEW, with_symbols(labels))


@given(points)
def test_labels_that_can_be_dropped_stay_inside_the_view(spots):
    labels = labels_at(spots)
    for label in labels:
        box = place(labels, VIEW, with_symbols(labels)).get(label.key)
        if box and not label.needed:
            assert box[0] >= 3
            assert box[1] >= 3
            assert box[2] <= 797
            assert box[3] <= 597


def test_a_lone_label_stands_to_the_right_of_its_symbol():
    label = Label("a", 50, 14, at=(400, 300), radius=5)
    assert place([label], VIEW, with_symbols([label]))["a"] == (408, 293, 458, 307)


def test_a_label_gives_way_to_an_arrow():
    label = Label("a", 50, 14, at=(400, 300), radius=5)
    taken = with_symbols([label])
    taken.add_line([(400 + step, 300) for step in range(6, 80, 4)])
    box = place([label], VIEW, taken)["a"]
    assert not overlap(box, (406, 298, 480, 302))


def test_a_needed_label_is_placed_even_where_everything_is_taken():
    taken = Taken()
    taken.add((0, 0, 800, 600), "symbol")
    assert place([Label("a", 50, 14, at=(400, 300), needed=True)], VIEW, taken)
    assert not place([Label("b", 50, 14, at=(400, 300))], VIEW, taken)


def test_a_name_without_a_symbol_takes_its_first_free_spot():
    taken = Taken()
    taken.add((90, 90, 110, 110), "label")
    assert place([Label("a", 40, 10, spots=((100, 100), (300, 300)))], VIEW, taken) == {"a": (280, 295, 320, 305)}


def test_every_position_has_its_cost():
    assert {name for name, _ in around((0, 0), 5, 10, 10)} == set(COSTS["positions"])


@pytest.mark.parametrize("at", [(float("nan"), 1.0), (float("inf"), 1.0)])
def test_a_position_that_is_no_number_is_refused(at):
    with pytest.raises(ValueError, match="no finite place"):
        place([Label("a", 50, 14, at=at, needed=True)], VIEW, Taken())


SHARED = (
    (["Khartoum"], ["Khartoum"]),
    (["Khartoum", "Omdurman"], ["Khartoum,", "Omdurman"]),
    (["Khartoum", "Omdurman", "Khartoum North"], ["Khartoum,", "Omdurman,", "Khartoum North"]),
    (["Khartoum", "Omdurman", "Khartoum North", "Jaylī", "Sōba"], ["Khartoum,", "Omdurman", "and 3 more"]),
)


@pytest.mark.parametrize(("names", "said"), SHARED)
def test_a_shared_label_names_up_to_three_and_counts_the_others(names, said):
    assert enumerated(names) == said


def test_symbols_that_almost_lie_on_each_other_share_a_label_in_their_order():
    at = {"a": (100, 100), "b": (300, 100), "c": (106, 104), "d": (112, 100), "e": (101, 101)}
    assert share(at, lambda name: None if name == "e" else at[name]) == [["a", "c"], ["b"], ["d"], ["e"]]
