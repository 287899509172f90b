"""Units that cannot stand alone: "Khoa Nội", "Phòng Tham mưu", "Ban Tuyên giáo"."""

import itertools

from tinvan.assemble.titles import Title

_SCHOOLS = ("dai-hoc", "truong-dai-hoc", "hoc-vien", "truong-cao-dang")
# Units of party committees by their whole names: a "Ban Tổ chức" may be that of a race.
_COMMITTEES = ("tinh-uy", "thanh-uy", "huyen-uy", "quan-uy", "thi-uy")
# Offices that districts have, whatever department the story is about.
_OF_DISTRICTS = (
    "Phòng Giáo dục", "Phòng Nội vụ", "Phòng Y tế", "Phòng Văn hóa", "Phòng Tư pháp",
    "Phòng Kinh tế", "Phòng Lao động", "Phòng Tài nguyên", "Phòng Nông nghiệp",
)  # fmt: skip
# What a unit's name starts with, the longest first, and the heads (agency_heads.toml) of the
# bodies that have such a unit.
_PARENTS: dict[str, tuple[str, ...]] = {
    "Ban Tuyên giáo": _COMMITTEES,
    "Ban Dân vận": _COMMITTEES,
    "Ban Nội chính": _COMMITTEES,
    "Ủy ban Kiểm tra": _COMMITTEES,
    "Phòng Cảnh sát": ("cong-an",),
    "Phòng An ninh": ("cong-an",),
    "Phòng Kỹ thuật hình sự": ("cong-an",),
    "Khoa": ("benh-vien", *_SCHOOLS),
    "Bộ môn": ("benh-vien", *_SCHOOLS),
    **dict.fromkeys(_OF_DISTRICTS, ()),
    "Phòng": ("benh-vien", *_SCHOOLS, "so"),
    "Khối": ("ngan-hang", "ngan-hang-tmcp", "tap-doan", "tong-cong-ty"),
}
_SEATED = ("tỉnh", "huyện", "quận", "thị", "xã", "phường")  # words of a place that makes it whole


def parent_heads(unit: str) -> tuple[str, ...]:
    """Return the heads of the bodies that a unit may be one of; none where that is not known."""
    start = next((start for start in _PARENTS if f"{unit} ".startswith(f"{start} ")), None)
    if start is None or (_PARENTS[start] is _COMMITTEES and unit != start):
        return ()
    return _PARENTS[start]


def is_unit(title: Title, names: frozenset[str]) -> bool:
    """Tell whether the words beside a post name a unit of a body without that body.

    Args:
        title: The post.
        names: Those of all organisations of the article.
    """
    unit = title.organisation
    if unit is None or not title.post.body or not title.is_written:
        return False
    words = unit.name.split()
    if any(
        word in _SEATED and (place[:1].isupper() or place.isdecimal())
        for word, place in itertools.pairwise(words)
    ):
        return False
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    return unit.name.startswith(title.post.body) and not any(end in names for end in ends)
