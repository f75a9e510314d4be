//! Blocks that come, fork and go, and what can be read at each.

use alloc::vec::Vec;

use serde_json::{Value, json};

use super::super::{Chain, ForkError};
use super::{ask_of, hex};
use crate::Params;

fn value(chain: &Chain, key: &[u8], at: &[u8]) -> Result<Value, String> {
    ask_of(chain, "state_getStorage", Params::new().hex(key).hex(at))
}

#[test]
fn each_block_has_its_own_state() {
    let chain = Chain::builder().storage([1], [10]).storage([2], [20]).build();
    let first = chain.head();
    let second = chain.build_block(|block| block.set([1], [11]).remove([2]).set([3], [30]));
    let third = chain.advance(1);
    let read = |key: u8, at: &[u8]| value(&chain, &[key], at).unwrap();
    assert_eq!([1, 2, 3].map(|key| read(key, &first)), [json!("0x0a"), json!("0x14"), Value::Null]);
    for block in [second, third] {
        let values = [1, 2, 3].map(|key| read(key, &block));
        assert_eq!(values, [json!("0x0b"), Value::Null, json!("0x1e")]);
    }
    let keys = |at: &[u8]| {
        let params = Params::new().hex(&[]).number(9).null().hex(at);
        ask_of(&chain, "state_getKeysPaged", params).unwrap()
    };
    assert_eq!((keys(&first), keys(&third)), (json!(["0x01", "0x02"]), json!(["0x01", "0x03"])));
    let size = Params::new().hex(&[1]).hex(&first);
    assert_eq!(ask_of(&chain, "state_getStorageSize", size).unwrap(), 1);
}

#[test]
fn changes_over_a_range_of_blocks() {
    let chain = Chain::builder().storage([1], [10]).build();
    let first = chain.head();
    chain.advance(1);
    let third = chain.build_block(|block| block.set([1], [11]).set([9], [9]));
    let params = Params::new().hexes([[1], [2]]).hex(&first);
    let sets = ask_of(&chain, "state_queryStorage", params).unwrap();
    let wanted = json!([
        { "block": hex(&first), "changes": [["0x01", "0x0a"], ["0x02", null]] },
        { "block": hex(&third), "changes": [["0x01", "0x0b"]] },
    ]);
    assert_eq!(sets, wanted);
    let backwards = Params::new().hexes([[1]]).hex(&third).hex(&first);
    let error = ask_of(&chain, "state_queryStorage", backwards).unwrap_err();
    assert!(error.contains("error 4001: Cannot resolve a block range"), "{error}");
}

#[test]
fn blocks_hang_together() {
    let chain = Chain::builder().block(7, [7; 32]).build();
    let head = chain.build_block(|block| block.log([1, 2]).extrinsic([9]));
    let block = ask_of(&chain, "chain_getBlock", Params::new().hex(&head)).unwrap();
    let header = &block["block"]["header"];
    assert_eq!((&header["number"], &header["parentHash"]), (&json!("0x8"), &hex(&[7; 32])));
    assert_eq!(header["digest"]["logs"], json!(["0x0102"]));
    assert_eq!(block["block"]["extrinsics"], json!(["0x09"]));
    let bytes = |params| ask_of(&chain, "chain_getBlock", params).unwrap();
    assert_eq!(bytes(Params::new()), block);
    assert_eq!(bytes(Params::new().hex(&[3; 32])), Value::Null);
    assert_eq!(bytes(Params::new().hex(&[3; 5])), Value::Null);
    let start = ask_of(&chain, "chain_getHeader", Params::new().hex(&[7; 32])).unwrap();
    assert_ne!(start["parentHash"], hex(&chain.genesis()), "block 6 is not block 0");
    let again = Chain::builder().block(7, [7; 32]).build();
    assert_eq!(again.advance(1), head, "hashes are the same in every run");
}

#[test]
fn a_chain_can_start_at_its_genesis() {
    let chain = Chain::builder().block(0, [5; 32]).storage([1], [1]).build();
    assert_eq!((chain.genesis(), chain.finalized()), ([5; 32], (0, [5; 32])));
    chain.advance(3);
    assert_eq!(value(&chain, &[1], &[5; 32]).unwrap(), "0x01");
    let hashes = ask_of(&chain, "chain_getBlockHash", Params::from_json("[[0, 3, 4]]").unwrap());
    assert_eq!(hashes.unwrap(), json!([hex(&[5; 32]), hex(&chain.head()), null]));
}

#[test]
fn another_branch_becomes_the_best_one() {
    let chain = Chain::builder().finality_lag(u32::MAX).build();
    chain.advance(2);
    let common = chain.head();
    let lost = chain.build_block(|block| block.set([1], [1]));
    let mut fork = chain.fork(3).unwrap();
    let rivals: Vec<_> =
        (0..2).map(|n| fork.build_block(|block| block.set([1], [2 + n])).unwrap()).collect();
    assert_ne!(rivals[0], lost);
    assert_eq!((chain.head(), chain.number()), (lost, 4));
    fork.reorg().unwrap();
    assert_eq!((chain.head(), chain.number()), (rivals[1], 5));
    let at = |number| ask_of(&chain, "chain_getBlockHash", Params::new().number(number)).unwrap();
    assert_eq!([at(3), at(4), at(5)], [hex(&common), hex(&rivals[0]), hex(&rivals[1])]);
    // What is best no more stays known, with its state.
    assert_eq!(value(&chain, &[1], &lost).unwrap(), "0x01");
    assert_eq!(value(&chain, &[1], &rivals[1]).unwrap(), "0x03");
    chain.reorg(lost).unwrap();
    assert_eq!((chain.head(), chain.number(), at(5)), (lost, 4, Value::Null));
}

