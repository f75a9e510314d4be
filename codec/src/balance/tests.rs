use alloc::format;
use alloc::string::{String, ToString};

use proptest::prelude::*;

use super::*;
use crate::fixed::{I32F32, I64F64, I96F32, U64F64, U96F32};

#[test]
fn prints_all_decimals() {
    for (rao, text) in [
        (0, "τ0.000000000"),
        (1, "τ0.000000001"),
        (RAO_PER_UNIT, "τ1.000000000"),
        (1_000_000 * RAO_PER_UNIT, "τ1000000.000000000"),
        (u64::MAX, "τ18446744073.709551615"),
    ] {
        assert_eq!(Tao::from_rao(rao).to_string(), text);
        assert_eq!(text.parse(), Ok(Tao::from_rao(rao)));
    }
    assert_eq!(format!("{:#}", Tao::MAX), "τ18,446,744,073.709551615");
    assert_eq!(format!("{:#}", Alpha::from_rao(100 * RAO_PER_UNIT)), "α100.000000000");
    assert_eq!(format!("{:>14}", Tao::ZERO), "  τ0.000000000");
}

#[test]
fn precision_rounds_and_never_cuts() {
    let tao = Tao::from_rao(1_234_567_891_500_000_000);
    for (text, expected) in [
        (format!("{tao:.0}"), "τ1234567892"),
        (format!("{tao:#.2}"), "τ1,234,567,891.50"),
        (format!("{tao:.11}"), "τ1234567891.50000000000"),
        (format!("{:.0}", Tao::from_rao(500_000_000)), "τ0"),
        (format!("{:.0}", Tao::from_rao(1_500_000_000)), "τ2"),
        (format!("{:.3}", Tao::from_rao(999_999_999)), "τ1.000"),
        (format!("{:.8}", Tao::MAX), "τ18446744073.70955162"),
        (format!("{:<8.1}|", Alpha::ZERO), "α0.0    |"),
        (format!("{:*^8.1}|", Alpha::ZERO), "**α0.0**|"),
        (format!("{:08.1}", Alpha::ZERO), "α00000.0"),
        (format!("{:#}", Alpha::from_rao(1_000 * RAO_PER_UNIT)), "α1,000.000000000"),
        (format!("{:#}", Alpha::from_rao(1_012 * RAO_PER_UNIT)), "α1,012.000000000"),
        (format!("{}", Tao::MAX.in_rao()), "18446744073709551615 rao"),
        (format!("{:#}", Tao::MAX.in_rao()), "18,446,744,073,709,551,615 rao"),
        (format!("{:>6}", Tao::ZERO.in_rao()), " 0 rao"),
    ] {
        assert_eq!(text, expected);
    }
}

#[test]
fn parses_exactly_or_says_why_not() {
    use ParseAmountError as E;
    for (text, expected) in [
        ("1", Ok(RAO_PER_UNIT)),
        (".5", Ok(RAO_PER_UNIT / 2)),
        ("2.", Ok(2 * RAO_PER_UNIT)),
        ("0.000000001", Ok(1)),
        ("000000000000000000000001", Ok(RAO_PER_UNIT)),
        ("", Err(E::Empty)),
        (".", Err(E::Empty)),
        ("τ", Err(E::Empty)),
        ("-1", Err(E::Character { at: 0, found: '-' })),
        ("τ1,000", Err(E::Character { at: 3, found: ',' })),
        ("1.2.3", Err(E::Character { at: 3, found: '.' })),
        ("1e9", Err(E::Character { at: 1, found: 'e' })),
        ("α1", Err(E::Character { at: 0, found: 'α' })),
        ("0.0000000001", Err(E::Decimals { found: 10 })),
        ("18446744073.709551616", Err(E::TooLarge)),
        ("99999999999999999999999", Err(E::TooLarge)),
        ("7 rao", Ok(7)),
        ("18446744073709551615rao", Ok(u64::MAX)),
        ("18446744073709551616rao", Err(E::TooLarge)),
        ("rao", Err(E::Empty)),
        (" rao", Err(E::Empty)),
        ("1.5 rao", Err(E::Character { at: 1, found: '.' })),
        ("τ1 rao", Err(E::Character { at: 0, found: 'τ' })),
        ("1  rao", Err(E::Character { at: 1, found: ' ' })),
    ] {
        assert_eq!(text.parse::<Tao>().map(Tao::rao), expected, "{text}");
    }
}

