//! Numbers in the cells of tables. Their unit stands above them, in the column's name.

use subwire::codec::{Alpha, Tao};

/// An amount of TAO with all its decimals, grouped by thousands.
pub(crate) fn tao(amount: Tao) -> String {
    format!("{amount:#}").trim_start_matches('τ').into()
}

/// An amount of a subnet's token with all its decimals, grouped by thousands.
pub(crate) fn alpha(amount: Alpha) -> String {
    format!("{amount:#}").trim_start_matches('α').into()
}

/// A part of 65535 with five decimals, rounded to the nearest.
pub(crate) fn fraction(part: u16) -> String {
    if part == 0 {
        return "0".into();
    }
    let parts = (u64::from(part) * 100_000 + 32_767) / 65_535;
    format!("{}.{:05}", parts / 100_000, parts % 100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_rounded_to_the_nearest() {
        for (part, text) in [
            (0, "0"),
            (1, "0.00002"),
            (32_767, "0.49999"),
            (32_768, "0.50001"),
            (65_535, "1.00000"),
        ] {
            assert_eq!(fraction(part), text);
        }
    }
}
