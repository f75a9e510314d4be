//! What reads cost, and what they make of answers that are wrong.

use std::sync::{Arc, Mutex};

use futures::executor::block_on;
use futures::future::{try_join, try_join_all};
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::pallets::subtensor_module::storage::{
    NETWORKS_ADDED, TEMPO, TOTAL_NETWORKS,
};
use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire::codec::subtensor::{AccountInfo, NetUid};
use subwire::codec::{AccountId, Tao};
use subwire::transport::layer::{Meter, Usage};
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::transport::{Reply, Request, Transport};
use subwire::{BlockHash, Client, Error, Spec, Subtensor, Verify, transport};

fn account(n: u32) -> AccountId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&n.to_le_bytes());
    AccountId::from(bytes)
}

/// A chain with a runtime that the descriptors are known to be the same in.
fn subtensor_chain() -> ChainBuilder {
    let spec = Spec::new("node-subtensor", 365);
    Chain::builder()
        .runtime(|runtime| runtime.spec_name(spec.name()).spec_version(spec.version()))
        .storage_many([spec.storage_entry()])
}

/// A client of a node whose answers say nothing about runtimes.
fn trusting<T: Transport>(transport: T) -> Client<T> {
    Client::builder(transport).verify(Verify::Never).build()
}

/// A chain on which account n has n rao, for n below 3000.
fn rich_chain() -> Chain {
    let entries = (0..3000).map(|n| {
        let mut info = AccountInfo::default();
        info.data.free = Tao::from_rao(n.into());
        (ACCOUNT.key((account(n),)), info.encode())
    });
    subtensor_chain().block(5, [5; 32]).storage_many(entries).build()
}

fn metered(chain: Chain) -> (Subtensor<Meter<Chain>>, impl Fn() -> Usage) {
    let meter = Meter::new(chain);
    (Subtensor::new(meter.clone()), move || meter.usage())
}

fn requests(usage: &Usage) -> u64 {
    usage.requests.values().sum()
}

#[test]
fn a_thousand_balances_are_one_request() {
    let (subtensor, usage) = metered(rich_chain());
    let balances = block_on(subtensor.balances((0..1000).map(account))).unwrap();
    assert_eq!(balances.len(), 1000);
    assert!((0..1000).all(|n| balances[&account(n)].rao() == u64::from(n)));
    // What tells the block's runtime comes with the values; a new client does not know that yet.
    assert_eq!((requests(&usage()), usage().round_trips), (2, 1));
    assert_eq!(usage().requests["state_queryStorageAt"], 1);
    block_on(subtensor.balances((1000..2000).map(account))).unwrap();
    assert_eq!((requests(&usage()), usage().round_trips), (3, 2));
}

#[test]
fn more_balances_are_chunks_side_by_side() {
    let (subtensor, usage) = metered(rich_chain());
    let head = block_on(subtensor.at_head()).unwrap();
    let before = usage();
    let balances = block_on(head.balances((0..3500).map(account))).unwrap();
    assert_eq!(balances[&account(2999)].rao(), 2999);
    assert_eq!(balances[&account(3499)], Tao::ZERO);
    assert_eq!(requests(&usage()) - requests(&before), 4);
    assert_eq!(usage().round_trips - before.round_trips, 1);

    // Without a block: the first chunk tells the block of the others.
    let (subtensor, usage) = metered(rich_chain());
    let (head, found) = block_on(subtensor.at_head_with_balances((0..2500).map(account))).unwrap();
    assert_eq!((head.hash(), found.len()), (BlockHash::from([5; 32]), 2500));
    assert_eq!((requests(&usage()), usage().round_trips), (4, 2));
}

#[test]
fn no_keys_no_request() {
    let (subtensor, usage) = metered(rich_chain());
    let head = block_on(subtensor.at(BlockHash::from([5; 32]))).unwrap();
    assert!(block_on(head.balances([])).unwrap().is_empty());
    assert_eq!(requests(&usage()), 0);
    // At the head there is still the head to find.
    let (head, found) = block_on(subtensor.at_head_with_balances([])).unwrap();
    assert_eq!((head.hash(), found.len()), (BlockHash::from([5; 32]), 0));
    assert_eq!(usage().requests["state_queryStorageAt"], 1);
}

#[test]
fn values_keep_their_order_and_may_repeat() {
    let client = Client::new(rich_chain());
    let wanted = [7, 3, 7, 9999, 3];
    let found = block_on(async {
        let head = client.at_head().await?;
        head.fetch_many(&ACCOUNT, wanted.map(|n| (account(n),))).await
    });
    let rao: Vec<u64> = found.unwrap().iter().map(|info| info.data.free.rao()).collect();
    assert_eq!(rao, [7, 3, 7, 0, 3]);
}

