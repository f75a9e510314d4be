//! Types that no Rust type of ours describes: bit sequences, chars, integers of 256 bits.

use parity_scale_codec::{Compact, Encode};
use proptest::prelude::*;
use subwire_codec::registry::Registry;
use subwire_codec::schema::{Accounts, Schema};

use crate::recorded::comes_back;

/// The two orders of bits in words of one to eight bytes, and the first type that is bits.
const BITS: u32 = 6;
const CHAR: u32 = 14;
const U256: u32 = 15;
const I256: u32 = 16;

/// A registry in SCALE, written by hand.
fn schema() -> Schema {
    let mut types: Vec<(&str, Vec<u8>)> = vec![
        ("", vec![5, 3]),
        ("", vec![5, 4]),
        ("", vec![5, 5]),
        ("", vec![5, 6]),
        ("Lsb0", vec![0, 0]),
        ("Msb0", vec![0, 0]),
    ];
    for order in [4, 5] {
        types.extend((0..4).map(|store| ("", vec![7, store << 2, order << 2])));
    }
    types.extend([("", vec![5, 1]), ("", vec![5, 8]), ("", vec![5, 14])]);
    let mut bytes = Compact(types.len() as u32).encode();
    for (id, (path, def)) in types.into_iter().enumerate() {
        Compact(id as u32).encode_to(&mut bytes);
        let path: Vec<&str> = if path.is_empty() { vec![] } else { vec![path] };
        path.encode_to(&mut bytes);
        bytes.push(0);
        bytes.extend(def);
        bytes.push(0);
    }
    Schema::new(Registry::decode(&bytes).unwrap())
}

proptest! {
    #[test]
    fn bits_come_back_but_for_their_padding(bits: Vec<bool>, ty in BITS..CHAR, padding: [u8; 8]) {
        let schema = schema();
        let text: String = bits.iter().map(|bit| if *bit { '1' } else { '0' }).collect();
        let json = format!("\"0b{text}\"");
        let bytes = schema.encode_json(ty, &json).unwrap();
        prop_assert_eq!(schema.to_json(ty, &bytes, Accounts::Hex), Ok(json.clone()));
        comes_back(&schema, ty, &bytes);
        // Any padding reads as the same bits, and is gone then.
        let store = 1 << ((ty - BITS) % 4);
        let words = bits.len().div_ceil(store * 8);
        let used = bits.len() - words.saturating_sub(1) * store * 8;
        let mut padded = bytes;
        if words > 0 {
            let start = padded.len() - store;
            for at in used..store * 8 {
                let bit = if ty < BITS + 4 { at } else { store * 8 - 1 - at };
                padded[start + bit / 8] |= padding[bit / 8] & (1 << (bit % 8));
            }
        }
        prop_assert_eq!(schema.to_json(ty, &padded, Accounts::Hex), Ok(json));
    }

    #[test]
    fn chars_and_wide_integers_come_back(char: char, high: [u8; 16], low: [u8; 16]) {
        let schema = schema();
        comes_back(&schema, CHAR, &u32::from(char).to_le_bytes());
        prop_assert_eq!(schema.encode(CHAR, &char), Ok(u32::from(char).to_le_bytes().to_vec()));
        for ty in [U256, I256] {
            for high in [high, [0; 16], [0xff; 16]] {
                comes_back(&schema, ty, &[low, high].concat());
            }
        }
    }
}

#[test]
fn bits_in_words() {
    let schema = schema();
    for (ty, bytes) in [
        (BITS, &[0x2c, 0b0000_0001, 0b0000_0110][..]),
        (BITS + 1, &[0x2c, 0b0000_0001, 0b0000_0110]),
        (BITS + 4, &[0x2c, 0b1000_0000, 0b0110_0000]),
        (BITS + 5, &[0x2c, 0b0110_0000, 0b1000_0000]),
    ] {
        assert_eq!(schema.encode_json(ty, "\"0b10000000011\"").as_deref(), Ok(bytes), "{ty}");
    }
    for bad in ["\"0b2\"", "\"01\"", "\"\"", "\"0B1\"", "\"0b1 \"", "[true]", "1"] {
        assert!(schema.encode_json(BITS, bad).is_err(), "{bad}");
    }
    assert_eq!(schema.encode_json(BITS, "\"0b\""), Ok(vec![0]));
    for bad in ["\"\"", "\"ab\"", "7", "null"] {
        assert!(schema.encode_json(CHAR, bad).is_err(), "{bad}");
    }
}
