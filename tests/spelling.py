"""Numbers written in words, in the styles of writers."""

from hypothesis import strategies as st

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
STYLES = st.fixed_dictionaries(
    {
        "thousand": st.sampled_from(["nghìn", "ngàn"]),
        "billion": st.sampled_from(["tỷ", "tỉ"]),
        "filler": st.sampled_from(["linh", "lẻ"]),
        "four": st.sampled_from(["tư", "bốn"]),
        "five": st.sampled_from(["lăm", "nhăm"]),
        "seven": st.sampled_from(["bảy", "bẩy"]),
        "short": st.booleans(),
    }
)
SIZES = st.integers(0, 15).flatmap(lambda digits: st.integers(0, 10**digits - 1))
Style = dict[str, str]


def unit(digit: int, style: Style) -> str:
    """Write the unit behind "mươi"."""
    special = {0: "", 1: "mốt", 4: style["four"], 5: style["five"], 7: style["seven"]}
    return special.get(digit, DIGITS[digit])


def group(number: int, full: bool, style: Style) -> str:
    """Write a number below a thousand; `full` with "không trăm"."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0 and ones:
        words += [style["filler"]] * bool(words) + [DIGITS[ones]]
    elif tens == 1:
        words += ["mười", "một" if ones == 1 else style["five"] if ones == 5 else unit(ones, style)]
    elif tens not in (0, 5) and hundreds and not ones and style["short"]:
        words.append(unit(tens, style))
    elif tens:
        drop = style["short"] and words and ones > 1
        words += [DIGITS[tens], "" if drop else "mươi", unit(ones, style)]
    return " ".join(filter(None, words))


def write(number: int, style: Style) -> str:
    """Write a number below 10^15 in words."""
    if number >= 10**9:
        above, rest = divmod(number, 10**9)
        tail = f" {below_billion(rest, True, style)}" if rest else ""
        return f"{below_billion(above, False, style)} {style['billion']}{tail}"
    return below_billion(number, False, style) or "không"


def below_billion(number: int, full: bool, style: Style) -> str:
    """Write a number below 10^9."""
    words: list[str] = []
    for scale, name in ((10**6, "triệu"), (10**3, style["thousand"]), (1, "")):
        part, number = divmod(number, scale)
        if part:
            words += [group(part, full or bool(words), style), name]
    return " ".join(filter(None, words))
