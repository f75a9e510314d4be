//! What neurons commit to, and the keys to which extrinsics are encrypted.

use std::collections::BTreeMap;

use subwire::codec::Tao;
use subwire::codec::codec::Encode;
use subwire::codec::subtensor::pallets::commitments::storage;
use subwire::codec::subtensor::pallets::mev_shield::storage as shield;
use subwire::codec::subtensor::pallets::subtensor_module::storage::KEYS;
use subwire::codec::subtensor::{CommitmentInfo, Data, NetUid, Registration};
use subwire::transport::mock::{Chain, ChainBuilder};
use subwire::{Client, RevealedCommitment};

use crate::support::{MAP, ONE, Stores, account, chain, lacks, of_spec, read};

const NETUID: NetUid = NetUid(1);

fn registration(bytes: &[u8]) -> Registration {
    let fields = vec![Data::Raw(bytes.to_vec())];
    Registration { deposit: Tao::from_rao(5), block: 9, info: CommitmentInfo { fields } }
}

/// Hotkey 1, of uid 7, has committed to something, and what it had committed to is revealed; hotkey
/// 2 has revealed bytes that are no SCALE string.
fn committed() -> ChainBuilder {
    let (one, two) = (account(1), account(2));
    let revealed = vec![("first".encode(), 100_u64), ("second ω".encode(), 101)];
    chain()
        .has(&KEYS, (NETUID, 7), one)
        .has(&storage::COMMITMENT_OF, (NETUID, one), registration(b"hello"))
        .has(&storage::COMMITMENT_OF, (NETUID, two), registration(b"bye"))
        .has(&storage::COMMITMENT_OF, (NetUid(2), two), registration(b"elsewhere"))
        .has(&storage::REVEALED_COMMITMENTS, (NETUID, one), revealed)
        .has(&storage::REVEALED_COMMITMENTS, (NETUID, two), vec![(b"bare".to_vec(), 102_u64)])
        .has(&storage::LAST_BONDS_RESET, (NETUID, one), 77_u32)
}

#[test]
fn commitments() {
    let (one, two, chain) = (account(1), account(2), committed().build());
    let (hello, bye) = (registration(b"hello"), registration(b"bye"));
    let found = read(&chain, ONE, async |head| head.commitment(&one, 1).await);
    assert_eq!(found.as_ref(), Some(&hello));
    assert_eq!(hello.info.text().as_deref(), Some("hello"));
    assert_eq!(read(&chain, ONE, async |head| head.commitment(&one, 2).await), None);
    let found = read(&chain, (2, 2), async |head| head.commitment_of_uid(1, 7).await);
    assert_eq!(found.as_ref(), Some(&hello));
    // Where nobody has the uid, nothing more is asked.
    assert_eq!(read(&chain, ONE, async |head| head.commitment_of_uid(1, 8).await), None);
    let found = read(&chain, MAP, async |head| head.commitments(1).await);
    assert_eq!(found, BTreeMap::from([(one, hello), (two, bye)]));
}

fn texts(revealed: &[RevealedCommitment]) -> Vec<(u64, String)> {
    revealed.iter().map(|one| (one.block, one.text.to_string())).collect()
}

#[test]
fn revealed_commitments() {
    let (one, two, chain) = (account(1), account(2), committed().build());
    let expected = [(100, "first".to_string()), (101, "second ω".to_string())];
    let found = read(&chain, ONE, async |head| head.revealed_commitments(&one, 1).await);
    assert_eq!(texts(&found), expected);
    let of_uid = read(&chain, (2, 2), async |head| head.revealed_commitments_of_uid(1, 7).await);
    assert_eq!(of_uid, found);
    let of_uid = read(&chain, ONE, async |head| head.revealed_commitments_of_uid(1, 8).await);
    assert!(of_uid.is_empty());
    assert!(read(&chain, ONE, async |head| head.revealed_commitments(&one, 2).await).is_empty());
    let all = read(&chain, MAP, async |head| head.all_revealed_commitments(1).await);
    assert_eq!((all.len(), &all[&one]), (2, &found));
    assert_eq!(texts(&all[&two]), [(102, "bare".to_string())]);

    let old = of_spec(233).build();
    let missing = lacks(&old, async |head| head.revealed_commitments(&one, 1).await);
    assert_eq!(missing, "RevealedCommitments");
    let missing = lacks(&old, async |head| head.all_revealed_commitments(1).await);
    assert_eq!(missing, "RevealedCommitments");
}

#[test]
fn resets_of_bonds() {
    let (one, chain) = (account(1), committed().build());
    assert_eq!(read(&chain, ONE, async |head| head.last_bonds_reset(&one, 1).await), Some(77));
    assert_eq!(read(&chain, ONE, async |head| head.last_bonds_reset(&one, 2).await), None);
    let found = read(&chain, (2, 2), async |head| head.last_bonds_reset_of_uid(1, 7).await);
    assert_eq!(found, Some(77));
    assert_eq!(read(&chain, ONE, async |head| head.last_bonds_reset_of_uid(1, 8).await), None);
}

fn keys(current: &[u8]) -> Chain {
    chain().has(&shield::CURRENT_KEY, (), current).build()
}

#[test]
fn keys_of_the_shield() {
    let chain = keys(&[3; 1184]);
    let key = read(&chain, ONE, async |head| head.mev_shield_key().await);
    assert_eq!(key.as_deref(), Some(&[3; 1184]));
    assert_eq!(read(&chain, ONE, async |head| head.next_mev_shield_key().await), None);

    for len in [0, 1183, 1185] {
        let chain = keys(&vec![3; len]);
        let head = smol::block_on(Client::new(chain).at_head()).unwrap();
        let error = smol::block_on(head.mev_shield_key()).unwrap_err().to_string();
        assert!(error.contains(&format!("found {len} bytes")), "{error}");
    }
    let missing = lacks(&of_spec(343).build(), async |head| head.next_mev_shield_key().await);
    assert_eq!(missing, "NextKey");
}
