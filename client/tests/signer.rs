//! Key pairs against those of polkadot-js, what secrets and signatures are refused, and signers of
//! other kinds.
//!
//! `golden/keys.json` is made by the script beside it.

#[path = "golden/file.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod file;

use core::error::Error;
use std::sync::Arc;

use async_trait::async_trait;
use futures::executor::block_on;
use proptest::prelude::*;
use subwire::codec::AccountId;
use subwire::codec::extrinsic::Signature;
use subwire::{Keypair, Scheme, SignError, Signer, SuriError, ToSign, verify_signature};

use crate::file::{golden, hex, scheme, text};

const SCHEMES: [Scheme; 3] = [Scheme::Ecdsa, Scheme::Ed25519, Scheme::Sr25519];

fn alice(scheme: Scheme) -> Keypair {
    Keypair::from_suri(scheme, "//Alice").unwrap()
}

fn refused(scheme: Scheme, suri: &str) -> SuriError {
    Keypair::from_suri(scheme, suri).unwrap_err()
}

#[test]
fn derived_as_polkadot_js_derives() {
    let cases = golden("keys.json");
    assert_eq!(cases.len(), 108);
    for case in &cases {
        let pair = Keypair::from_suri(scheme(case), text(&case["suri"])).unwrap();
        assert_eq!(pair.public_key(), hex(&case["public"]), "{case}");
        assert_eq!(pair.account().as_bytes()[..], hex(&case["account"]), "{case}");
        assert_eq!(pair.scheme(), scheme(case));
    }
}

#[test]
fn a_seed_is_the_same_in_hex_and_as_bytes() {
    for scheme in SCHEMES {
        let written = Keypair::from_suri(scheme, &format!("0x{}", "c0ffee01".repeat(8))).unwrap();
        let seed = [0xc0, 0xff, 0xee, 0x01].repeat(8).try_into().unwrap();
        let given = Keypair::from_seed(scheme, &seed).unwrap();
        assert_eq!(given.account(), written.account());
    }
}

/// A soft key belongs to the same account each time, though a part of it is random.
#[test]
fn soft_keys_sign() {
    let (one, other) =
        (Keypair::sr25519("//Alice/soft").unwrap(), Keypair::sr25519("//Alice/soft").unwrap());
    assert!(other.verify(b"payload", &one.sign_bytes(b"payload")));
    assert_ne!(one.account(), Keypair::sr25519("//Alice//soft").unwrap().account());
}

#[test]
fn numbers_are_numbers_up_to_64_bits() {
    let key = |suri: &str| Keypair::ed25519(suri).unwrap().account();
    assert_eq!(key("//1"), key("//0001"));
    assert_ne!(key("//1"), key("//1 "));
    // 2^64 is a text: it is not cut to zero.
    assert_ne!(key("//0"), key("//18446744073709551616"));
}

#[test]
fn a_bad_secret_is_refused_with_its_place() {
    let words = |words: &str| refused(Scheme::Sr25519, words).to_string();
    assert_eq!(words("bottom drive"), "phrase: 2 words, 12, 15, 18, 21 or 24 wanted");
    assert_eq!(words(" "), "phrase: 0 words, 12, 15, 18, 21 or 24 wanted");
    let phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit";
    assert_eq!(
        words(&format!("{phrase} bottom")),
        "phrase: the checksum in its last word is wrong"
    );
    assert_eq!(
        words(&format!("{phrase} hunter2")),
        "phrase: word 12 is not in the English list of BIP-39"
    );
    assert_eq!(
        words(&format!("{phrase} walk\n")),
        format!(
            "secret: a control character, such as a line end, at position {}",
            phrase.len() + 5
        )
    );
    assert_eq!(words("//a//"), "derivation path: junction 2 has no name");
    assert_eq!(words("/"), "derivation path: junction 1 has no name");
    assert_eq!(words(&"/1".repeat(65)), "derivation path: more than 64 junctions");
    assert_eq!(words(&"x".repeat(4097)), "secret: 4097 bytes long, at most 4096 are read");
    assert_eq!(words("0x1234"), "seed: 4 digits behind 0x, 64 wanted");
    assert_eq!(words("0x12é4"), "seed: the character at position 4 is not a hex digit");
    let seed = format!("0x{}///word", "11".repeat(32));
    assert_eq!(words(&seed), "seed: a password belongs to a phrase, not to a seed in hex");
    for scheme in [Scheme::Ecdsa, Scheme::Ed25519] {
        let text = refused(scheme, "//Alice/soft").to_string();
        assert_eq!(text, "derivation path: junction 2 is soft, which only sr25519 has");
    }
}

#[test]
fn the_limits_are_inclusive() {
    assert!(Keypair::sr25519(&"//1".repeat(64)).is_ok());
    assert!(Keypair::sr25519(&format!("//{}", "x".repeat(4094))).is_ok());
}

