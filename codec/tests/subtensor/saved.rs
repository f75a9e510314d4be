//! Metagraphs in files.

use subwire_codec::decode_exact;
use subwire_codec::hash::blake2b_128;
use subwire_codec::subtensor::{LoadError, Metagraph, NetUid, SavedMetagraph};

use crate::generate::bytes_of;

/// A file of version 1, which every later version of Subwire reads.
const GOLDEN: &[u8] = include_bytes!("metagraph.v1.bin");

#[test]
fn the_golden_file_is_read_and_written() {
    let saved = SavedMetagraph::from_bytes(GOLDEN).unwrap();
    assert_eq!((saved.genesis, saved.block_hash), (Some([0x47; 32]), None));
    assert_eq!(saved.spec_version, Some(365));
    assert_eq!(saved.metagraph, golden());
    assert_eq!(saved.to_bytes(), GOLDEN);
}

#[test]
fn damage_anywhere_is_told() {
    for at in 0..GOLDEN.len() {
        for flipped in [1, 0x80] {
            let mut bytes = GOLDEN.to_vec();
            bytes[at] ^= flipped;
            let expected = if at < 8 { LoadError::NotSaved } else { LoadError::Damaged };
            assert_eq!(SavedMetagraph::from_bytes(&bytes), Err(expected), "byte {at}");
        }
        let expected = if at < 8 { LoadError::NotSaved } else { LoadError::Damaged };
        assert_eq!(SavedMetagraph::from_bytes(&GOLDEN[..at]), Err(expected), "{at} bytes");
    }
    let longer = [GOLDEN, &[0]].concat();
    assert_eq!(SavedMetagraph::from_bytes(&longer), Err(LoadError::Damaged));
}

#[test]
fn whole_files_of_other_kinds_are_told() {
    let sealed = |mut bytes: Vec<u8>| {
        bytes.extend(blake2b_128(&bytes));
        SavedMetagraph::from_bytes(&bytes)
    };
    let hashed = &GOLDEN[..GOLDEN.len() - 16];
    let mut newer = hashed.to_vec();
    newer[8..10].copy_from_slice(&2u16.to_le_bytes());
    let error = sealed(newer).unwrap_err();
    assert_eq!(error.to_string(), "saved metagraph: of version 2, versions up to 1 are known");
    assert!(matches!(sealed(hashed[..hashed.len() - 1].to_vec()), Err(LoadError::Layout(_))));
    assert!(matches!(sealed(hashed[..10].to_vec()), Err(LoadError::Layout(_))));
    assert_eq!(sealed(hashed[..9].to_vec()), Err(LoadError::Damaged));
}

/// The metagraph of the golden file, made in another way than by reading it.
fn golden() -> Metagraph {
    let entropy: Vec<u8> = (0..1500u32).map(|at| (at * 7 + at / 11 * 3) as u8).collect();
    let mut metagraph = decode_exact::<Metagraph>(&bytes_of::<Metagraph>(&entropy)).unwrap();
    metagraph.netuid = NetUid(1);
    metagraph
}
