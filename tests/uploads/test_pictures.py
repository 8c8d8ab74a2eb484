"""Pictures: nothing but pixels stays of them."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from assessment.uploads.checking import accept
from assessment.uploads.limits import LARGEST
from tests.uploads.files import picture, refused


def noise(kind, size, **more):
    file = BytesIO()
    Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3)).save(file, kind, **more)  # noqa: S311
    return file.getvalue()


def with_notes(**more):
    notes = Image.Exif()
    notes[0x010F] = "Camera of Alex"
    notes.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.5)})
    for tag, value in more.items():
        notes[{"orientation": 0x0112}[tag]] = value
    return notes


def opened(content):
    with Image.open(BytesIO(content)) as image:
        image.load()
        return image


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_nothing_but_pixels_stays_of_a_picture(kind):
    more = {"comment": b"secret words"} if kind == "JPEG" else {}
    content = picture(kind, exif=with_notes(), icc_profile=b"secret profile", dpi=(300, 300), **more)
    assert opened(content).getexif().get_ifd(0x8825)
    taken = accept(f"a.{kind.lower().replace('jpeg', 'jpg')}", content + b"<script>alert(1)</script>PK\x05\x06").content
    assert not dict(opened(taken).getexif())
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(opened(taken).info)
    for trace in (b"Exif", b"eXIf", b"Camera of Alex", b"secret", b"<script", b"PK\x05\x06"):
        assert trace not in taken


@pytest.mark.parametrize(("orientation", "size"), [(1, (8, 6)), (3, (8, 6)), (6, (6, 8)), (8, (6, 8)), (99, (8, 6))])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_pictures_are_put_the_right_way_up(kind, orientation, size):
    content = picture(kind, exif=with_notes(orientation=orientation))
    taken = opened(accept("a.png" if kind == "PNG" else "a.jpg", content).content)
    assert (taken.size, taken.format) == (size, kind)


def test_a_turned_picture_shows_the_same():
    image, file = Image.new("RGB", (64, 32), "white"), BytesIO()
    image.paste("red", (0, 0, 32, 32))
    image.save(file, "JPEG", exif=with_notes(orientation=6))
    taken = opened(accept("a.jpg", file.getvalue()).content)
    assert taken.size == (32, 64)
    assert taken.getpixel((16, 8))[1] < 60
    assert taken.getpixel((16, 56))[1] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_notes_do_not_keep_a_picture_out():
    assert accept("a.jpg", picture("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("mode", "colour", "more", "kept"),
    [
        ("1", 1, {}, "1"),
        ("L", 7, {}, "L"),
        ("LA", (7, 9), {}, "LA"),
        ("P", 0, {}, "P"),
        ("P", 0, {"transparency": 0}, "RGBA"),
        ("RGB", (1, 2, 3), {"transparency": (1, 2, 3)}, "RGBA"),
        ("RGBA", (1, 2, 3, 4), {}, "RGBA"),
        ("I;16", 700, {}, "I;16"),
    ],
)
def test_a_png_of_any_colours_looks_the_same_afterwards(mode, colour, more, kept):
    content = picture("PNG", mode=mode, colour=colour, **more)
    taken = opened(accept("a.png", content).content)
    assert taken.mode == kept
    if mode != "I;16":
        assert taken.convert("RGBA").tobytes() == opened(content).convert("RGBA").tobytes()


@pytest.mark.parametrize(("mode", "kept"), [("L", "L"), ("RGB", "RGB"), ("CMYK", "RGB")])
def test_a_jpeg_for_printing_becomes_one_for_screens(mode, kept):
    assert opened(accept("a.jpg", picture("JPEG", mode=mode)).content).mode == kept


def test_of_an_animated_picture_the_first_frame_stays():
    frames, file = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue")], BytesIO()
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    taken = accept("a.png", file.getvalue()).content
    assert b"acTL" not in taken
    assert opened(taken).getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(("size", "taken"), [((8000, 5000), True), ((8000, 5001), False), ((65000, 65000), False)])
def test_pictures_have_at_most_forty_million_pixels(size, taken):
    rows = zlib.compress(bytes((size[0] // 8 + 1) * size[1])) if taken else b""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 1, 0, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    if taken:
        assert opened(accept("a.png", content).content).size == size
    else:
        assert "40 million pixels" in refused("a.png", content)


def test_a_large_jpeg_is_refused_before_it_is_unpacked():
    content = picture("JPEG")
    at = content.index(b"\xff\xc0") + 5
    assert "40 million pixels" in refused("a.jpg", content[:at] + b"\xff\xff\xff\xff" + content[at + 4 :])


@pytest.mark.parametrize("part", [0.02, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG")])
def test_truncated_pictures_are_refused(name, kind, part):
    content = noise(kind, (120, 90))
    assert "damaged or incomplete" in refused(name, content[: int(len(content) * part)])


def test_a_picture_that_grows_too_large_is_refused():
    content = noise("JPEG", (4000, 3300), quality=20)
    assert len(content) < LARGEST
    assert "more than 5 MB" in refused("a.jpg", content)


def test_pictures_made_to_take_long_are_refused():
    content = picture("JPEG")
    notes = b"\xff\xe1\x00\x12Exif\0\0" + b"x" * 10
    assert "can’t read quickly enough" in refused("a.jpg", content[:2] + notes * 5000 + content[2:])
    assert "can’t read quickly enough" in refused("a.jpg", content + b"\xff\xda" * 5000)


def test_a_text_that_unpacks_to_too_much_does_not_pass_in_a_picture():
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(60_000_000)))
    content = picture("PNG")
    assert "damaged" in refused("a.png", content[:33] + bomb + content[33:])
