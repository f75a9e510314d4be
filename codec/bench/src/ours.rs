//! What is measured of subwire-codec. A column begins here: see the README.

use std::hint::black_box;
use std::rc::Rc;

use parity_scale_codec::Decode;
use scale_info::TypeInfo;
use subwire_codec::hasher::{Blake2_128Concat, Identity};
use subwire_codec::layout::Decoder;
use subwire_codec::metadata::Metadata;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{Accounts, Schema};
use subwire_codec::{AccountId, Storage, decode_exact};

use crate::{Op, Part, Runtime, Set};

const ACCOUNT: Storage<(Blake2_128Concat<AccountId>,), Vec<u8>> = Storage::new("System", "Account");
const TEMPO: Storage<(Identity<u16>,), u16> = Storage::new("SubtensorModule", "Tempo");
const UIDS: Storage<(Identity<u16>, Blake2_128Concat<AccountId>), Option<u16>> =
    Storage::new("SubtensorModule", "Uids");

/// Walks over a value and checks it.
pub fn skip(set: Rc<Set>) -> Op {
    over_parts(set, |schema, part| {
        schema.validate(part.type_id, &part.bytes).expect("validate");
        part.bytes.len()
    })
}

/// Writes JSON text, accounts as hex.
pub fn json_hex(set: Rc<Set>) -> Op {
    json(set, Accounts::Hex)
}

/// Writes JSON text, accounts as SS58 with Bittensor's prefix.
pub fn json_ss58(set: Rc<Set>) -> Op {
    json(set, Accounts::default())
}

fn json(set: Rc<Set>, accounts: Accounts) -> Op {
    over_parts(set, move |schema, part| {
        let mut text = Vec::new();
        schema.write_json(part.type_id, &part.bytes, accounts, &mut text).expect("write_json");
        black_box(&text).len()
    })
}

/// Checks a value and notes where its parts begin.
pub fn view(set: Rc<Set>) -> Op {
    over_parts(set, |schema, part| {
        black_box(&schema.view(part.type_id, &part.bytes).expect("view"));
        part.bytes.len()
    })
}

/// Decodes into an owned tree.
pub fn value(set: Rc<Set>) -> Op {
    over_parts(set, |schema, part| {
        black_box(&schema.value(part.type_id, &part.bytes).expect("value"));
        part.bytes.len()
    })
}

/// Decodes by derive, with the checks of a descriptor.
pub fn same<T: Decode>(set: Rc<Set>) -> Op {
    Box::new(move || {
        for part in &set.parts {
            black_box(&decode_exact::<T>(&part.bytes).expect("decode_exact"));
        }
        set.bytes()
    })
}

/// Decodes a drifted type by its plan, which is made once per runtime.
pub fn adapt<T: Decode + TypeInfo + 'static>(set: Rc<Set>) -> Op {
    let schemas = set
        .prepare(|runtime| Schema::new(Registry::decode(&runtime.registry()).expect("registry")));
    let decoders: Vec<Decoder<T>> = set
        .parts
        .iter()
        .zip(&schemas)
        .map(|(part, schema)| Decoder::new(schema, part.type_id).expect("layout"))
        .collect();
    Box::new(move || {
        for (part, decoder) in set.parts.iter().zip(&decoders) {
            black_box(&decoder.decode(&part.bytes).expect("adapt"));
        }
        set.bytes()
    })
}

/// Describes a Rust type in the crate's own tables, as a comparison with a chain's type wants it.
pub fn describe<T: TypeInfo + 'static>(_: Rc<Set>) -> Op {
    Box::new(|| Registry::of::<T>().0.len())
}

/// Reads a registry into the crate's own tables.
pub fn registry(runtime: Rc<Runtime>) -> Op {
    let bytes = runtime.registry();
    Box::new(move || {
        black_box(&Registry::decode(&bytes).expect("registry"));
        bytes.len()
    })
}

/// Compiles a registry. The registry is copied first, which takes part of the time.
pub fn schema(runtime: Rc<Runtime>) -> Op {
    let registry = Registry::decode(&runtime.registry()).expect("registry");
    Box::new(move || {
        black_box(&Schema::new(registry.clone()));
        registry.len()
    })
}

/// Reads metadata, with its documentation, and compiles its schema.
pub fn ready(runtime: Rc<Runtime>) -> Op {
    Box::new(move || {
        black_box(&Metadata::decode(&runtime.metadata).expect("metadata"));
        runtime.metadata.len()
    })
}

/// The key of an item with one hashed argument.
#[must_use]
pub fn key_account(who: [u8; 32]) -> Vec<u8> {
    ACCOUNT.key((AccountId::from(who),))
}

/// The key of an item with one argument as it is.
#[must_use]
pub fn key_tempo(netuid: u16) -> Vec<u8> {
    TEMPO.key((netuid,))
}

/// The key of an item with two arguments.
#[must_use]
pub fn key_uids(netuid: u16, who: [u8; 32]) -> Vec<u8> {
    UIDS.key((netuid, AccountId::from(who)))
}

/// Does one thing to each value of a set, by the schemas of their runtimes.
fn over_parts(set: Rc<Set>, read: impl Fn(&Schema, &Part) -> usize + 'static) -> Op {
    let schemas = set
        .prepare(|runtime| Schema::new(Registry::decode(&runtime.registry()).expect("registry")));
    Box::new(move || set.parts.iter().zip(&schemas).map(|(part, schema)| read(schema, part)).sum())
}
