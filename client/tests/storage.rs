//! Maps read page by page: what comes, in what order, at what cost, and what is refused.

#[path = "storage/support.rs"]
mod support;

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt, TryStreamExt};
use proptest::prelude::*;
use subwire::codec::Storage;
use subwire::codec::codec::Encode;
use subwire::codec::hasher::{Blake2_128Concat, Blake2_256, Identity, Twox64Concat};
use subwire::codec::subtensor::NetUid;
use subwire::codec::subtensor::pallets::subtensor_module::storage::UIDS;
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::transport::clock::Clock;
use subwire::transport::layer::Meter;
use subwire::transport::mock::{Chain, Faults, VirtualClock};
use subwire::transport::{Reply, Request, Transport};
use subwire::{At, Entries, Error, transport};

use support::{account, at, info, rich_chain, subtensor_chain, trusting};

type Wide = (Twox64Concat<u16>, Identity<u8>, Blake2_128Concat<u16>);
const WIDE: Storage<Wide, u32> = Storage::new("Test", "Wide");
const HASHED: Storage<(Blake2_256<u16>,), u32> = Storage::new("Test", "Hashed");
const PLAIN: Storage<(Identity<u16>,), u32> = Storage::new("Test", "Plain");

fn all<I>(entries: Entries<I>) -> Vec<I> {
    block_on(entries.try_collect()).unwrap()
}

/// How many requests of each of the two kinds that read maps.
fn requests<T>(meter: &Meter<T>) -> (u64, u64) {
    let usage = meter.usage();
    let of = |method: &str| usage.requests.get(method).copied().unwrap_or_default();
    (of("state_getKeysPaged"), of("state_queryStorageAt"))
}

#[test]
fn a_map_in_order_is_its_entries_by_key() {
    let at = at(rich_chain(2500));
    let entries = all(at.iter(&ACCOUNT));
    let keys: Vec<_> = entries.iter().map(|(who, _)| ACCOUNT.key(*who)).collect();
    assert!(keys.is_sorted() && keys.len() == 2500);
    assert!(entries.iter().all(|((who,), found)| {
        let n = u32::from_le_bytes(AsRef::<[u8]>::as_ref(who)[..4].try_into().unwrap());
        *found == info(n.into())
    }));
    assert_eq!(block_on(at.map(&ACCOUNT).count()).unwrap(), 2500);
    let raw = all(at.map(&ACCOUNT).raw());
    assert!(raw.iter().map(|(key, _)| key).eq(&keys));
    assert_eq!(all(at.map(&ACCOUNT).raw_keys()), keys);
}

