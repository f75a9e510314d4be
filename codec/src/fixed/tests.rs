use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode, MaxEncodedLen};
use proptest::prelude::*;
use scale_info::{MetaType, PortableRegistry, Registry, TypeDef};

use super::ParseFixedError as E;
use super::*;

/// Defaults that runtime 343 keeps in its metadata, and prices that the chain gave: the integer
/// part included, which is where other decoders fail.
#[test]
fn values_of_the_chain() {
    let threshold = hex("0000000020a107000000000000000000");
    let threshold = I96F32::decode(&mut &threshold[..]).unwrap();
    assert_eq!(threshold, I96F32::from(500_000));
    assert_eq!(threshold.to_string(), "500000");
    assert_eq!(threshold.to_f64(), 500_000.0);

    let exponent = hex("00000000000000000100000000000000");
    assert_eq!(U64F64::decode(&mut &exponent[..]), Ok(U64F64::ONE));
    // The runtime's source says 0.000003.
    let alpha = hex("55320000000000000000000000000000");
    let alpha = I96F32::decode(&mut &alpha[..]).unwrap();
    assert_eq!(I96F32::parse_rounded("0.000003"), Ok(alpha));
    assert_eq!(format!("{alpha:.6}"), "0.000003");
    // What bittensor reads as 0.0 (its I96F32 and I32F32) is a thousand.
    let steepness = hex("00000000e8030000");
    assert_eq!(I32F32::decode(&mut &steepness[..]), Ok(I32F32::from(1000)));

    let price = I96F32::from_bits(51_177_179);
    assert_eq!(price.to_string(), "0.01191561552695930004119873046875");
    assert_eq!(price.to_string().parse(), Ok(price));
}

#[test]
fn ends_of_the_ranges_print_exactly() {
    for (text, expected) in [
        (
            U64F64::MAX.to_string(),
            "18446744073709551615.9999999999999999999457898913757247782996273599565029144287109375",
        ),
        (
            U64F64::DELTA.to_string(),
            "0.0000000000000000000542101086242752217003726400434970855712890625",
        ),
        (I64F64::MIN.to_string(), "-9223372036854775808"),
        (I32F32::MAX.to_string(), "2147483647.99999999976716935634613037109375"),
        (I96F32::MIN.to_string(), "-39614081257132168796771975168"),
        (U96F32::MAX.to_string(), "79228162514264337593543950335.99999999976716935634613037109375"),
        (format!("{:?}", I32F32::from_bits(-3 << 31)), "I32F32(-1.5)"),
    ] {
        assert_eq!(text, expected);
    }
    assert_eq!("-9223372036854775808".parse(), Ok(I64F64::MIN));
    assert_eq!(U96F32::MAX.to_string().parse(), Ok(U96F32::MAX));
}

#[test]
fn precision_rounds_halves_to_even() {
    let number = |text: &str| text.parse::<I32F32>().unwrap();
    for (number, text) in [
        (format!("{:.0}", number("0.5")), "0"),
        (format!("{:.0}", number("1.5")), "2"),
        (format!("{:.0}", number("-2.5")), "-2"),
        (format!("{:.1}", number("0.25")), "0.2"),
        (format!("{:.1}", number("0.75")), "0.8"),
        (format!("{:.1}", number("0.2578125")), "0.3"),
        (format!("{:.2}", number("9.998046875")), "10.00"),
        (format!("{:.2}", number("7")), "7.00"),
        (format!("{:.70}", U64F64::ONE), &format!("1.{}", "0".repeat(70))),
        (format!("{:.1}", U64F64::MAX), "18446744073709551616.0"),
        (format!("{:>8.1}|", number("-0.5")), "    -0.5|"),
        (format!("{:<6}|", number("1.5")), "1.5   |"),
        (format!("{:*^7.2}|", number("1.5")), "*1.50**|"),
        (format!("{:+08.3}", number("1.5")), "+001.500"),
        (format!("{:6}", number("3")), "     3"),
    ] {
        assert_eq!(number, text);
    }
}

