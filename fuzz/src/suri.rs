//! Secrets of key pairs: any text is one or is not, in a time that has a bound, and no error and no
//! debug text shows any of it.

use subwire::codec::extrinsic::Signature;
use subwire::{Keypair, Scheme, Signer};

/// The first byte chooses the scheme: to stretch a phrase is slow, and once enough.
pub fn check(data: &[u8]) {
    let Some((selector, text)) = data.split_first() else { return };
    let Ok(text) = core::str::from_utf8(text) else { return };
    let scheme = SCHEMES[usize::from(*selector) % SCHEMES.len()];
    match Keypair::from_suri(scheme, text) {
        Ok(pair) => check_pair(&pair, scheme, text),
        Err(error) => {
            // Positions and counts are all that differs.
            let said = [error.to_string(), format!("{error:?}")];
            for said in said {
                assert!(said.is_ascii() && !said.contains('\n') && said.len() < 120, "{said}");
            }
        }
    }
}

const SCHEMES: [Scheme; 3] = [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa];

fn check_pair(pair: &Keypair, scheme: Scheme, text: &str) {
    assert_eq!(pair.scheme(), scheme);
    let shown = format!("{pair:?} {pair}");
    // The empty one is everywhere.
    assert!(text.is_empty() || !shown.contains(text), "{shown}");
    let signature = pair.sign_bytes(b"a payload");
    assert!(pair.verify(b"a payload", &signature));
    assert!(!pair.verify(b"another one", &signature));
    assert!(!pair.verify(b"a payload", &bent(signature)));
    if let Some(seed) = seed(text) {
        let same = Keypair::from_seed(scheme, &seed).expect("it was one");
        assert_eq!(same.public_key(), pair.public_key());
    }
}

/// The same with another `s` or `r`.
fn bent(mut signature: Signature) -> Signature {
    match &mut signature {
        Signature::Ecdsa(bytes) => bytes[1] ^= 1,
        Signature::Ed25519(bytes) | Signature::Sr25519(bytes) => bytes[1] ^= 1,
        other => panic!("{other:?}"),
    }
    signature
}

/// The seed of a text that is nothing else.
fn seed(text: &str) -> Option<[u8; 32]> {
    let digits = text.strip_prefix("0x").filter(|digits| digits.len() == 64)?;
    let mut seed = [0; 32];
    for (at, byte) in seed.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(seed)
}

/// Inputs for [`check`].
pub fn seeds() -> Vec<Vec<u8>> {
    const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    let seed = |digit: &str| format!("0x{}", digit.repeat(64));
    let texts = [
        "//Alice".into(),
        "//Alice//stash".into(),
        "//Alice/soft/18446744073709551615".into(),
        "//0//a junction whose name is longer than the thirty-two bytes of a chain code".into(),
        format!("{PHRASE}///password"),
        format!("{PHRASE}//hard///with/slashes//in it"),
        PHRASE.replace("walk", "walks"),
        PHRASE.replace("walk", "fit"),
        "bottom drive".into(),
        seed("1"),
        format!("{}//1/x", seed("a")),
        format!("{}///password", seed("2")),
        // Beyond the order of secp256k1, as zero is.
        seed("f"),
        seed("0"),
        "0x12".into(),
        "0x".into(),
        "/".into(),
        "////".into(),
        "//Alice\n".into(),
        "/1".repeat(65),
        " ".repeat(4097),
    ];
    let of_scheme = |scheme: u8| {
        texts.iter().map(move |text| [&[scheme], text.as_bytes()].concat()).collect::<Vec<_>>()
    };
    (0..SCHEMES.len() as u8).flat_map(of_scheme).collect()
}
