//! Steps of a derivation path, and seeds that are derived by them.

use alloc::vec::Vec;

use subwire_codec::codec::Encode;
use subwire_codec::hash::blake2b_256;
use zeroize::Zeroizing;

/// What a key pair is made from; overwritten when it is dropped.
pub(super) type Seed = Zeroizing<[u8; 32]>;

/// One step, `/soft` or `//hard`.
///
/// Its name may be as secret as the phrase.
pub(super) struct Junction {
    pub(super) chain_code: Zeroizing<[u8; 32]>,
    pub(super) is_hard: bool,
}

impl Junction {
    /// A number that fits a `u64` is one, anything else is a text: `//1` and `//01` are the same.
    pub(super) fn new(code: &str, is_hard: bool) -> Self {
        let code = Zeroizing::new(match code.parse::<u64>() {
            Ok(number) => number.encode(),
            Err(_) => code.encode(),
        });
        let mut chain_code = Zeroizing::new([0; 32]);
        match chain_code.get_mut(..code.len()) {
            Some(start) => start.copy_from_slice(&code),
            None => *chain_code = blake2b_256(&code),
        }
        Self { chain_code, is_hard }
    }

    /// The seed behind a hard step, for schemes that know no other kind. `domain` sets the schemes
    /// apart. None where the step is soft.
    pub(super) fn seed(&self, domain: &str, from: &Seed) -> Option<Seed> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 + domain.len() + 64));
        domain.encode_to(&mut *bytes);
        bytes.extend_from_slice(&from[..]);
        bytes.extend_from_slice(&self.chain_code[..]);
        self.is_hard.then(|| Zeroizing::new(blake2b_256(&bytes)))
    }
}