#[test]
fn arithmetic_is_checked() {
    assert_eq!(Tao::MAX.checked_add(Tao::from_rao(1)), None);
    assert_eq!(Tao::ZERO.checked_sub(Tao::from_rao(1)), None);
    assert_eq!(Tao::MAX.checked_mul(2), None);
    assert_eq!(Tao::from_rao(7).checked_div(2), Some(Tao::from_rao(3)));
    assert_eq!(Tao::MAX.checked_div(0), None);
    assert_eq!(Tao::MAX.saturating_add(Tao::MAX), Tao::MAX);
    assert_eq!(Tao::ZERO.saturating_sub(Tao::MAX), Tao::ZERO);
    assert_eq!([Tao::MAX, Tao::MAX].into_iter().sum::<Option<Tao>>(), None);
    assert_eq!([Tao::MAX, Tao::ZERO].iter().sum::<Option<Tao>>(), Some(Tao::MAX));
    assert_eq!(Tao::MAX.saturating_mul(2), Tao::MAX);
    assert_eq!(Tao::from_whole(18_446_744_074), None);
    assert_eq!(Tao::MAX.checked_mul_ratio(65_535, 65_535), Some(Tao::MAX));
    assert_eq!(Tao::from_rao(100).checked_mul_ratio(11_796, 65_535), Some(Tao::from_rao(17)));
    assert_eq!(Tao::MAX.checked_mul_ratio(3, 2), None);
    assert_eq!(Tao::ZERO.checked_mul_ratio(0, 0), None);
}

#[test]
fn prices_are_exact_and_rounded_down() {
    // What runtime 343 gave for a subnet's `moving_price` and `alpha_in`.
    let price = I96F32::from_bits(40_862_671);
    let alpha = Alpha::from_rao(2_315_643_876_555_309);
    // 2315643876555309 * 40862671 / 2^32 = 22031225701990.58...
    assert_eq!(alpha.checked_to_tao(price), Some(Tao::from_rao(22_031_225_701_990)));
    assert_eq!(Alpha::MAX.checked_to_tao(U64F64::ONE), Some(Tao::MAX));
    assert_eq!(Alpha::MAX.checked_to_tao(U64F64::from(2)), None);
    assert_eq!(Alpha::MAX.checked_to_tao(U96F32::MAX), None);
    assert_eq!(Alpha::MAX.checked_to_tao(I96F32::from(-1)), None);
    assert_eq!(Alpha::from_rao(1).checked_to_tao(I64F64::DELTA), Some(Tao::ZERO));
    assert_eq!(Tao::from_rao(1).checked_to_alpha(I32F32::from(0)), None);
    assert_eq!(Tao::from_rao(1).checked_to_alpha(I32F32::from(-1)), None);
    assert_eq!(Tao::from_rao(1).checked_to_alpha(U64F64::DELTA), None);
    // A hair below 1.
    assert_eq!(Tao::MAX.checked_to_alpha(U64F64::MAX), Some(Alpha::ZERO));
    assert_eq!(Tao::MAX.checked_mul_fixed(I32F32::from(2)), None);
}

proptest! {
    #[test]
    fn text_comes_back(rao: u64) {
        let tao = Tao::from_rao(rao);
        prop_assert_eq!(tao.to_string().parse(), Ok(tao));
        prop_assert_eq!(tao.in_rao().to_string().parse(), Ok(tao));
        prop_assert_eq!(format!("{tao:#}").replace(',', "").parse(), Ok(tao));
    }

    #[test]
    fn rounded_text_is_off_by_half_a_unit_at_most(rao: u64, decimals in 0usize..9) {
        let tao = Tao::from_rao(rao);
        let text = format!("{tao:.decimals$}");
        let back: Result<Tao, _> = text.parse();
        // The greatest amounts round beyond what is an amount.
        prop_assume!(back.is_ok());
        let off = back.map_or(0, |back| back.rao().abs_diff(rao));
        prop_assert!(off * 2 <= 10u64.pow(9 - decimals as u32));
    }

    #[test]
    fn fixed_factors_and_ratios_are_exact(rao: u64, bits: u64, parts in 1u64..) {
        let (alpha, wide) = (Alpha::from_rao(rao), u128::from(rao));
        let expected = u64::try_from((wide * u128::from(bits)) >> 32).ok();
        let price = U96F32::from_bits(bits.into());
        let worth = alpha.checked_to_tao(price);
        prop_assert_eq!(worth.map(Tao::rao), expected);
        prop_assert_eq!(alpha.checked_mul_fixed(price).map(Alpha::rao), expected);
        let expected = u64::try_from(wide * u128::from(bits) / u128::from(parts)).ok();
        prop_assert_eq!(alpha.checked_mul_ratio(bits, parts).map(Alpha::rao), expected);
        // There and back: never more than there was.
        if let Some(back) = worth.and_then(|worth| worth.checked_to_alpha(price)) {
            prop_assert!(back <= alpha);
        }
        let expected = (wide << 32).checked_div(bits.into());
        let expected = expected.and_then(|rao| u64::try_from(rao).ok());
        let bought = Tao::from_rao(rao).checked_to_alpha(price);
        prop_assert_eq!(bought.map(Alpha::rao), expected);
    }

    #[test]
    fn any_text_is_an_amount_or_an_error(text: String) {
        let _ = text.parse::<Tao>();
        let _ = format!("{text}rao").parse::<Tao>();
    }
}
