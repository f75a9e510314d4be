//! Texts that people write: what reads must print as something that reads as the same.

use core::fmt::Display;
use core::str::FromStr;

use subwire_codec::fixed::{I32F32, I64F64, I96F32, ParseFixedError, U64F64, U96F32};
use subwire_codec::subtensor::NetUid;
use subwire_codec::{AccountId, Alpha, Tao, ss58};

/// Any text, read as everything that has a text form.
pub fn check(text: &str) {
    match ss58::decode(text) {
        Ok((account, prefix)) => {
            // An address has one form, so that two texts are never one account on one network.
            assert_eq!(ss58::encode(&account, prefix).as_deref(), Ok(text));
            assert_eq!(AccountId::from_ss58(text), Ok((account.into(), prefix)));
        }
        Err(error) => bounded(&error, text),
    }
    comes_back::<AccountId>(text);
    comes_back::<Alpha>(text);
    comes_back::<NetUid>(text);
    comes_back::<Tao>(text);
    comes_back::<I32F32>(text);
    comes_back::<I64F64>(text);
    comes_back::<I96F32>(text);
    comes_back::<U64F64>(text);
    comes_back::<U96F32>(text);
    rounds(text);
    if let Ok(tao) = text.parse::<Tao>() {
        let grouped = format!("{tao:#}").replace(',', "");
        assert_eq!(grouped, tao.to_string());
        // Both units are written alike.
        let alpha = text.trim_start_matches('τ').parse::<Alpha>().map(Alpha::rao);
        assert_eq!(alpha, Ok(tao.rao()));
        assert_eq!(tao.in_rao().to_string().parse(), Ok(tao));
    }
}

/// Rounding is the exact reading where that is possible, and within a step of it elsewhere.
fn rounds(text: &str) {
    let (exact, rounded) = (text.parse::<I96F32>(), I96F32::parse_rounded(text));
    match (exact, rounded) {
        (Ok(exact), rounded) => assert_eq!(rounded, Ok(exact)),
        (Err(ParseFixedError::Inexact { .. }), Ok(rounded)) => {
            // More digits than 2^-32 has only tell more of the same number.
            let shown: f64 = text.trim().parse().unwrap_or(rounded.to_f64());
            let step = f64::max(1.0, shown.abs()) * 1e-9;
            assert!((shown - rounded.to_f64()).abs() <= step, "{text:?} rounded to {rounded}");
        }
        (Err(_), Ok(rounded)) => panic!("{text:?} is no number and was rounded to {rounded}"),
        (Err(_), Err(_)) => {}
    }
}

fn comes_back<T>(text: &str)
where
    T: Copy + core::fmt::Debug + Display + FromStr<Err: core::fmt::Debug + Display> + PartialEq,
{
    match text.parse::<T>() {
        Ok(value) => match value.to_string().parse::<T>() {
            Ok(again) => assert_eq!(again, value),
            Err(error) => panic!("{value} does not read back: {error}"),
        },
        Err(error) => bounded(&error, text),
    }
}

/// An error's text stays short however long the input is: it goes into logs.
fn bounded(error: &dyn Display, input: &str) {
    let message = error.to_string();
    assert!(!message.is_empty() && message.len() < 200, "{message} for {input:?}");
}
