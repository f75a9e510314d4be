//! Who signs, from `--signer`.
//!
//! A secret belongs into a file or an environment variable: what stands on a command line is seen
//! by every process of the machine. Development keys such as //Alice are no secrets.

use std::env;
use std::fs::File;
use std::io::Read;

use serde::Deserialize;
use subwire::{Keypair, Scheme};
use zeroize::Zeroizing;

use crate::Failure;

/// Key files are much smaller.
const MAX_FILE_LEN: u64 = 64 << 10;

/// The key pair of //NAME, of a file, or of an environment variable behind `env:`. Of sr25519, as
/// all keys of Bittensor's wallets.
pub(crate) fn read(signer: &str) -> Result<Keypair, Failure> {
    let (place, text) = if signer.starts_with("//") {
        ("--signer".to_string(), Zeroizing::new(signer.to_string()))
    } else if let Some(name) = signer.strip_prefix("env:") {
        let wrong = |why| Failure::arguments(format!("--signer {signer}: {why}"));
        let text =
            env::var(name).map_err(|_| wrong("there is no such variable, or it is no text"))?;
        (format!("the variable {name}"), Zeroizing::new(text))
    } else {
        (format!("--signer {signer}"), read_file(signer)?)
    };
    let secret = secret_in(&text).map_err(|why| Failure::arguments(format!("{place}: {why}")))?;
    Keypair::from_suri(Scheme::Sr25519, &secret)
        .map_err(|error| Failure::arguments(format!("{place}: {error}")))
}

fn read_file(path: &str) -> Result<Zeroizing<String>, Failure> {
    let wrong = |why: String| Failure::arguments(format!("--signer {path}: {why}"));
    if path.is_empty() {
        return Err(wrong("//NAME, a file or env:NAME wanted".into()));
    }
    let file = File::open(path).map_err(|error| wrong(error.to_string()))?;
    let mut bytes = Zeroizing::new(Vec::new());
    let read = file.take(MAX_FILE_LEN + 1).read_to_end(&mut bytes);
    read.map_err(|error| wrong(error.to_string()))?;
    if bytes.len() as u64 > MAX_FILE_LEN {
        return Err(wrong("too large for a key file".into()));
    }
    if bytes.starts_with(b"$NACL") || bytes.starts_with(b"$ANSIBLE_VAULT") {
        return Err(wrong("the key file is encrypted, which is not supported".into()));
    }
    match core::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_string())),
        Err(_) => Err(wrong("no text, so no secret phrase and no seed".into())),
    }
}

/// The members of Bittensor's unencrypted key files that make a key.
#[derive(Deserialize)]
struct KeyFile {
    #[serde(rename = "secretPhrase")]
    phrase: Option<Zeroized>,
    #[serde(rename = "secretSeed")]
    seed: Option<Zeroized>,
}

#[derive(Deserialize)]
#[serde(from = "String")]
struct Zeroized(Zeroizing<String>);

impl From<String> for Zeroized {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

/// A secret phrase, a seed or a derivation, by itself or in a key file.
fn secret_in(text: &str) -> Result<Zeroizing<String>, &'static str> {
    let text = text.trim();
    if !text.starts_with('{') {
        return Ok(Zeroizing::new(text.to_string()));
    }
    // What serde would say of a wrong member may repeat the secret.
    let file: KeyFile = serde_json::from_str(text).map_err(|_| "no key file")?;
    let secret =
        file.phrase.or(file.seed).ok_or("a key file without secretPhrase and secretSeed")?;
    Ok(secret.0)
}
