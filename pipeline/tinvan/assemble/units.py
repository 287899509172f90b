"""Units that cannot stand alone: "Khoa Nội", "Phòng Tham mưu", "Ban Tuyên giáo"."""

from tinvan.assemble.titles import Title

_SCHOOLS = ("dai-hoc", "truong-dai-hoc", "hoc-vien", "truong-cao-dang")
_COMMITTEES = ("tinh-uy", "thanh-uy", "huyen-uy", "quan-uy", "thi-uy")
# What a unit's name starts with, the longest first, and the heads (agency_heads.toml) of the
# bodies that have such a unit.
_PARENTS = {
    "Ban Tuyên giáo": _COMMITTEES,
    "Ban Tổ chức": _COMMITTEES,
    "Ban Dân vận": _COMMITTEES,
    "Ban Nội chính": _COMMITTEES,
    "Ủy ban Kiểm tra": _COMMITTEES,
    "Phòng Cảnh sát": ("cong-an",),
    "Phòng An ninh": ("cong-an",),
    "Phòng Kỹ thuật hình sự": ("cong-an",),
    "Khoa": ("benh-vien", *_SCHOOLS),
    "Bộ môn": ("benh-vien", *_SCHOOLS),
    "Phòng": ("benh-vien", *_SCHOOLS, "so"),
    "Khối": ("ngan-hang", "ngan-hang-tmcp", "tap-doan", "tong-cong-ty"),
}
_SEATED = ("tỉnh", "huyện", "quận", "thị", "xã", "phường")  # words of a place that makes it whole


def parent_heads(unit: str) -> tuple[str, ...]:
    """Return the heads of the bodies that a unit may be one of; none where that is not known."""
    start = next((start for start in _PARENTS if f"{unit} ".startswith(f"{start} ")), None)
    return _PARENTS[start] if start else ()


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
    if any(word in _SEATED for word in words):
        return False
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    return unit.name.startswith(title.post.body) and not any(end in names for end in ends)
