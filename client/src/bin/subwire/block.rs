//! `subwire block`

use serde_json::json;
use serde_json::value::RawValue;
use subwire::codec::extrinsic::{Extrinsic, Preamble};
use subwire::transport::Transport;
use subwire::{At, BlockBody, Error};

use crate::output::{ACCOUNTS, Answer, Column, Page, Table};

pub(crate) async fn answer<T: Transport>(at: &At<T>) -> Result<Box<dyn Answer>, Error> {
    Ok(Box::new(Block { hash: at.hash().to_string(), body: at.body().await? }))
}

struct Block {
    hash: String,
    body: BlockBody,
}

impl Answer for Block {
    fn json(&self) -> Result<String, serde_json::Error> {
        let extrinsics = self.body.extrinsics().map(|extrinsic| {
            let decoded = extrinsic.decode().and_then(|decoded| Ok(decoded.to_json(ACCOUNTS)?));
            match decoded {
                Ok(text) => RawValue::from_string(text),
                // One that cannot be read must not hide the others.
                Err(error) => serde_json::value::to_raw_value(&json!({
                    "error": error.to_string(),
                    "raw": const_hex::encode_prefixed(extrinsic.bytes()),
                })),
            }
        });
        let extrinsics: Vec<Box<RawValue>> = extrinsics.collect::<Result<_, _>>()?;
        serde_json::to_string(&Document {
            hash: &self.hash,
            number: self.body.header().number(),
            header: self.body.header(),
            extrinsics,
        })
    }

    fn page(&self) -> Page {
        let header = self.body.header();
        let mut about = Table::facts();
        about.row(["block", &header.number().to_string()]);
        about.row(["hash", &self.hash]);
        about.row(["parent", &header.parent_hash().to_string()]);
        about.row(["state root", &header.state_root().to_string()]);
        about.row(["extrinsics root", &header.extrinsics_root().to_string()]);
        let mut extrinsics = Table::new([
            Column::number("index"),
            Column::text("call"),
            Column::address("signer"),
            Column::address("hash"),
        ]);
        for extrinsic in self.body.extrinsics() {
            let (call, signer) = match extrinsic.decode() {
                Ok(decoded) => (name(&decoded), signer(&decoded)),
                Err(error) => (error.to_string(), String::new()),
            };
            let (index, hash) = (extrinsic.index().to_string(), extrinsic.hash().to_string());
            extrinsics.row([index, call, signer, hash]);
        }
        Page::from(about).and(extrinsics)
    }
}

#[derive(serde::Serialize)]
struct Document<'a> {
    hash: &'a str,
    number: u32,
    header: &'a subwire::Header,
    extrinsics: Vec<Box<RawValue>>,
}

fn name(extrinsic: &Extrinsic<'_, '_>) -> String {
    format!("{}.{}", extrinsic.call().pallet().name(), extrinsic.call().name())
}

/// The signer's address as text; nothing where there is none.
fn signer(extrinsic: &Extrinsic<'_, '_>) -> String {
    let Preamble::Signed { address, .. } = extrinsic.preamble() else { return String::new() };
    let json = address.to_json(ACCOUNTS).unwrap_or_default();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap_or_default();
    // A `MultiAddress` is an object with its kind, `Id`, around the account.
    let account = value.get("Id").unwrap_or(&value);
    account.as_str().map_or_else(|| account.to_string(), Into::into)
}