#[test]
fn parses_exactly_or_says_why_not() {
    for (text, expected) in [
        ("1", Ok(1 << 32)),
        ("-.5", Ok(-1 << 31)),
        ("2.", Ok(2 << 32)),
        ("-0", Ok(0)),
        ("00000000000000000000000000000000000000000000000000000.250", Ok(1 << 30)),
        ("2147483647.99999999976716935634613037109375", Ok(i64::MAX)),
        ("-2147483648", Ok(i64::MIN)),
        ("", Err(E::Empty)),
        ("-", Err(E::Empty)),
        ("-.", Err(E::Empty)),
        ("+1", Err(E::Character { at: 0, found: '+' })),
        ("--1", Err(E::Character { at: 1, found: '-' })),
        ("-1.x", Err(E::Character { at: 3, found: 'x' })),
        ("1.2.3", Err(E::Character { at: 3, found: '.' })),
        ("1e3", Err(E::Character { at: 1, found: 'e' })),
        ("1٣", Err(E::Character { at: 1, found: '٣' })),
        ("0.1", Err(E::Inexact { frac_bits: 32 })),
        ("0.00000000011641532182693481445312", Err(E::Inexact { frac_bits: 32 })),
        ("2147483648", Err(E::OutOfRange)),
        ("-2147483648.5", Err(E::OutOfRange)),
        ("999999999999999999999999999999999999999999999", Err(E::OutOfRange)),
    ] {
        assert_eq!(text.parse::<I32F32>().map(I32F32::to_bits), expected, "{text}");
    }
    assert_eq!("-1".parse::<U64F64>(), Err(E::Character { at: 0, found: '-' }));
    // One behind the last decimal that a number can have.
    let beyond = format!("{}1", U64F64::DELTA);
    assert_eq!(beyond.parse::<U64F64>(), Err(E::Inexact { frac_bits: 64 }));
    let beyond = format!("0.{}1", "0".repeat(5000));
    assert_eq!(beyond.parse::<U64F64>(), Err(E::Inexact { frac_bits: 64 }));
}

#[test]
fn rounding_takes_the_nearer() {
    // Half of the least number: the middle between 0 and 1, and between 1 and 2.
    let half = "0.00000000011641532182693481445312500";
    let three_halves = "0.00000000034924596548080444335937500";
    for (text, bits) in [
        (half, 0),
        (three_halves, 2),
        (&half.replace("500", "499"), 0),
        (&half.replace("500", "501"), 1),
        (&format!("{half}{}1", "0".repeat(100)), 1),
        (&format!("-{three_halves}"), -2),
        ("0.99999999999", 1 << 32),
        ("-0.99999999999", -1 << 32),
    ] {
        assert_eq!(I32F32::parse_rounded(text).map(I32F32::to_bits), Ok(bits), "{text}");
    }
    assert_eq!(I32F32::parse_rounded("2147483647.9999999999"), Err(E::OutOfRange));
    assert_eq!(
        U64F64::parse_rounded("18446744073709551615.99999999999999999999"),
        Err(E::OutOfRange)
    );
    assert_eq!(I32F32::parse_rounded("-2147483648.0000000001"), Ok(I32F32::MIN));
    assert_eq!(I32F32::parse_rounded("0.x"), Err(E::Character { at: 2, found: 'x' }));
}

