//! Headers as nodes give them: what reads has one encoding, and is written as what reads as the
//! same.

use serde_json::Value;
use subwire::Header;
use subwire_codec::codec::{Compact, Decode};

/// Any bytes as the JSON of a header.
pub fn check(data: &[u8]) {
    let Ok(header) = serde_json::from_slice::<Header>(data) else { return };
    let written = serde_json::to_string(&header).expect("it has a JSON form");
    let again: Header = serde_json::from_str(&written).expect("what was written");
    assert_eq!(again, header);
    assert_eq!(again.hash(), header.hash());
    encoded(&header, &serde_json::from_str(&written).expect("JSON"));
    let mut kinds = 0;
    for item in header.digest() {
        kinds += 1;
        if let Err(error) = item {
            let message = error.to_string();
            assert!(message.len() < 200 && !message.contains('\n'), "{message}");
        }
    }
    assert!(kinds >= usize::from(header.is_upgrade()));
}

/// The encoding, taken apart by the parts of the JSON.
fn encoded(header: &Header, json: &Value) {
    let bytes = header.encode();
    let mut rest = &bytes[..];
    let mut take = |len: usize| {
        let (part, behind) = rest.split_at(len);
        rest = behind;
        part
    };
    let hash = |name: &str| crate::extrinsics::bytes(&json[name]);
    assert_eq!(take(32), hash("parentHash"));
    let Compact(number) = Compact::<u32>::decode(&mut rest).expect("a number");
    assert_eq!(json["number"], format!("{number:#x}"));
    assert_eq!(rest[..32], hash("stateRoot")[..]);
    assert_eq!(rest[32..64], hash("extrinsicsRoot")[..]);
    rest = &rest[64..];
    let logs = json["digest"]["logs"].as_array().expect("a list");
    let Compact(count) = Compact::<u32>::decode(&mut rest).expect("a number");
    assert_eq!(count as usize, logs.len());
    assert_eq!(rest, logs.iter().map(crate::extrinsics::bytes).collect::<Vec<_>>().concat());
}

/// Inputs for [`check`].
pub fn seeds() -> Vec<Vec<u8>> {
    let hash = |digit: &str| format!("0x{}", digit.repeat(64));
    let header = |number: &str, logs: &str| {
        format!(
            r#"{{"parentHash":"{}","number":"{number}","stateRoot":"{}","extrinsicsRoot":"{}","digest":{{"logs":[{logs}]}}}}"#,
            hash("a"),
            hash("0"),
            hash("F"),
        )
        .into_bytes()
    };
    let mut seeds: Vec<_> = ["0x0", "0x3f", "0x40", "0x4000", "0x40000000", "0xffffffff"]
        .map(|number| header(number, ""))
        .into();
    // Of each kind, of none, and of the length of a whole block's seal.
    let logs = [
        r#""0x08""#,
        r#""0x066175726120d1a2b30000000000""#,
        r#""0x0561757261010100""#,
        r#""0x0466726f6e0400","0x00""#,
        r#""0x000401""#,
        r#""0x""#,
        r#""0xff""#,
    ];
    seeds.extend(logs.map(|logs| header("0x7b", logs)));
    seeds.extend(["0x100000000", "0x+1", "1", "-0x1"].map(|number| header(number, "")));
    seeds
}