#[test]
fn a_seed_beyond_the_order_of_the_curve_is_no_ecdsa_key() {
    for seed in [[0; 32], [0xff; 32]] {
        assert_eq!(Keypair::from_seed(Scheme::Ecdsa, &seed).unwrap_err(), SuriError::NoKey);
        assert!(Keypair::from_seed(Scheme::Ed25519, &seed).is_ok());
        assert!(Keypair::from_seed(Scheme::Sr25519, &seed).is_ok());
    }
}

#[test]
fn no_text_shows_the_secret() {
    let pair = Keypair::sr25519("//hunter2").unwrap();
    let shown = format!("{pair} {pair:?} {pair:#?}");
    assert_eq!(shown, format!("{0} Keypair(sr25519 {0}) Keypair(sr25519 {0})", pair.account()));
    let error = refused(Scheme::Ed25519, "/hunter2");
    assert!(!format!("{error} {error:?}").contains("hunter"));
    assert_eq!(pair.to_ss58(42).unwrap(), pair.to_string());
    assert!(pair.to_ss58(46).is_err());
}

#[test]
fn only_the_right_signature_verifies() {
    for scheme in SCHEMES {
        let (alice, bob) = (alice(scheme), Keypair::from_suri(scheme, "//Bob").unwrap());
        let signature = alice.sign_bytes(b"payload");
        assert!(alice.verify(b"payload", &signature));
        assert!(verify_signature(&alice.account(), b"payload", &signature));
        assert!(!alice.verify(b"Payload", &signature));
        assert!(!bob.verify(b"payload", &signature));
        assert_eq!(alice.sign_bytes(b"payload") == signature, scheme != Scheme::Sr25519);
        // Every bit counts, that of the recovery byte and of sr25519's mark too.
        for bit in 0..bytes(&signature).len() * 8 {
            assert!(!alice.verify(b"payload", &flipped(signature, bit)), "{scheme}, bit {bit}");
        }
        for other in SCHEMES.into_iter().filter(|other| *other != scheme) {
            assert!(!alice.verify(b"payload", &other.placeholder()));
        }
        assert!(!alice.verify(b"payload", &scheme.placeholder()));
    }
}

/// The same 64 bytes in another scheme's name.
#[test]
fn a_signature_of_another_scheme_is_none() {
    let alice = alice(Scheme::Ed25519);
    let Signature::Ed25519(bytes) = alice.sign_bytes(b"payload") else { panic!("of ed25519") };
    assert!(!alice.verify(b"payload", &Signature::Sr25519(bytes)));
}

#[test]
fn the_recovery_byte_finds_the_account() {
    let alice = alice(Scheme::Ecdsa);
    let mut seen = [false; 2];
    for payload in 0..32_u8 {
        let Signature::Ecdsa(mut bytes) = alice.sign_bytes(&[payload]) else { panic!("of ecdsa") };
        let recovery = bytes[64];
        seen[usize::from(recovery)] = true;
        let mut with = |recovery| {
            bytes[64] = recovery;
            verify_signature(&alice.account(), &[payload], &Signature::Ecdsa(bytes))
        };
        // As Ethereum writes it.
        assert!(with(recovery + 27));
        for wrong in [recovery ^ 1, 2, 3, 4, 26, (recovery ^ 1) + 27, 31, 255] {
            assert!(!with(wrong), "{wrong}");
        }
    }
    assert_eq!(seen, [true; 2]);
}

fn bytes(signature: &Signature) -> Vec<u8> {
    match signature {
        Signature::Ecdsa(bytes) => bytes.to_vec(),
        Signature::Ed25519(bytes) | Signature::Sr25519(bytes) => bytes.to_vec(),
        other => panic!("{other:?}"),
    }
}

fn flipped(mut signature: Signature, bit: usize) -> Signature {
    let bytes = match &mut signature {
        Signature::Ecdsa(bytes) => &mut bytes[..],
        Signature::Ed25519(bytes) | Signature::Sr25519(bytes) => &mut bytes[..],
        other => panic!("{other:?}"),
    };
    bytes[bit / 8] ^= 1 << (bit % 8);
    signature
}

/// A signer somewhere else, which takes its time and may refuse.
struct Remote {
    pair: Keypair,
    longest: usize,
}

#[async_trait]
impl Signer for Remote {
    fn account(&self) -> AccountId {
        self.pair.account()
    }

    fn scheme(&self) -> Scheme {
        self.pair.scheme()
    }

    async fn sign(&self, what: &ToSign<'_>) -> Result<Signature, SignError> {
        smol::future::yield_now().await;
        if what.whole_payload().len() > self.longest {
            return Err(SignError::refused("too long"));
        }
        Ok(self.pair.sign_bytes(&what.payload()))
    }
}