#[test]
fn arithmetic_at_the_ends() {
    assert_eq!(U64F64::MAX.checked_add(U64F64::DELTA), None);
    assert_eq!(U64F64::MAX.saturating_add(U64F64::ONE), U64F64::MAX);
    assert_eq!(U64F64::ZERO.checked_sub(U64F64::DELTA), None);
    assert_eq!(U64F64::ZERO.saturating_sub(U64F64::ONE), U64F64::ZERO);
    assert_eq!(U64F64::MAX.checked_mul(U64F64::ONE), Some(U64F64::MAX));
    assert_eq!(U64F64::MAX.checked_mul(U64F64::MAX), None);
    assert_eq!(U64F64::MAX.saturating_mul(U64F64::MAX), U64F64::MAX);
    assert_eq!(U64F64::DELTA.checked_mul(U64F64::DELTA), Some(U64F64::ZERO));
    assert_eq!(U64F64::MAX.checked_div(U64F64::MAX), Some(U64F64::ONE));
    assert_eq!(U64F64::MAX.checked_div(U64F64::DELTA), None);
    assert_eq!(U64F64::ONE.checked_div(U64F64::ZERO), None);
    assert_eq!(U64F64::ONE.saturating_div(U64F64::ZERO), None);

    let minus_one = I96F32::from(-1);
    assert_eq!(I96F32::MIN.checked_mul(I96F32::ONE), Some(I96F32::MIN));
    assert_eq!(I96F32::MIN.checked_mul(minus_one), None);
    assert_eq!(I96F32::MIN.saturating_mul(minus_one), I96F32::MAX);
    assert_eq!(I96F32::MAX.saturating_mul(I96F32::MIN), I96F32::MIN);
    assert_eq!(I96F32::MIN.checked_div(minus_one), None);
    assert_eq!(I96F32::MIN.saturating_div(I96F32::DELTA), Some(I96F32::MIN));
    assert_eq!(I96F32::MIN.saturating_div(minus_one), Some(I96F32::MAX));
    assert_eq!(I96F32::MIN.checked_neg(), None);
    assert_eq!(I96F32::MIN.saturating_neg(), I96F32::MAX);
    // Towards zero, on both sides of it.
    let (small, half) = (I32F32::from_bits(3), I32F32::from_bits(1 << 31));
    assert_eq!(small.checked_mul(half), Some(I32F32::DELTA));
    assert_eq!(I32F32::from_bits(-3).checked_mul(half), Some(I32F32::from_bits(-1)));
    assert_eq!(I32F32::from_bits(-3).checked_div(I32F32::from(2)), Some(I32F32::from_bits(-1)));

    assert_eq!(I32F32::from_whole(1 << 31), None);
    assert_eq!(I32F32::from_whole(-1 << 31), Some(I32F32::MIN));
    let halves = I32F32::from_bits(-3 << 31);
    assert_eq!((halves.floor(), halves.fraction(), halves.is_negative()), (-2, 1 << 31, true));
    assert_eq!([U64F64::MAX, U64F64::MAX].into_iter().sum::<Option<U64F64>>(), None);
    assert_eq!([halves; 2].into_iter().sum::<Option<I32F32>>(), Some(I32F32::from(-3)));
    assert_eq!(I32F32::MIN.to_f64(), -2_147_483_648.0);
    assert_eq!(U64F64::DELTA.to_f64(), 1.0 / (1u128 << 64) as f64);
}

/// As metadata 343 has it: a struct with one named field, and the fraction bits as a typenum.
#[test]
fn types_are_described_as_the_chain_does() {
    for (meta, name, bits, frac_bits) in [
        (MetaType::new::<I96F32>(), "FixedI128", "I128", 32),
        (MetaType::new::<I64F64>(), "FixedI128", "I128", 64),
        (MetaType::new::<I32F32>(), "FixedI64", "I64", 32),
        (MetaType::new::<U64F64>(), "FixedU128", "U128", 64),
        (MetaType::new::<U96F32>(), "FixedU128", "U128", 32),
    ] {
        let mut registry = Registry::new();
        let id = registry.register_type(&meta).id;
        let registry = PortableRegistry::from(registry);
        let ty = registry.resolve(id).unwrap();
        assert_eq!(ty.path.segments, ["substrate_fixed", name]);
        let TypeDef::Composite(composite) = &ty.type_def else { panic!("{ty:?}") };
        let [field] = &composite.fields[..] else { panic!("{ty:?}") };
        assert_eq!(field.name.as_deref(), Some("bits"));
        assert_eq!(field.type_name.as_deref(), Some(&*bits.to_lowercase()));
        let TypeDef::Primitive(primitive) = &registry.resolve(field.ty.id).unwrap().type_def else {
            panic!("{field:?}")
        };
        assert_eq!(format!("{primitive:?}"), bits);
        let frac = ty.type_params[0].ty.unwrap().id;
        assert_eq!(typenum_value(&registry, frac), frac_bits);
    }
}

fn typenum_value(registry: &PortableRegistry, id: u32) -> u32 {
    let ty = registry.resolve(id).unwrap();
    let TypeDef::Composite(composite) = &ty.type_def else { panic!("{ty:?}") };
    match (ty.path.segments.last().map(|name| &**name), &composite.fields[..]) {
        (Some("B1"), []) => 1,
        (Some("B0" | "UTerm"), []) => 0,
        (Some("UInt"), [high, low]) => {
            2 * typenum_value(registry, high.ty.id) + typenum_value(registry, low.ty.id)
        }
        _ => panic!("{ty:?}"),
    }
}

