//! A large result's hex to bytes, from the frame that brings it.

use std::hint::black_box;

use bytes::Bytes;
use serde::Deserialize;
use subwire_transport::rpc::{self, Incoming};

use crate::measure::{Timing, in_turn, repeated};

/// How many bytes the hex is of.
const BYTES: usize = 1 << 20;
/// How often it is read in one turn.
const TIMES: u32 = 20;

#[derive(Deserialize)]
struct Response {
    result: String,
}

/// The frame of a node that answers with so many bytes.
fn frame(len: usize) -> (Bytes, Vec<u8>) {
    let bytes: Vec<u8> = (0..len).map(|at| (at.wrapping_mul(2_654_435_761) >> 7) as u8).collect();
    let text = format!(r#"{{"jsonrpc":"2.0","id":1,"result":"0x{}"}}"#, hex::encode(&bytes));
    (Bytes::from(text), bytes)
}

/// Ours, and serde_json's `String` with the crate hex.
pub fn measure(rounds: usize) -> Timing {
    let (text, wanted) = frame(BYTES);
    assert!(ours(&text) == wanted && peers(&text) == wanted);
    let turn = |read: fn(&Bytes) -> Vec<u8>| {
        let text = text.clone();
        move || repeated(TIMES, || drop(black_box(read(black_box(&text)))))
    };
    in_turn(vec![turn(ours), turn(peers)], rounds)
}

fn ours(frame: &Bytes) -> Vec<u8> {
    let messages = rpc::parse(frame).expect("a frame");
    match messages.first() {
        Some(Incoming::Response { result: Ok(reply), .. }) => reply.hex().expect("hex"),
        _ => panic!("no result"),
    }
}

fn peers(frame: &Bytes) -> Vec<u8> {
    let response: Response = serde_json::from_slice(frame).expect("a response");
    hex::decode(&response.result[2..]).expect("hex")
}
