//! Types of the crate `sp_runtime`.

use super::super::types::ArithmeticError;
use crate::codec::{Compact, Decode, Encode};
use crate::{AccountId, describe};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum DispatchError {
    Other,
    CannotLookup,
    BadOrigin,
    Module(ModuleError),
    ConsumerRemaining,
    NoProviders,
    TooManyConsumers,
    Token(TokenError),
    Arithmetic(ArithmeticError),
    Transactional(TransactionalError),
    Exhausted,
    Corruption,
    Unavailable,
    RootNotAllowed,
    Trie(TrieError),
}

describe!(enum DispatchError {
    0 Other,
    1 CannotLookup,
    2 BadOrigin,
    3 Module(ModuleError),
    4 ConsumerRemaining,
    5 NoProviders,
    6 TooManyConsumers,
    7 Token(TokenError),
    8 Arithmetic(ArithmeticError),
    9 Transactional(TransactionalError),
    10 Exhausted,
    11 Corruption,
    12 Unavailable,
    13 RootNotAllowed,
    14 Trie(TrieError),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ModuleError {
    pub index: u8,
    pub error: [u8; 4],
}

describe!(ModuleError { index: u8, error: [u8; 4] });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum MultiAddress {
    Id(AccountId),
    Index(#[codec(compact)] ()),
    Raw(Vec<u8>),
    Address32([u8; 32]),
    Address20([u8; 20]),
}

describe!(enum MultiAddress {
    0 Id(AccountId),
    1 Index(Compact<()>),
    2 Raw(Vec<u8>),
    3 Address32([u8; 32]),
    4 Address20([u8; 20]),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RuntimeUncheckedExtrinsic(pub Vec<u8>);

describe!(RuntimeUncheckedExtrinsic(Vec<u8>));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TokenError {
    FundsUnavailable,
    OnlyProvider,
    BelowMinimum,
    CannotCreate,
    UnknownAsset,
    Frozen,
    Unsupported,
    CannotCreateHold,
    NotExpendable,
    Blocked,
}

describe!(enum TokenError {
    0 FundsUnavailable,
    1 OnlyProvider,
    2 BelowMinimum,
    3 CannotCreate,
    4 UnknownAsset,
    5 Frozen,
    6 Unsupported,
    7 CannotCreateHold,
    8 NotExpendable,
    9 Blocked,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionalError {
    LimitReached,
    NoLayer,
}

describe!(enum TransactionalError {
    0 LimitReached,
    1 NoLayer,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TrieError {
    InvalidStateRoot,
    IncompleteDatabase,
    ValueAtIncompleteKey,
    DecoderError,
    InvalidHash,
    DuplicateKey,
    ExtraneousNode,
    ExtraneousValue,
    ExtraneousHashReference,
    InvalidChildReference,
    ValueMismatch,
    IncompleteProof,
    RootMismatch,
    DecodeError,
}

describe!(enum TrieError {
    0 InvalidStateRoot,
    1 IncompleteDatabase,
    2 ValueAtIncompleteKey,
    3 DecoderError,
    4 InvalidHash,
    5 DuplicateKey,
    6 ExtraneousNode,
    7 ExtraneousValue,
    8 ExtraneousHashReference,
    9 InvalidChildReference,
    10 ValueMismatch,
    11 IncompleteProof,
    12 RootMismatch,
    13 DecodeError,
});
