//! Dates of every kind, most of them exact days.

use std::fmt::Write as _;

use super::dice::Dice;

/// Days from the first to the last of the timeline, 1850 to 2025, in months of 28 days: any of them is a
/// day of the calendar.
const FIRST_YEAR: u64 = 1850;
const DAYS: u64 = 175 * 12 * 28;

/// The day of event `number` of `of`: nearly in order, some days off, and one in two hundred anywhere.
pub(crate) fn day(dice: &mut Dice, number: usize, of: usize) -> u64 {
    if dice.below(200) == 0 {
        return dice.below(DAYS);
    }
    let even = number as u64 * DAYS / of as u64;
    (even + dice.below(5) + dice.below(5)).saturating_sub(4).min(DAYS - 1)
}

/// `number` with zeros before it.
pub(crate) fn digits(number: u64, width: usize, out: &mut String) {
    let mut room = [b'0'; 20];
    let mut rest = number;
    let mut from = room.len();
    for place in room.iter_mut().rev() {
        if rest == 0 && from <= 20 - width {
            break;
        }
        *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        from -= 1;
    }
    out.push_str(std::str::from_utf8(&room[from..]).unwrap_or_default());
}

/// Writes a date that is about `day`.
pub(crate) fn edtf(dice: &mut Dice, day: u64, out: &mut String) {
    let (y, m, d) = (FIRST_YEAR + day / 336, 1 + day / 28 % 12, 1 + day % 28);
    if dice.below(10) > 1 {
        digits(y, 4, out);
        out.push('-');
        digits(m, 2, out);
        out.push('-');
        digits(d, 2, out);
        return;
    }
    let (decade, century) = (y / 10, y / 100);
    let later = y + 1 + dice.below(9);
    // Months and years come more often than what only historians need.
    let _ = match dice.below(60) {
        0..16 => write!(out, "{y}-{m:02}"),
        16..28 => write!(out, "{y}"),
        28 => write!(out, "{y}-{m:02}~"),
        29 => write!(out, "{y}?"),
        30 => write!(out, "{y}-{m:02}-{d:02}%"),
        31 => write!(out, "{y}~-{m:02}-{d:02}"),
        32 => write!(out, "{y}-?{m:02}-{d:02}"),
        33 => write!(out, "{decade}X"),
        34 => write!(out, "{century}XX"),
        35 => write!(out, "{y}-{m:02}-XX"),
        36 => write!(out, "{y}-XX-XX"),
        37 => write!(out, "{y}-XX"),
        38 => write!(out, "{decade}X-{m:02}"),
        39 => write!(out, "{y}-2{}", 1 + m % 4),
        40 => write!(out, "{y}/{later}"),
        41 => write!(out, "{y}-{m:02}/{later}-{m:02}~"),
        42 => write!(out, "{y}-{m:02}-{d:02}/{y}-{m:02}-28"),
        43 => write!(out, "{y}-{m:02}-{d:02}/.."),
        44 => write!(out, "../{y}-{m:02}"),
        45 => write!(out, "{y}-{m:02}/"),
        46 => write!(out, "/{y}"),
        47 => write!(out, "[{y}-{m:02}-01..{y}-{m:02}-{d:02}]"),
        48 => write!(out, "[{y},{later}]"),
        49 => write!(out, "[..{y}-{m:02}-{d:02}]"),
        50 => write!(out, "{{{y},{later}}}"),
        51 => write!(out, "{{{y}-{m:02}-{d:02}..{y}-{m:02}-28}}"),
        52 => write!(out, "{y}-{m:02}-{d:02}T{:02}:{:02}:00Z", dice.below(24), dice.below(60)),
        53 => write!(out, "{y}-{m:02}-{d:02}T{:02}:30:00+0{}:00", dice.below(24), dice.below(5)),
        54 => write!(out, "{y}S3"),
        // A few lie far from the others.
        55 => write!(out, "-{:04}", y / 4),
        56 => write!(out, "{:04}-{m:02}-{d:02}", y / 3),
        57 => write!(out, "Y-{}", y * 10),
        58 => write!(out, "-{:04}/{:04}~", y / 9, y / 20),
        _ => write!(out, "{y}-{m:02}-{d:02}?/{later}-{m:02}"),
    };
}