#[test]
fn all_neurons_are_two_round_trips() {
    let meter = Meter::new(Subtensor::demo().client().transport().clone());
    let subtensor = Subtensor::new(meter.clone());
    let neurons = block_on(async {
        let (head, netuids) = subtensor.at_head_with_netuids().await?;
        try_join_all(netuids.into_iter().map(|netuid| head.neurons_lite(netuid))).await
    });
    assert_eq!(neurons.unwrap().concat().len(), 308);
    let usage = meter.usage();
    assert_eq!((requests(&usage), usage.requests["state_call"], usage.round_trips), (10, 8, 2));
}

#[test]
fn reads_side_by_side_are_one_round_trip() {
    let (subtensor, usage) = metered(rich_chain());
    let head = block_on(subtensor.at(BlockHash::from([5; 32]))).unwrap();
    let (one, two) = (account(1), account(2));
    block_on(try_join(head.balance(&one), head.balance(&two))).unwrap();
    // What tells the block's runtime is asked for once, beside them.
    assert_eq!((requests(&usage()), usage().round_trips), (3, 1));
}

fn subnets(builder: ChainBuilder, netuids: impl IntoIterator<Item = u16>, total: u16) -> Chain {
    let added = netuids.into_iter().map(|n| (NETWORKS_ADDED.key((NetUid(n),)), vec![1]));
    builder.storage_many(added).storage(TOTAL_NETWORKS.key(()), total.encode()).build()
}

#[test]
fn netuids_beyond_the_guess_are_found() {
    // 2500 subnets with gaps, far beyond the first 256, over several pages of keys.
    let all: Vec<u16> = (0..2500).map(|n| n * 7 + n % 3).collect();
    let chain = subnets(subtensor_chain(), all.iter().copied(), 2500);
    let (subtensor, usage) = metered(chain);
    let found = block_on(subtensor.netuids()).unwrap();
    assert_eq!(found, all.into_iter().map(NetUid).collect::<Vec<_>>());
    assert_eq!(usage().requests["state_getKeysPaged"], 3);
    assert_eq!(usage().requests["state_queryStorageAt"], 4);
}

#[test]
fn a_subnet_that_is_not_added_does_not_exist() {
    let chain = subtensor_chain().storage(NETWORKS_ADDED.key((NetUid(2),)), [0]);
    let (subtensor, usage) = metered(subnets(chain, [0, 1, 5], 3));
    assert_eq!(block_on(subtensor.netuids()).unwrap(), [0, 1, 5].map(NetUid));
    assert_eq!(usage().round_trips, 1);
    // The chain's own count is wrong: the map decides.
    let chain = subtensor_chain().storage(NETWORKS_ADDED.key((NetUid(2),)), [0]);
    let (subtensor, _) = metered(subnets(chain, [0, 1, 5], 9));
    assert_eq!(block_on(subtensor.netuids()).unwrap(), [0, 1, 5].map(NetUid));
}

#[test]
fn a_page_of_keys_that_does_not_get_on_is_an_error() {
    let key = const_hex::encode_prefixed(NETWORKS_ADDED.key((NetUid(7),)));
    let page = format!("[{}]", vec![format!("\"{key}\""); 1000].join(","));
    let client = Client::new(EndlessKeys(page));
    let error = block_on(async { client.at_head().await?.netuids().await }).unwrap_err();
    assert!(error.to_string().contains("does not get on"), "{error}");
}

/// A chain whose count of subnets is wrong and whose pages of keys never end.
struct EndlessKeys(String);

#[async_trait::async_trait]
impl Transport for EndlessKeys {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        if request.method == "state_getKeysPaged" {
            return Ok(Reply::from_json(self.0.clone()));
        }
        let chain = subnets(subtensor_chain(), [1], 2);
        chain.send(request).await
    }
}

#[test]
fn a_block_is_pinned_by_number_or_hash() {
    let (subtensor, usage) = metered(rich_chain());
    let five = block_on(subtensor.at(5)).unwrap();
    assert_eq!(five.hash(), BlockHash::from([5; 32]));
    assert_eq!(usage().requests["chain_getBlockHash"], 1);
    assert!(matches!(block_on(subtensor.at(6)), Err(Error::NoSuchBlock(_))));
    let unknown = block_on(subtensor.at(BlockHash::from([9; 32]))).unwrap();
    let error = block_on(unknown.balance(&account(1))).unwrap_err().to_string();
    assert!(error.contains("UnknownBlock"), "{error}");
}

