//! Texts that people write: what reads must print as something that reads as the same.

use core::fmt::Display;
use core::str::FromStr;

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
    if let Ok(tao) = text.parse::<Tao>() {
        let grouped = format!("{tao:#}").replace(',', "");
        assert_eq!(grouped, tao.to_string());
        // Both units are written alike.
        let alpha = text.trim_start_matches('τ').parse::<Alpha>().map(Alpha::rao);
        assert_eq!(alpha, Ok(tao.rao()));
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
