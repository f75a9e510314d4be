//! Reads any Substrate chain by names, without a type of it being known here: storage items and
//! constants as JSON, by the metadata that the chain has.
//!
//!     cargo run -p subwire-examples --bin any_chain [URL|demo] [PALLET.ITEM [ARGUMENT...]]
//!
//! `demo`, and no URL, is a chain in memory with some metadata. Without an item: which ones there are.

use core::error::Error;

use futures::{StreamExt, TryStreamExt};
use subwire::codec::storage_key::Argument;
use subwire::transport::WebSocket;
use subwire::{At, Client, Demo};

/// How many entries of a map are told.
const ENTRIES: usize = 5;

const METADATA: &[u8] = include_bytes!("data/metadata.scale");

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    smol::block_on(async {
        let client = match args.first().map(String::as_str) {
            None | Some("demo") => {
                Client::new(Demo::builder().metadata(METADATA).build()?).erased()
            }
            Some(url) => Client::new(WebSocket::connect(url).await?).erased(),
        };
        let head = client.at_head().await?;
        match args.get(1) {
            None => list(&head).await,
            Some(name) => {
                let (pallet, item) = name.split_once('.').ok_or("PALLET.ITEM is wanted")?;
                let args: Vec<_> = args[2..].iter().map(|word| Argument::Word(word)).collect();
                read(&head, pallet, item, &args).await
            }
        }
    })
}

/// What the chain's runtime has.
async fn list(head: &At) -> Result<(), Box<dyn Error>> {
    let runtime = head.runtime().await?;
    println!("{} {}", runtime.spec().name(), runtime.spec_version());
    for pallet in runtime.metadata().pallets() {
        let items = pallet.storage_items().map(|item| item.name());
        let constants = pallet.constants().map(|constant| constant.name());
        let names: Vec<_> = items.chain(constants).collect();
        println!("{}: {}", pallet.name(), names.join(" "));
    }
    Ok(())
}

/// A storage item's value, or the first entries of a map, or a constant.
async fn read(
    head: &At,
    pallet: &str,
    item: &str,
    args: &[Argument<'_>],
) -> Result<(), Box<dyn Error>> {
    let found = match head.storage(pallet, item).await {
        Ok(found) => found,
        // What is no storage item may be a constant, and both errors say which name is much like it.
        Err(subwire::Error::Missing { .. }) => {
            println!("{}", head.constant_dynamic(pallet, item).await?.to_json()?);
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    };
    if args.len() == found.keys().len() {
        // The default where nothing is stored; no value at all where the item has none.
        let value = found.fetch(args.iter().copied()).await?;
        println!("{}", value.map_or(Ok("null".into()), |value| value.to_json())?);
        return Ok(());
    }
    let mut entries = found.map_under(args.iter().copied())?.iter().take(ENTRIES);
    while let Some((key, value)) = entries.try_next().await? {
        // A key whose hasher forgets its argument is told as it is stored.
        let key = key.to_json()?.unwrap_or_else(|| const_hex::encode_prefixed(key.bytes()));
        println!("{key} {}", value.to_json()?);
    }
    Ok(())
}
