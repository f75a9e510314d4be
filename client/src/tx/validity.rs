//! Why a transaction may not go into a block, as runtimes and pools say it.

use alloc::string::String;
use core::fmt;

use serde_json::Value;
use subwire_transport::RpcError;

/// Why a chain takes no such transaction.
///
/// Source: `InvalidTransaction` and `UnknownTransaction` of polkadot-sdk,
/// substrate/primitives/runtime/src/transaction_validity.rs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Invalid {
    /// The block of its birth is too long ago, or on another branch.
    AncientBirthBlock,
    /// The signature is wrong, or something that is signed with it: the genesis, the runtime's
    /// version, the era's birth.
    BadProof,
    /// The signer may not sign.
    BadSigner,
    /// The call may not be made this way.
    Call,
    /// One of the chain's own reasons, by its number.
    Custom(u8),
    /// Too much for one block.
    ExhaustsResources,
    /// The nonce is ahead of the account's.
    Future,
    /// The account cannot pay the fee and the tip.
    Payment,
    /// The nonce was used already.
    Stale,
    /// Another reason, in the node's words.
    Other(String),
}

impl Invalid {
    /// Reads a `TransactionValidityError`. None where it is none.
    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        Some(match *bytes {
            [0, 0] => Self::Call,
            [0, 1] => Self::Payment,
            [0, 2] => Self::Future,
            [0, 3] => Self::Stale,
            [0, 4] => Self::BadProof,
            [0, 5] => Self::AncientBirthBlock,
            [0, 6] => Self::ExhaustsResources,
            [0, 7, number] | [1, 2, number] => Self::Custom(number),
            [0, 8] => Self::Other("BadMandatory".into()),
            [0, 9] => Self::Other("MandatoryValidation".into()),
            [0, 10] => Self::BadSigner,
            [0, 11] => Self::Other("IndeterminateImplicit".into()),
            [0, 12] => Self::Other("UnknownOrigin".into()),
            [1, 0] => Self::Other("CannotLookup".into()),
            [1, 1] => Self::Other("NoUnsignedValidator".into()),
            _ => return None,
        })
    }

    /// Reads what a node says beside its numbers 1010 and 1011.
    ///
    /// Substrate's nodes say a sentence of `sp_runtime`'s in the error's data, development nodes
    /// write the error's names as JSON in its message.
    pub(super) fn read(error: &RpcError) -> Self {
        let data = error.data.as_ref().and_then(|data| data.read::<String>("text").ok());
        let text = data.unwrap_or_else(|| error.message.clone());
        match by_sentence(&text).or_else(|| by_name(&text)) {
            Some(reason) => reason,
            None => Self::Other(text),
        }
    }
}

/// The sentences of `sp_runtime`.
fn by_sentence(text: &str) -> Option<Invalid> {
    if let Some((_, number)) = text.split_once("Custom error: ") {
        return number.trim().parse().ok().map(Invalid::Custom);
    }
    let known = [
        ("Transaction call is not expected", Invalid::Call),
        ("Inability to pay some fees", Invalid::Payment),
        ("Transaction will be valid in the future", Invalid::Future),
        ("Transaction is outdated", Invalid::Stale),
        ("Transaction has a bad signature", Invalid::BadProof),
        ("Transaction has an ancient birth block", Invalid::AncientBirthBlock),
        ("Transaction would exhaust the block limits", Invalid::ExhaustsResources),
        ("Invalid signing address", Invalid::BadSigner),
    ];
    known.into_iter().find(|(sentence, _)| text.contains(sentence)).map(|(_, reason)| reason)
}

/// `{"invalid":"Payment"}`, `{"invalid":{"custom":7}}` and alike.
fn by_name(text: &str) -> Option<Invalid> {
    let json: Value = serde_json::from_str(text).ok()?;
    let inner = json.get("invalid").or_else(|| json.get("Invalid"))?;
    let (name, content) = match inner {
        Value::String(name) => (name.as_str(), None),
        Value::Object(fields) => {
            fields.iter().next().map(|(name, of)| (name.as_str(), Some(of)))?
        }
        _ => return None,
    };
    Some(match name.to_ascii_lowercase().as_str() {
        "ancientbirthblock" => Invalid::AncientBirthBlock,
        "badproof" => Invalid::BadProof,
        "badsigner" => Invalid::BadSigner,
        "call" => Invalid::Call,
        "custom" => Invalid::Custom(u8::try_from(content?.as_u64()?).ok()?),
        "exhaustsresources" => Invalid::ExhaustsResources,
        "future" => Invalid::Future,
        "payment" => Invalid::Payment,
        "stale" => Invalid::Stale,
        _ => return None,
    })
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AncientBirthBlock => "the block of its birth is too long ago",
            Self::BadProof => "its signature, or something signed with it, is wrong",
            Self::BadSigner => "its signer may not sign it",
            Self::Call => "its call may not be made this way",
            Self::Custom(number) => return write!(f, "the chain's own reason {number}"),
            Self::ExhaustsResources => "it is too much for one block",
            Self::Future => "its nonce is ahead of the account's",
            Self::Payment => "the account cannot pay the fee",
            Self::Stale => "its nonce was used already",
            Self::Other(text) => return f.write_str(text),
        })
    }
}

#[cfg(test)]
mod tests {
    use subwire_transport::Reply;

    use super::*;

    fn said(message: &str, data: Option<&str>) -> Invalid {
        let mut error = RpcError::new(1010, message);
        error.data = data.map(|text| Reply::from_json(format!("{text:?}")));
        Invalid::read(&error)
    }

    #[test]
    fn a_nodes_words_become_a_reason() {
        let sentence = "Inability to pay some fees (e.g. account balance too low)";
        assert_eq!(said("Invalid Transaction", Some(sentence)), Invalid::Payment);
        assert_eq!(said("Invalid Transaction", Some("Custom error: 14")), Invalid::Custom(14));
        assert_eq!(said("Invalid Transaction", Some("Transaction is outdated")), Invalid::Stale);
        assert_eq!(said(r#"{"invalid":{"badProof":null}}"#, None), Invalid::BadProof);
        assert_eq!(said(r#"{"invalid":"Future"}"#, None), Invalid::Future);
        assert_eq!(
            said(r#"{"invalid":{"custom":300}}"#, None).to_string(),
            r#"{"invalid":{"custom":300}}"#
        );
        assert_eq!(said("what else", None), Invalid::Other("what else".into()));
    }

    #[test]
    fn bytes_become_a_reason() {
        assert_eq!(Invalid::decode(&[0, 7, 9]), Some(Invalid::Custom(9)));
        assert_eq!(Invalid::decode(&[0, 3]), Some(Invalid::Stale));
        assert_eq!(Invalid::decode(&[0, 7]), None);
        assert_eq!(Invalid::decode(&[2, 0]), None);
    }
}
