"""What a text says to the eye."""

import pytest

from domain.texts import holds_a_file, same_name, says_nothing, turns_letters


@pytest.mark.parametrize(
    "written",
    [
        "alan pike",
        "Mr Alan  Pike",
        "Dr. ALAN PIKE",
        "\uff21lan Pike",
        "Alan\u200b Pike",
        "Alan Pike",
    ],
)
def test_a_name_is_the_same_name_however_it_is_written(written: str) -> None:
    assert same_name(written, "Alan Pike")


@pytest.mark.parametrize("other", ["Alana Pike", "Alan", "Mr", "", "Alan Pike Senior"])
def test_another_name_is_not(other: str) -> None:
    assert not same_name(other, "Alan Pike")


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d\ufeff", "\u202e\u2066", "\u3164\u2800"])
def test_signs_that_nobody_sees_say_nothing(text: str) -> None:
    assert says_nothing(text)
    assert not says_nothing(f"{text}.")


def test_signs_that_turn_letters_are_seen() -> None:
    assert turns_letters("Alan \u202eekiP")
    assert not turns_letters("José Ní Bhriain-O’Neill")


@pytest.mark.parametrize(
    "text",
    ["A" * 1_500, "\n".join(["iVBORw0KGgo" * 6] * 30), "data:application/pdf;base64,JVBE"],
)
def test_a_file_written_as_letters_is_found(text: str) -> None:
    assert holds_a_file(f"He sent this: {text} and went.")


@pytest.mark.parametrize("text", ["word " * 2_000, "A" * 1_400, "The data: base64, he said."])
def test_words_are_no_file(text: str) -> None:
    assert not holds_a_file(text)
