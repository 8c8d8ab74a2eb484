"""Readability: words, sentences and the age at which a text can be read."""

from __future__ import annotations

from assessment.domain.texts.readability import reading_age, sentences


def test_long_words_and_sentences_read_older():
    easy = "We ask people what they need. We listen. Then we change one thing."
    hard = "Organisational implementation necessitates comprehensive institutional transformation across departments."
    assert reading_age(easy) < 10
    assert reading_age(hard) > 20
    assert reading_age("") == 0.0
    assert sentences("One. Two? “Three.” Four") == ["One.", "Two?", "“Three.” Four"]