/// Answers everything with the same text and remembers what it was asked.
#[derive(Clone)]
struct Parrot {
    answer: Arc<str>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Parrot {
    fn new(answer: &str) -> Self {
        Self { answer: answer.into(), asked: Arc::default() }
    }
}

#[async_trait::async_trait]
impl Transport for Parrot {
    async fn send(&self, request: Request<'_>) -> Result<Reply, transport::Error> {
        self.asked.lock().unwrap().push(format!("{} {}", request.method, request.params.as_json()));
        Ok(Reply::from_json(self.answer.to_string()))
    }
}

#[test]
fn every_read_of_a_block_names_the_block() {
    let parrot = Parrot::new("\"0x\"");
    let client = trusting(parrot.clone());
    block_on(async {
        let at = client.at(BlockHash::from([0xab; 32])).await.unwrap();
        let _ = at.balance(&account(1)).await;
        let _ = at.balances([account(1), account(2)]).await;
        let _ = at.neurons(1).await;
        let _ = at.neurons_lite(1).await;
        let _ = at.netuids().await;
        let _ = at.total_subnets().await;
    });
    let asked = parrot.asked.lock().unwrap();
    assert_eq!(asked.len(), 6);
    let block = format!("\"{}\"]", BlockHash::from([0xab; 32]));
    assert!(asked.iter().all(|request| request.ends_with(&block)), "{asked:#?}");
}

#[test]
fn a_wrong_answer_is_an_error_that_says_how() {
    let key = const_hex::encode_prefixed(ACCOUNT.key((account(1),)));
    let block = BlockHash::from([1; 32]);
    let changes = |changes: String| format!(r#"[{{"block":"{block}","changes":[{changes}]}}]"#);
    let other = format!(r#"[{{"block":"{}","changes":[]}}]"#, BlockHash::from([2; 32]));
    let cases = [
        ("null".to_string(), "one set of storage changes wanted"),
        ("[]".into(), "found 0 sets"),
        ("[1]".into(), "one set of storage changes wanted"),
        (other, "they are of another block, 0x0202"),
        (changes(String::new()), "is missing"),
        (changes(r#"["0x00","0x00"]"#.into()), "is missing"),
        (changes(format!(r#"["{key}",null],["{key}",null]"#)), "2 values for 1 keys"),
        (changes(format!(r#"["{key}","0xzz"]"#)), "a value is not hex"),
        (changes(format!(r#"["{key}","00"]"#)), "a value is not hex"),
        (changes(format!(r#"["{key}","0x00"]"#)), "System.Account: AccountInfo ends early"),
        (
            changes(format!(r#"["{key}","0x{}"]"#, "00".repeat(57))),
            "System.Account: 1 bytes left over after AccountInfo, which ends at byte 56 of 57",
        ),
    ];
    for (answer, message) in cases {
        let client = trusting(Parrot::new(&answer));
        let error = block_on(async {
            client.at(block).await.unwrap().fetch_many(&ACCOUNT, [(account(1),)]).await
        });
        let error = error.unwrap_err();
        assert!(error.to_string().contains(message), "{answer}: {error}");
        assert!(!error.is_retryable() && !error.to_string().contains('\n'));
    }
}

#[test]
fn other_reads_refuse_other_answers() {
    for answer in ["null", "1", "\"0x1\"", "\"0xzz\"", "[]", "{}", "\"\"", "\"0xff\""] {
        let subtensor = Subtensor::over(trusting(Parrot::new(answer)));
        let at = block_on(subtensor.at(BlockHash::from([1; 32]))).unwrap();
        assert!(block_on(at.neurons_lite(1)).is_err(), "{answer}");
        assert!(block_on(at.neurons(1)).is_err(), "{answer}");
        assert!(block_on(at.netuids()).is_err(), "{answer}");
        assert!(block_on(subtensor.at_head()).is_err(), "{answer}");
        assert!(block_on(subtensor.at(1)).is_err(), "{answer}");
        let tempo = block_on(at.fetch(&TEMPO, (NetUid(1),)));
        if answer == "null" {
            // Nothing stored is an answer, and the descriptor is trusted with the default.
            assert_eq!(tempo.unwrap(), 360);
        } else {
            let error = tempo.unwrap_err().to_string();
            assert!(error.contains("Tempo") || error.contains("state_getStorage"), "{error}");
        }
    }
}