macro_rules! laws {
    ($module:ident, $name:ident, $int:ty, $len:literal) => {
        mod $module {
            use super::*;

            proptest! {
                #[test]
                fn text_and_bytes_come_back(bits in spread()) {
                    let number = $name::from_bits(bits as $int);
                    prop_assert_eq!(number.to_string().parse(), Ok(number));
                    prop_assert_eq!($name::parse_rounded(&number.to_string()), Ok(number));
                    let bytes = number.encode();
                    prop_assert_eq!(&bytes, &(bits as $int).encode());
                    prop_assert_eq!(bytes.len(), $len);
                    prop_assert_eq!($name::max_encoded_len(), $len);
                    prop_assert_eq!($name::decode(&mut &bytes[..]), Ok(number));
                    prop_assert!($name::decode(&mut &bytes[1..]).is_err());
                }

                /// A double's digits are far fewer than ours; where it agrees with us is where a
                /// float would do.
                #[test]
                fn the_float_is_the_nearest(bits in spread()) {
                    let number = $name::from_bits(bits as $int);
                    let exact: f64 = number.to_string().parse().unwrap();
                    prop_assert_eq!(number.to_f64(), exact);
                }

                #[test]
                fn whole_and_fraction_make_the_number(bits in spread()) {
                    let number = $name::from_bits(bits as $int);
                    let fraction = <$int>::try_from(number.fraction()).unwrap();
                    let shifted = number.floor() << $name::FRAC_BITS;
                    prop_assert_eq!(shifted | fraction, number.to_bits());
                    prop_assert!(fraction >> $name::FRAC_BITS == 0);
                    let whole = $name::from_whole(number.floor()).unwrap();
                    prop_assert!(whole <= number);
                    prop_assert_eq!(number.checked_sub(whole).map($name::to_bits), Some(fraction));
                }

                #[test]
                fn products_and_quotients(a in spread(), b in spread()) {
                    let (a, b) = ($name::from_bits(a as $int), $name::from_bits(b as $int));
                    prop_assert_eq!(a.checked_mul(b), b.checked_mul(a));
                    prop_assert_eq!(a.checked_mul($name::ONE), Some(a));
                    prop_assert_eq!(a.checked_div($name::ONE), Some(a));
                    if let Some(product) = a.checked_mul(b) {
                        prop_assert_eq!(a.saturating_mul(b), product);
                        let float = a.to_f64() * b.to_f64();
                        let error = (product.to_f64() - float).abs();
                        prop_assert!(error <= $name::DELTA.to_f64() + float.abs() * 1e-15);
                    }
                    if let Some(quotient) = a.checked_div(b) {
                        prop_assert_eq!(a.saturating_div(b), Some(quotient));
                        let float = a.to_f64() / b.to_f64();
                        let error = (quotient.to_f64() - float).abs();
                        prop_assert!(error <= $name::DELTA.to_f64() + float.abs() * 1e-15);
                    }
                }

                #[test]
                fn rounded_text_is_off_by_half_a_unit_at_most(
                    bits in spread(),
                    places in 0usize..12,
                ) {
                    let number = $name::from_bits(bits as $int);
                    let text = format!("{number:.places$}");
                    prop_assert_eq!(text.split_once('.').map_or(0, |(_, d)| d.len()), places);
                    // The ends of the range may round beyond it.
                    if let Ok(back) = $name::parse_rounded(&text) {
                        let unit = $name::parse_rounded(&half_unit(places));
                        let distance = back.max(number).checked_sub(back.min(number)).unwrap();
                        prop_assert!(distance <= unit.unwrap().saturating_add($name::DELTA));
                    }
                }

                #[test]
                fn any_text_is_a_number_or_an_error(
                    text: String,
                    digits in "-?[0-9]{0,30}[.]?[0-9]{0,90}",
                ) {
                    let _ = text.parse::<$name>();
                    if let Ok(exact) = digits.parse::<$name>() {
                        prop_assert_eq!($name::parse_rounded(&digits), Ok(exact));
                    }
                    if let Ok(near) = $name::parse_rounded(&digits) {
                        let float: f64 = digits.parse().unwrap();
                        let error = (near.to_f64() - float).abs();
                        prop_assert!(error <= $name::DELTA.to_f64() + float.abs() * 1e-15);
                    }
                }
            }
        }
    };
}

laws!(i96f32, I96F32, i128, 16);
laws!(i64f64, I64F64, i128, 16);
laws!(i32f32, I32F32, i64, 8);
laws!(u64f64, U64F64, u128, 16);
laws!(u96f32, U96F32, u128, 16);

/// Bits of every size, with either end of the words full.
fn spread() -> impl Strategy<Value = u128> {
    (any::<u128>(), 0u32..128, any::<bool>())
        .prop_map(|(bits, down, flip)| if flip { !(bits >> down) } else { bits >> down })
}

/// Half of the last of so many decimals, as text with one more.
fn half_unit(places: usize) -> String {
    format!("0.{}5", "0".repeat(places))
}

fn hex(text: &str) -> Vec<u8> {
    const_hex::decode(text).unwrap()
}