#[test]
fn what_is_final_is_not_undone() {
    let chain = Chain::builder().build();
    let mut fork = chain.fork(1).unwrap();
    fork.advance(9).unwrap();
    chain.advance(3);
    assert_eq!(chain.finalized().0, 2, "two blocks behind");
    assert_eq!(fork.reorg(), Err(ForkError::Finalized));
    assert_eq!(chain.reorg([9; 32]), Err(ForkError::UnknownBlock));
    assert_eq!(chain.fork(9).unwrap_err(), ForkError::UnknownBlock);
    assert_eq!(chain.number(), 4);
    chain.finalize(1);
    assert_eq!(chain.finalized().0, 2, "and stays so");
    chain.finalize(100);
    assert_eq!(chain.finalized(), (4, chain.head()));
}

#[test]
fn old_states_are_discarded_and_said_to_be() {
    let chain = Chain::builder().states_kept(3).storage([1], [1]).build();
    let first = chain.head();
    chain.advance(2);
    assert_eq!(value(&chain, &[1], &first).unwrap(), "0x01");
    let second = ask_of(&chain, "chain_getBlockHash", Params::new().number(2)).unwrap();
    chain.advance(1);
    let error = value(&chain, &[1], &first).unwrap_err();
    assert!(error.contains("UnknownBlock: State already discarded for 0x0101"), "{error}");
    assert_eq!(chain.fork(1).unwrap_err(), ForkError::UnknownBlock);
    let header = ask_of(&chain, "chain_getHeader", Params::new().hex(&first)).unwrap();
    assert_eq!(header["number"], "0x1", "its header is kept");
    chain.prune(0);
    let at = Params::new().hex(&[1]).text(second.as_str().unwrap());
    assert!(ask_of(&chain, "state_getStorage", at).unwrap_err().contains("discarded"));
    assert_eq!(value(&chain, &[1], &chain.head()).unwrap(), "0x01", "the head's stays");
    let error = value(&chain, &[1], &[9; 32]).unwrap_err();
    assert!(error.contains("no such block"), "{error}");
}

#[test]
fn a_long_life_does_not_fill_the_memory() {
    let chain = Chain::builder().finality_lag(u32::MAX).states_kept(10).build();
    chain.advance(20_000);
    let (blocks, states) = chain.shared.with(|node| node.blocks.counts());
    assert_eq!((blocks, states), (super::super::blocks::BLOCKS_KEPT as usize + 1, 10));
    chain.finalize(u32::MAX);
    assert_eq!(chain.finalized().0, 20_001);
}

#[test]
fn an_upgrade_holds_from_its_block_on() {
    let chain = Chain::builder()
        .spec_version(1)
        .metadata(*b"meta one")
        .runtime_call_at("Api_sum", |state, _| {
            Ok(vec![state.entries(b"n").map(|(_, value)| value[0]).sum()])
        })
        .storage(*b"n1", [1])
        .build();
    let before = chain.build_block(|block| block.set(*b"n2", [2]));
    let after = chain.upgrade(2, *b"meta two");
    let runtime = chain.runtime().apis([([0xab; 8], 4)]).call("Api_sum", |_| Ok(vec![0xff]));
    let replaced = chain.build_block(|block| block.upgrade(runtime));
    let version =
        |at: &[u8]| ask_of(&chain, "state_getRuntimeVersion", Params::new().hex(at)).unwrap();
    assert_eq!(version(&before)["specVersion"], 1);
    assert_eq!(version(&after)["specVersion"], 2);
    assert_eq!(version(&replaced)["apis"], json!([["0xabababababababab", 4]]));
    let metadata = |at: &[u8]| ask_of(&chain, "state_getMetadata", Params::new().hex(at)).unwrap();
    assert_eq!((metadata(&before), metadata(&after)), (hex(b"meta one"), hex(b"meta two")));
    let sum = |at: &[u8]| {
        ask_of(&chain, "state_call", Params::new().text("Api_sum").hex(&[]).hex(at)).unwrap()
    };
    assert_eq!([sum(&[1; 32]), sum(&after), sum(&replaced)], ["0x01", "0x03", "0xff"]);
}

#[test]
fn what_the_user_wrote_may_move_the_chain_on() {
    let chain = Chain::builder().build();
    let clone = chain.clone();
    let runtime = chain.runtime().call("Api_build", move |_| Ok(vec![clone.advance(1)[0]]));
    chain.build_block(|block| block.upgrade(runtime));
    ask_of(&chain, "state_call", Params::new().text("Api_build").hex(&[])).unwrap();
    assert_eq!(chain.number(), 3);
}
