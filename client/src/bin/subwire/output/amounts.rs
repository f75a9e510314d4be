//! Numbers in the cells of tables. Their unit stands above them, in the column's name. Nothing at
//! all is a bare zero, so that what is there stands out.

use subwire::codec::subtensor::PerU16;
use subwire::codec::{Alpha, Tao};

/// An amount of TAO with all its decimals, grouped by thousands.
pub(crate) fn tao(amount: Tao) -> String {
    if amount == Tao::ZERO {
        return "0".into();
    }
    format!("{amount:#}").trim_start_matches('τ').into()
}

/// An amount of TAO as exact decimal text, for programs.
pub(crate) fn decimal(amount: Tao) -> String {
    amount.to_string().trim_start_matches('τ').into()
}

/// The sum of amounts; none where one of them is unknown, or where it would be no amount.
pub(crate) fn sum(amounts: impl IntoIterator<Item = Option<Tao>>) -> Option<Tao> {
    amounts.into_iter().try_fold(Tao::ZERO, |sum, amount| sum.checked_add(amount?))
}

/// An amount of a subnet's token with all its decimals, grouped by thousands.
pub(crate) fn alpha(amount: Alpha) -> String {
    if amount == Alpha::ZERO {
        return "0".into();
    }
    format!("{amount:#}").trim_start_matches('α').into()
}

/// A part of a whole.
pub(crate) fn fraction(part: PerU16) -> String {
    if part == PerU16::ZERO { "0".into() } else { part.to_string() }
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
            assert_eq!(fraction(PerU16(part)), text);
        }
    }
}
