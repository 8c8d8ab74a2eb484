"""The compressed copy of scripts and styles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from assessment.serving import compressed_copy


def test_whoever_makes_the_copy_at_the_same_time_finds_one_whole_copy(tmp_path):
    source, cache = tmp_path / "source", tmp_path / "cache"
    (source / "css").mkdir(parents=True)
    for number in range(20):
        (source / "css" / f"{number}.css").write_text("body { color: black }\n" * 500)
    with ThreadPoolExecutor(6) as crowd:
        copies = list(crowd.map(lambda _: compressed_copy(source, cache), range(6)))
    assert list(cache.iterdir()) == [copies[0]] == [*set(copies)]
    assert len(list(copies[0].rglob("*.css*"))) == 60
