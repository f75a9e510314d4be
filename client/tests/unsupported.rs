//! What a runtime lacks is named, with the runtimes that are known to have it.

use futures::TryStreamExt;
use futures::executor::block_on;
use subwire::codec::codec::Encode;
use subwire::codec::hasher::Twox64Concat;
use subwire::codec::subtensor::pallets::subtensor_module::storage::TOTAL_NETWORKS;
use subwire::codec::{RuntimeApi, Runtimes, Storage};
use subwire::transport::layer::Meter;
use subwire::transport::mock::Chain;
use subwire::{At, Client, Error, Spec};

const NAME: &str = "node-subtensor";
const THEN: Runtimes = Runtimes::new(NAME, &[320, 343]);
const AROUND: Runtimes = Runtimes::new(NAME, &[315, 365, 425]);
const OTHER_CHAIN: Runtimes = Runtimes::new("node-other", &[1, 1000]);

const ITEM: Storage<(), u16> = Storage::new("Pallet", "Item").same_in(&THEN).missing_in(&AROUND);
const MAP: Storage<(Twox64Concat<u16>,), u16> =
    Storage::new("Pallet", "Map").same_in(&OTHER_CHAIN).missing_in(&AROUND);
const METHOD: RuntimeApi<(), u16> =
    RuntimeApi::new("Api", "method").same_in(&THEN).missing_in(&AROUND);

/// The head of a chain that has no metadata.
fn head(spec_version: u32) -> (At<Meter<Chain>>, Meter<Chain>) {
    let spec = Spec::new(NAME, spec_version);
    let chain = Chain::builder()
        .runtime(|runtime| runtime.spec_name(NAME).spec_version(spec_version))
        .storage_many([spec.storage_entry()])
        .storage(TOTAL_NETWORKS.key(()), 3u16.encode())
        .storage(ITEM.key(()), 7u16.encode())
        .runtime_call(METHOD.name(), |_| Ok(8u16.encode()));
    let meter = Meter::new(chain.build());
    (block_on(Client::new(meter.clone()).at_head()).unwrap(), meter)
}

fn unsupported<V: core::fmt::Debug>(
    result: Result<V, Error>,
) -> (&'static str, Option<u32>, Option<u32>) {
    match result {
        Err(Error::Unsupported { what, since_spec, from_spec }) => (what, since_spec, from_spec),
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_came_later_or_is_gone() {
    let (old, _) = head(315);
    assert_eq!(unsupported(block_on(old.fetch(&ITEM, ()))), ("Item", None, Some(320)));
    assert_eq!(unsupported(block_on(old.call(&METHOD, ()))), ("method", None, Some(320)));
    for (spec_version, since) in [(365, 365), (425, 365)] {
        let (new, _) = head(spec_version);
        let expected = |what| (what, Some(since), None);
        assert_eq!(unsupported(block_on(new.fetch(&ITEM, ()))), expected("Item"));
        assert_eq!(unsupported(block_on(new.call(&METHOD, ()))), expected("method"));
        assert_eq!(unsupported(block_on(new.call_many(&METHOD, [()]))), expected("method"));
    }
    let (between, _) = head(343);
    assert_eq!(block_on(between.fetch(&ITEM, ())).unwrap(), 7);
    assert_eq!(block_on(between.call(&METHOD, ())).unwrap(), 8);
}

#[test]
fn every_way_of_reading_says_so() {
    let (head, _) = head(365);
    let expected = ("Item", Some(365), None);
    assert_eq!(unsupported(block_on(head.fetch_many(&ITEM, [()]))), expected);
    assert_eq!(unsupported(block_on(head.fetch_stored(&ITEM, ()))), expected);
    let reads = head.reads().value(&TOTAL_NETWORKS, ()).stored(&ITEM, ());
    assert_eq!(unsupported(block_on(reads.fetch())), expected);
    // An empty map and one that is not there are not the same. Of another chain nothing is told.
    let entries = block_on(head.iter(&MAP).try_collect::<Vec<_>>());
    assert_eq!(unsupported(entries), ("Map", None, None));
}

#[test]
fn nobody_asks_for_metadata_to_find_out() {
    let (head, meter) = head(365);
    assert!(!block_on(head.has_item(&ITEM)).unwrap());
    assert!(!block_on(head.has_method(&METHOD)).unwrap());
    assert_eq!(unsupported(block_on(head.call(&METHOD, ()))).0, "method");
    let asked = meter.usage().requests;
    assert!(asked.keys().all(|method| !method.starts_with("state_getMetadata")), "{asked:?}");
}