#[test]
fn a_signer_may_be_elsewhere_and_behind_any_pointer() {
    let pair = alice(Scheme::Ed25519);
    let remote: Arc<dyn Signer> = Arc::new(Remote { pair: pair.clone(), longest: 5 });
    let boxed: Box<dyn Signer> = Box::new(Arc::clone(&remote));
    let signers: [&dyn Signer; 4] = [&pair, &remote, &boxed, &&pair];
    for signer in signers {
        assert_eq!(signer.account(), pair.account());
        assert_eq!(signer.scheme(), Scheme::Ed25519);
        let signature = block_on(signer.sign(&ToSign::message(b"hello"))).unwrap();
        assert_eq!(signature, pair.sign_bytes(b"hello"));
    }
    let error = block_on(boxed.sign(&ToSign::message(b"longer"))).unwrap_err();
    assert_eq!(error.to_string(), "the signer refuses: too long");
    assert!(!error.is_retryable());
}

#[test]
fn a_failure_tells_its_cause() {
    let cause = std::io::Error::new(std::io::ErrorKind::NotConnected, "unplugged");
    let error = SignError::failed(cause);
    assert_eq!(error.to_string(), "the signer failed: unplugged");
    let source = error.source().unwrap();
    assert!(source.downcast_ref::<std::io::Error>().is_some());
    assert!(error.is_retryable());
}

#[test]
fn a_message_is_signed_as_it_stands() {
    let long = [7; 300];
    let message = ToSign::message(&long);
    assert_eq!(message.payload()[..], long);
    assert_eq!(message.whole_payload()[..], long);
    assert!(message.call().is_none() && message.transaction().is_none());
    assert_eq!(format!("{:?}", ToSign::message(&[1, 2])), "Message(0x0102)");
}

#[test]
fn placeholders_have_the_scheme_and_the_length() {
    for scheme in SCHEMES {
        let signed = alice(scheme).sign_bytes(b"");
        assert_eq!(scheme.placeholder().scheme(), signed.scheme());
        assert_eq!(bytes(&scheme.placeholder()).len(), bytes(&signed).len());
        assert_eq!(scheme.to_string(), scheme.name().to_lowercase());
    }
}

/// Texts that come near to being secrets.
fn near_secrets() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("/".to_owned()),
        Just("//".to_owned()),
        Just("///".to_owned()),
        Just("0x".to_owned()),
        Just("bottom ".to_owned()),
        Just("bottom drive obey lake curtain smoke basket hold race lonely fit walk".to_owned()),
        "[0-9a-f]{62,66}",
        "[0-9]{1,22}",
        "\\PC{0,40}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is written: a key pair or a reason, the same for all schemes but for soft steps,
    /// and the same when it is asked again.
    #[test]
    fn any_text_is_a_secret_or_refused(text in near_secrets()) {
        let sr25519 = Keypair::sr25519(&text).map(|pair| pair.account());
        prop_assert_eq!(&sr25519, &Keypair::sr25519(&text).map(|pair| pair.account()));
        match (Keypair::ed25519(&text), sr25519) {
            (Err(SuriError::SoftJunction { .. }), of_sr25519) => prop_assert!(of_sr25519.is_ok()),
            (of_ed25519, of_sr25519) => prop_assert_eq!(of_ed25519.err(), of_sr25519.err()),
        }
    }

    /// Junctions are read one by one: a longer path is another key.
    #[test]
    fn paths_set_accounts_apart(path in prop::collection::vec("[a-z0-9]{1,40}", 1..4)) {
        // Behind a seed in hex, which takes no stretching.
        let seed = format!("0x{}", "11".repeat(32));
        let text = path.iter().fold(seed, |text, name| text + "//" + name);
        let (parent, _) = text.rsplit_once("//").unwrap();
        for scheme in SCHEMES {
            let account = |text: &str| Keypair::from_suri(scheme, text).unwrap().account();
            prop_assert_eq!(account(&text), account(&text));
            prop_assert_ne!(account(&text), account(parent));
        }
    }

    #[test]
    fn what_is_signed_verifies(seed: [u8; 32], payload: Vec<u8>, other: Vec<u8>) {
        prop_assume!(payload != other);
        for scheme in SCHEMES {
            let Ok(pair) = Keypair::from_seed(scheme, &seed) else { continue };
            let signature = pair.sign_bytes(&payload);
            prop_assert!(verify_signature(&pair.account(), &payload, &signature));
            prop_assert!(!verify_signature(&pair.account(), &other, &signature));
        }
    }

    #[test]
    fn no_bytes_break_verify(account: [u8; 32], bytes: [[u8; 32]; 2], recovery: u8) {
        let bytes: [u8; 64] = bytes.concat().try_into().unwrap();
        let with_recovery = [&bytes[..], &[recovery]].concat().try_into().unwrap();
        let account = AccountId::from(account);
        for signature in [
            Signature::Ecdsa(with_recovery),
            Signature::Ed25519(bytes),
            Signature::Sr25519(bytes),
        ] {
            prop_assert!(!verify_signature(&account, b"payload", &signature));
        }
    }
}
