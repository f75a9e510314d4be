//! What blocks are made of.

use futures::executor::block_on;
use subwire::codec::extrinsic::Preamble;
use subwire::transport::Reply;
use subwire::transport::layer::Meter;
use subwire::transport::mock::Chain;
use subwire::{Client, Error, ExtrinsicHash, Justification, Runtime};

use crate::data::{array, hex, text};
use crate::golden::{Golden, golden};

#[test]
fn extrinsics_are_what_another_implementation_reads() {
    let Some(Golden { chain, blocks, .. }) = golden("extrinsics_are_what_another_reads") else {
        return;
    };
    let meter = Meter::new(chain);
    let client = Client::new(meter.clone());
    let mut signed = 0;
    for (number, theirs) in (2..).zip(&blocks) {
        let body = block_on(async { client.at(number).await?.body().await }).unwrap();
        let theirs = array(&theirs["transactions"]);
        assert_eq!((body.len(), body.header().number()), (theirs.len(), number));
        for (ours, theirs) in body.extrinsics().zip(theirs) {
            assert_eq!(ours.hash().to_string(), text(&theirs["hash"]));
            let decoded = ours.decode().unwrap();
            assert_eq!(decoded.call().bytes(), hex(&theirs["call"]));
            signed += usize::from(matches!(decoded.preamble(), Preamble::Signed { .. }));
            assert_eq!(body.find(ours.hash()).unwrap().index(), ours.index());
            assert_eq!(body.get(ours.index()).unwrap().bytes(), ours.bytes());
        }
        assert!(body.get(theirs.len() as u32).is_none());
        assert!(body.find(ExtrinsicHash::from([0; 32])).is_none());
    }
    assert_eq!(signed, 16);
    // Of each block the hash, the body and what tells the runtime; the metadata once.
    let requests = meter.usage().requests;
    assert_eq!(requests["chain_getBlock"], blocks.len() as u64);
    assert_eq!(requests["state_getMetadata"], 1);
}

#[test]
fn one_that_does_not_decode_leaves_the_others() {
    let Some(Golden { chain, .. }) = golden("one_that_does_not_decode_leaves_the_others") else {
        return;
    };
    let good = block_on(async { Client::new(chain.clone()).at(2).await?.body().await }).unwrap();
    let good = good.get(0).unwrap().bytes().to_vec();
    chain.build_block(|block| {
        block.extrinsic(good.clone()).extrinsic([8, 4, 250]).extrinsic([]).extrinsic(good.clone())
    });
    let at = block_on(Client::new(chain).at_head()).unwrap();
    let body = block_on(at.body()).unwrap();
    let readable: Vec<_> = body.extrinsics().map(|one| one.decode().is_ok()).collect();
    assert_eq!(readable, [true, false, false, true]);
    assert!(matches!(body.get(1).unwrap().decode(), Err(Error::Read(_))));

    let one = block_on(at.extrinsic(3)).unwrap().unwrap();
    assert_eq!((one.index(), one.bytes(), one.at().hash()), (3, &good[..], at.hash()));
    assert!(one.decode().is_ok());
    assert!(block_on(at.extrinsic(4)).unwrap().is_none());
    assert!(block_on(at.extrinsic(u32::MAX)).unwrap().is_none());
}

/// A chain that answers `chain_getBlock` so, read by a runtime that is given.
fn answered(json: &'static str, runtime: &Runtime) -> Result<subwire::BlockBody, Error> {
    let chain =
        Chain::builder().method("chain_getBlock", move |_| Ok(Reply::from_json(json))).build();
    let client = Client::new(chain);
    block_on(async { client.at_head().await?.with_runtime(runtime.clone()).body().await })
}

#[test]
fn what_is_no_block_is_refused() {
    let Some(Golden { runtime, .. }) = golden("what_is_no_block_is_refused") else { return };
    assert!(matches!(answered("null", &runtime), Err(Error::NoSuchBlock(_))));
    assert!(matches!(answered("{}", &runtime), Err(Error::Request { .. })));
    macro_rules! block {
        ($extrinsics:literal, $justifications:literal) => {
            concat!(
                r#"{"block":{"header":{"parentHash":"0x"#,
                "0000000000000000000000000000000000000000000000000000000000000000",
                r#"","number":"0x7","stateRoot":"0x"#,
                "0000000000000000000000000000000000000000000000000000000000000000",
                r#"","extrinsicsRoot":"0x"#,
                "0000000000000000000000000000000000000000000000000000000000000000",
                r#"","digest":{"logs":[]}},"extrinsics":"#,
                $extrinsics,
                r#"},"justifications":"#,
                $justifications,
                "}"
            )
        };
    }
    assert!(answered(block!(r#"["0x04","4"]"#, "null"), &runtime).is_err());
    let body = answered(block!(r#"["0x04"]"#, "[[[70,82,78,75],[1,2]]]"), &runtime).unwrap();
    let proof = body.justifications().iter();
    let proof: Vec<_> =
        proof.map(|Justification { engine, bytes, .. }| (engine, &bytes[..])).collect();
    assert_eq!(proof, [(b"FRNK", &[1, 2][..])]);
    assert_eq!((body.len(), body.is_empty(), body.header().number()), (1, false, 7));
}
