//! Storage keys: what arguments make reads back as them, and what reads back is made again.

use std::sync::OnceLock;

use subwire_codec::Metadata;
use subwire_codec::codec::Encode;
use subwire_codec::metadata::StorageItem;
use subwire_codec::schema::Accounts;
use subwire_codec::storage_key::Argument;

use crate::chain::runtimes;
use crate::metadata::made;

/// Two bytes choose the item, one what the rest is: arguments side by side, a key behind its
/// prefix, or a key.
pub fn check(data: &[u8]) {
    let Some(([low, high, form], rest)) = data.split_first_chunk() else { return };
    static MADE: OnceLock<Metadata> = OnceLock::new();
    let mut all = vec![MADE.get_or_init(|| {
        let bytes = made::metadata(1).expect("there are three").encode();
        Metadata::decode(&bytes).expect("made for this")
    })];
    all.extend(runtimes().into_iter().flatten().map(|runtime| &runtime.ours));
    let metadata = all[usize::from(form / 4) % all.len()];
    let items: Vec<_> = metadata.pallets().flat_map(|pallet| pallet.storage_items()).collect();
    let item = &items[usize::from(u16::from_le_bytes([*low, *high])) % items.len()];
    match form % 4 {
        0 | 1 => from_arguments(metadata, item, rest),
        2 => from_key(metadata, &[&item.prefix()[..], rest].concat()),
        _ => from_key(metadata, rest),
    }
}

/// Each argument as the next bytes that are one.
fn from_arguments(metadata: &Metadata, item: &StorageItem<'_>, bytes: &[u8]) {
    let schema = metadata.schema();
    let mut rest = bytes;
    let mut args = Vec::new();
    for key in item.keys() {
        let Ok(len) = schema.measure(key.ty(), rest) else { break };
        args.push(&rest[..len]);
        rest = &rest[len..];
    }
    let key = item.key(args.iter().map(|bytes| Argument::Encoded(bytes))).expect("valid arguments");
    if args.len() < item.keys().len() {
        // What follows are arguments that are not there, unless they take no bytes.
        return from_key(metadata, &key);
    }
    let back = item.decode_key(&key).expect("a whole key");
    for ((argument, bytes), key) in back.args().iter().zip(&args).zip(item.keys()) {
        assert_eq!((argument.ty(), argument.hasher()), (key.ty(), key.hasher()));
        let kept = key.hasher().keeps_key().then_some(*bytes);
        assert_eq!(argument.value().map(|part| part.bytes()), kept);
    }
    from_key(metadata, &key);
    let texts: Option<Vec<String>> = args
        .iter()
        .zip(item.keys())
        .map(|(bytes, key)| schema.to_json(key.ty(), bytes, Accounts::Hex).ok())
        .collect();
    // Bits would lose their padding.
    if let Some(texts) = texts.filter(|texts| !texts.iter().any(|text| text.contains("\"0b"))) {
        let json = texts.iter().map(|text| Argument::Json(text));
        assert_eq!(item.key(json).as_ref(), Ok(&key), "{texts:?}");
    }
}

fn from_key(metadata: &Metadata, key: &[u8]) {
    match metadata.decode_key(key) {
        Ok(back) => {
            let item = back.item();
            let parts =
                back.args().iter().map(|argument| argument.value().map(|part| part.bytes()));
            if let Some(parts) = parts.collect::<Option<Vec<_>>>() {
                let args = parts.iter().map(|bytes| Argument::Encoded(bytes));
                assert_eq!(item.key(args).as_deref(), Ok(key));
            }
            let longer = [key, &[0]].concat();
            assert!(metadata.decode_key(&longer).is_err(), "{item:?}");
        }
        Err(error) => {
            let message = error.to_string();
            assert!(message.len() < 2000 && !message.contains('\n'), "{message}");
            assert!(error.offset().is_some_and(|offset| offset <= key.len()), "{message}");
        }
    }
}

/// Arguments for each item of each runtime, and a key of it.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for (metadata, items) in [(0u8, 8u16), (4, 600), (8, 600)] {
        for item in 0..items {
            let [low, high] = item.to_le_bytes();
            seeds.push([&[low, high, metadata][..], &[1; 80]].concat());
            seeds.push([&[low, high, metadata | 2][..], &[0; 80]].concat());
        }
    }
    seeds
}
