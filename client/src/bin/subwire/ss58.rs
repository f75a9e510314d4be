//! `subwire ss58`: what an address says, and where it is wrong.

use serde::Serialize;
use subwire::codec::ss58::Ss58Error;
use subwire::codec::{AccountId, ParseAccountError};

use crate::Failure;
use crate::output::{self, Answer, Column, Page, Table};

/// Shows what is known of each address. One that is none is an argument that is wrong, and the exit
/// status says so when all are shown.
pub(crate) fn run(texts: &[String], prefix: Option<u16>, as_json: bool) -> Result<(), Failure> {
    let addresses = texts.iter().map(|text| Address::read(text, prefix));
    let addresses: Vec<Address> =
        addresses.collect::<Result<_, _>>().map_err(Failure::arguments)?;
    output::show(&addresses, as_json)?;
    match addresses.iter().filter(|address| address.fault.is_some()).count() {
        0 => Ok(()),
        wrong => Err(Failure::arguments(format!("no addresses: {wrong} of {}", addresses.len()))),
    }
}

#[derive(Serialize)]
struct Address {
    input: String,
    valid: bool,
    #[serde(flatten)]
    account: Option<Account>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
}

#[derive(Serialize)]
struct Account {
    public_key: String,
    /// The prefix of the address below.
    prefix: u16,
    address: String,
}

#[derive(Serialize)]
struct Fault {
    message: String,
    /// Where in the text, in bytes from its beginning, where there is one place.
    at: Option<usize>,
}

impl Address {
    fn read(text: &str, wanted: Option<u16>) -> Result<Self, Ss58Error> {
        let found = if text.starts_with("0x") {
            text.parse().map(|account| (account, AccountId::SS58_PREFIX))
        } else {
            AccountId::from_ss58(text).map_err(ParseAccountError::Ss58)
        };
        let input = text.to_string();
        Ok(match found {
            Ok((account, own)) => {
                let prefix = wanted.unwrap_or(own);
                let public_key = const_hex::encode_prefixed(account.as_bytes());
                let account = Account { public_key, prefix, address: account.to_ss58(prefix)? };
                Self { input, valid: true, account: Some(account), fault: None }
            }
            Err(error) => {
                let fault = Fault { message: error.to_string(), at: place(&error) };
                Self { input, valid: false, account: None, fault: Some(fault) }
            }
        })
    }
}

/// Where an address is wrong. A checksum or a length is wrong as a whole.
fn place(error: &ParseAccountError) -> Option<usize> {
    match error {
        ParseAccountError::HexDigit { at, .. }
        | ParseAccountError::Ss58(Ss58Error::Character { at, .. }) => Some(*at),
        _ => None,
    }
}

impl Answer for Vec<Address> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    fn page(&self) -> Page {
        let mut valid = Table::new([
            Column::whole("address"),
            Column::number("prefix"),
            Column::whole("public key"),
        ]);
        let mut wrong = Table::new([Column::whole("no address"), Column::whole("fault")]);
        for address in self {
            if let Some(account) = &address.account {
                valid.row([&account.address, &account.prefix.to_string(), &account.public_key]);
            }
            if let Some(fault) = &address.fault {
                wrong.row([&address.input, &fault.message]);
            }
        }
        let tables = [valid, wrong].into_iter().filter(|table| !table.is_empty());
        tables.fold(Page::default(), Page::and)
    }
}