#[test]
fn an_empty_map_is_empty() {
    let at = at(subtensor_chain().build());
    assert_eq!(all(at.iter(&ACCOUNT)), []);
    assert_eq!(all(at.iter_parallel(&ACCOUNT)), []);
    assert_eq!(block_on(at.map(&ACCOUNT).count()).unwrap(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever the size of pages and the number of shards: the same entries as key by key.
    #[test]
    fn every_way_to_read_a_map_gives_the_same(
        entries in prop::collection::btree_map((0..6_u16, 0..4_u8, any::<u16>()), any::<u32>(), 0..120),
        page in 1..40_usize,
        shards in 1..300_u16,
        start in any::<prop::sample::Index>(),
        under in 0..6_u16,
    ) {
        let stored = entries.iter().map(|(args, value)| (WIDE.key(*args), value.encode()));
        let by_key: BTreeMap<_, _> = entries.iter().map(|(args, v)| (WIDE.key(*args), (*args, *v))).collect();
        let expected: Vec<_> = by_key.values().copied().collect();
        let at = trusting(subtensor_chain().storage_many(stored).build());
        let map = at.map(&WIDE).page_size(page);

        let one_by_one = block_on(at.fetch_many(&WIDE, expected.iter().map(|(args, _)| *args)));
        prop_assert!(one_by_one.unwrap().into_iter().eq(expected.iter().map(|(_, value)| *value)));
        prop_assert_eq!(&all(map.iter()), &expected);
        prop_assert!(all(map.keys()).into_iter().eq(expected.iter().map(|(args, _)| *args)));

        let mut unordered = all(map.clone().parallel(shards).iter());
        unordered.sort_by_key(|(args, _)| WIDE.key(*args));
        prop_assert_eq!(&unordered, &expected);
        let counted = block_on(map.clone().parallel(shards).count()).unwrap();
        prop_assert_eq!(counted, expected.len() as u64);

        if !expected.is_empty() {
            let start = start.index(expected.len());
            let behind = map.starting_after(expected[start].0);
            prop_assert_eq!(&all(behind.iter()), &expected[start + 1..]);
            let mut unordered = all(behind.parallel(shards).values());
            unordered.sort();
            let rest = expected[start + 1..].iter().map(|(args, value)| (WIDE.key(*args), *value));
            prop_assert!(unordered.into_iter().eq(rest));
        }

        let below: Vec<_> = expected.iter().copied().filter(|((one, ..), _)| *one == under).collect();
        prop_assert_eq!(&all(at.iter_under(&WIDE, (under,))), &below);
        let mut lower: Vec<_> = below.iter().copied().filter(|((_, two, _), _)| *two == 1).collect();
        let mut found = all(at.map_under(&WIDE, (under, 1)).page_size(page).parallel(shards).iter());
        lower.sort();
        found.sort();
        prop_assert_eq!(found, lower);
    }
}

#[test]
fn values_come_while_the_next_keys_do() {
    let (clock, chain) = (VirtualClock::new(), rich_chain(10_500));
    let trip = Duration::from_millis(200);
    chain.set_faults(Faults::seeded(1).latency(Arc::new(clock.clone()), trip..=trip));
    let meter = Meter::new(chain);
    let at = at(meter.clone());

    let count = clock.run(at.iter(&ACCOUNT).count());
    assert_eq!(count, 10_500);
    // Eleven pages of keys, one after the other, and the last page's values.
    assert_eq!(clock.now(), 12 * trip);
    assert_eq!(meter.usage().round_trips, 12);
    // Eleven pages of values, and what tells the runtime beside the first keys.
    assert_eq!(requests(&meter), (11, 12));

    let (before, trips) = (clock.now(), meter.usage().round_trips);
    assert_eq!(clock.run(at.iter_parallel(&ACCOUNT).count()), 10_500);
    // About 656 accounts in each of sixteen parts: one page each.
    assert_eq!((clock.now() - before, meter.usage().round_trips - trips), (2 * trip, 2));

    let before = clock.now();
    assert_eq!(clock.run(at.map(&ACCOUNT).parallel(256).count()).unwrap(), 10_500);
    assert_eq!(clock.now() - before, trip, "keys alone");
}

#[test]
fn a_reader_who_stops_is_not_fetched_for() {
    let meter = Meter::new(rich_chain(30_000));
    let at = trusting(meter.clone());
    let mut entries = at.iter(&ACCOUNT);
    assert_eq!(requests(&meter), (0, 0), "nothing before it is polled");
    block_on(entries.next()).unwrap().unwrap();
    // Polled again and again while it is in the first page, it never runs far ahead.
    for _ in 0..900 {
        block_on(entries.next()).unwrap().unwrap();
    }
    let (keys, values) = requests(&meter);
    assert!(keys <= 8 && values <= 8, "{keys} pages of keys, {values} of values");
    assert!(keys >= 2, "the next page is fetched while this one is read");

    let meter = Meter::new(rich_chain(60_000));
    let mut entries = trusting(meter.clone()).iter_parallel(&ACCOUNT);
    block_on(entries.next()).unwrap().unwrap();
    for _ in 0..20 {
        // Whoever is polled gets on as far as it may.
        let _ = entries.next().now_or_never();
    }
    let (keys, values) = requests(&meter);
    assert!(keys <= 4 * 16 && values <= 3 * 16, "{keys} pages of keys, {values} of values");
}

#[test]
fn keys_alone_are_half_the_requests() {
    let meter = Meter::new(rich_chain(3000));
    let at = at(meter.clone());
    assert_eq!(all(at.map(&ACCOUNT).page_size(500).keys()).len(), 3000);
    // The seventh page is empty. One request tells the runtime.
    assert_eq!(requests(&meter), (7, 1));
    assert_eq!(block_on(at.map(&ACCOUNT).page_size(9_999_999).count()).unwrap(), 3000);
    assert_eq!(requests(&meter), (7 + 4, 1), "a page has a thousand keys at most");
}

#[test]
fn keys_that_keep_a_hash_only_come_as_bytes() {
    let stored = (0..300_u16).map(|n| (HASHED.key((n,)), u32::from(n).encode()));
    let at = trusting(subtensor_chain().storage_many(stored).build());
    for map in [at.map(&HASHED), at.map(&HASHED).parallel(16)] {
        let values: BTreeMap<_, _> = all(map.page_size(7).values()).into_iter().collect();
        assert!((0..300_u16).all(|n| values[&HASHED.key((n,))] == u32::from(n)));
        assert_eq!(values.len(), 300);
    }
}

#[test]
fn keys_without_a_hash_are_read_in_order() {
    let stored = (0..300_u16).map(|n| (PLAIN.key((n,)), u32::from(n).encode()));
    let meter = Meter::new(subtensor_chain().storage_many(stored).build());
    let at = trusting(meter.clone());
    let entries = all(at.iter_parallel(&PLAIN));
    assert!(entries.is_sorted_by_key(|(args, _)| PLAIN.key(*args)) && entries.len() == 300);
    assert_eq!(requests(&meter), (1, 1));
    // Of the subnet's part of the map, the next argument is hashed.
    let uids = (0..300).map(|n| (UIDS.key((NetUid(1), account(n))), (n as u16).encode()));
    let meter = Meter::new(subtensor_chain().storage_many(uids).build());
    let map = trusting(meter.clone()).map_under(&UIDS, (NetUid(1),));
    assert_eq!(all(map.parallel(4).iter()).len(), 300);
    assert_eq!(requests(&meter), (4, 4));
}

#[test]
fn an_entry_that_cannot_be_decoded_is_told_in_its_place() {
    let mut stored: Vec<_> = (0..9_u16).map(|n| (PLAIN.key((n,)), u32::from(n).encode())).collect();
    stored[4].1 = vec![1];
    let too_long = [PLAIN.key((6,)), vec![0]].concat();
    stored.push((too_long, 7_u32.encode()));
    let at = trusting(subtensor_chain().storage_many(stored).build());
    let entries: Vec<_> = block_on(at.map(&PLAIN).page_size(2).iter().collect());
    let wrong: Vec<_> = (0..10).filter(|i| entries[*i].is_err()).collect();
    assert_eq!((entries.len(), &wrong[..]), (10, &[4, 7][..]));
    assert!(
        matches!(entries[4], Err(Error::Decode(_))) && matches!(entries[7], Err(Error::Key(_)))
    );
}

/// A chain whose pages of keys are written by somebody else.
struct Keys<F>(Chain, F);

#[async_trait::async_trait]
impl<F> Transport for Keys<F>
where
    F: Fn(&str) -> String + Send + Sync + 'static,
{
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        match request.method {
            "state_getKeysPaged" => Ok(Reply::from_json((self.1)(request.params.as_json()))),
            _ => self.0.send(request).await,
        }
    }
}

fn page(keys: impl IntoIterator<Item = Vec<u8>>) -> String {
    let keys: Vec<_> =
        keys.into_iter().map(|key| format!("\"0x{}\"", const_hex::encode(key))).collect();
    format!("[{}]", keys.join(","))
}

#[test]
fn hostile_pages_are_refused() {
    let key = |n: u16| PLAIN.key((n.swap_bytes(),));
    let stored: Vec<_> = (0..20).map(|n| (key(n), u32::from(n).encode())).collect();
    let cases: [(&str, String); 9] = [
        ("the page does not get on", page([key(3), key(4)])),
        ("the page does not get on", page([key(5), key(4)])),
        ("the page does not get on", page([key(4), key(4)])),
        ("another map's", page([key(4), WIDE.key((9, 9, 9))])),
        ("3 keys where at most 2", page([key(4), key(5), key(6)])),
        ("nothing under a key it listed", page([key(4), key(500)])),
        ("one is not hex", r#"["0xzz"]"#.into()),
        ("an array of keys", "{}".into()),
        ("an array of keys", "null".into()),
    ];
    for (message, second) in cases {
        let chain = subtensor_chain().storage_many(stored.clone()).build();
        let first = page([key(2), key(3)]);
        let answer = move |params: &str| {
            if params.contains("null") { first.clone() } else { second.clone() }
        };
        let at = trusting(Keys(chain, answer));
        let found: Vec<_> = block_on(at.map(&PLAIN).page_size(2).iter().collect());
        assert_eq!(found.len(), 3, "{message}: ends with the error");
        assert!(found[..2].iter().all(Result::is_ok));
        let error = found[2].as_ref().unwrap_err().to_string();
        assert!(error.contains(message) && error.starts_with("state_"), "{error}");
        if !message.contains("listed") {
            assert!(block_on(at.map(&PLAIN).page_size(2).count()).is_err(), "{message}");
        }
    }
}

#[test]
fn a_node_that_repeats_itself_is_left() {
    // The same page whatever is asked, in every shard.
    let at = trusting(Keys(rich_chain(10), |_: &str| {
        let mut keys: Vec<_> = (0..4).map(|n| ACCOUNT.key((account(n),))).collect();
        keys.sort();
        page(keys)
    }));
    let map = at.map(&ACCOUNT).page_size(4);
    assert!(block_on(map.count()).unwrap_err().to_string().contains("does not get on"));
    let parallel: Result<Vec<_>, _> = block_on(map.parallel(16).iter().try_collect());
    assert!(parallel.unwrap_err().to_string().contains("does not get on"));
}

#[test]
fn a_failed_request_ends_the_stream_and_the_next_one_goes_on() {
    let chain = rich_chain(50);
    let at = trusting(chain.clone());
    let mut entries = at.map(&ACCOUNT).page_size(10).iter();
    let mut read: Vec<_> = (0..15).map(|_| block_on(entries.next()).unwrap().unwrap()).collect();
    chain.set_faults(Faults::seeded(1).errors(1000));
    let error = loop {
        match block_on(entries.next()).expect("it does not end without saying why") {
            Ok(entry) => read.push(entry),
            Err(error) => break error,
        }
    };
    assert!(error.rpc().is_some() && block_on(entries.next()).is_none());
    chain.set_faults(Faults::default());
    let (last, _) = *read.last().unwrap();
    read.extend(all(at.map(&ACCOUNT).starting_after(last).iter()));
    assert_eq!(read, all(at.iter(&ACCOUNT)));
}

#[test]
fn waiting_may_be_given_up_and_begun_again() {
    let (clock, chain) = (VirtualClock::new(), rich_chain(25));
    let trip = Duration::from_millis(200);
    chain.set_faults(Faults::seeded(1).latency(Arc::new(clock.clone()), trip..=trip));
    let at: At<_> = trusting(chain);
    let mut entries = at.map(&ACCOUNT).page_size(10).iter();
    let mut read = Vec::new();
    clock.run(async {
        loop {
            // Given up at once where it has to wait, then begun again.
            let now = entries.next().now_or_never();
            let Some(entry) = (match now {
                Some(entry) => entry,
                None => entries.next().await,
            }) else {
                break;
            };
            read.push(entry.unwrap());
        }
    });
    assert_eq!(read.len(), 25);
}
