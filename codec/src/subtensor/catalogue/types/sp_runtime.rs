//! Types of the crate `sp_runtime`.

use super::super::types::{ArithmeticError, FpSelfContainedUncheckedExtrinsic, PostDispatchInfo};
use crate::codec::{Compact, Decode, Encode};
use crate::{AccountId, describe};
use alloc::vec::Vec;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Digest {
    pub logs: Vec<DigestItem>,
}

describe!(Digest {
    logs: Vec<DigestItem>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum DigestItem {
    #[codec(index = 6)]
    PreRuntime([u8; 4], Vec<u8>),
    #[codec(index = 4)]
    Consensus([u8; 4], Vec<u8>),
    #[codec(index = 5)]
    Seal([u8; 4], Vec<u8>),
    #[codec(index = 0)]
    Other(Vec<u8>),
    #[codec(index = 8)]
    RuntimeEnvironmentUpdated,
}

describe!(enum DigestItem {
    6 PreRuntime([u8; 4], Vec<u8>),
    4 Consensus([u8; 4], Vec<u8>),
    5 Seal([u8; 4], Vec<u8>),
    0 Other(Vec<u8>),
    8 RuntimeEnvironmentUpdated,
});

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
pub struct DispatchErrorWithPostInfo {
    pub post_info: PostDispatchInfo,
    pub error: DispatchError,
}

describe!(DispatchErrorWithPostInfo { post_info: PostDispatchInfo, error: DispatchError });

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ExtrinsicInclusionMode {
    AllExtrinsics,
    OnlyInherents,
}

describe!(enum ExtrinsicInclusionMode {
    0 AllExtrinsics,
    1 OnlyInherents,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum InvalidTransaction {
    Call,
    Payment,
    Future,
    Stale,
    BadProof,
    AncientBirthBlock,
    ExhaustsResources,
    Custom(u8),
    BadMandatory,
    MandatoryValidation,
    BadSigner,
    IndeterminateImplicit,
    UnknownOrigin,
}

describe!(enum InvalidTransaction {
    0 Call,
    1 Payment,
    2 Future,
    3 Stale,
    4 BadProof,
    5 AncientBirthBlock,
    6 ExhaustsResources,
    7 Custom(u8),
    8 BadMandatory,
    9 MandatoryValidation,
    10 BadSigner,
    11 IndeterminateImplicit,
    12 UnknownOrigin,
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
pub enum MultiSignature {
    Ed25519([u8; 64]),
    Sr25519([u8; 64]),
    Ecdsa([u8; 65]),
}

describe!(enum MultiSignature {
    0 Ed25519([u8; 64]),
    1 Sr25519([u8; 64]),
    2 Ecdsa([u8; 65]),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum MultiSigner {
    Ed25519([u8; 32]),
    Sr25519([u8; 32]),
    Ecdsa([u8; 33]),
}

describe!(enum MultiSigner {
    0 Ed25519([u8; 32]),
    1 Sr25519([u8; 32]),
    2 Ecdsa([u8; 33]),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct OpaqueValue(pub Vec<u8>);

describe!(OpaqueValue(Vec<u8>));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RuntimeBlock {
    pub header: RuntimeHeader,
    pub extrinsics: Vec<FpSelfContainedUncheckedExtrinsic>,
}

describe!(RuntimeBlock {
    header: RuntimeHeader,
    extrinsics: Vec<FpSelfContainedUncheckedExtrinsic>
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct RuntimeHeader {
    pub parent_hash: [u8; 32],
    #[codec(compact)]
    pub number: u32,
    pub state_root: [u8; 32],
    pub extrinsics_root: [u8; 32],
    pub digest: Digest,
}

describe!(RuntimeHeader {
    parent_hash: [u8; 32],
    number: Compact<u32>,
    state_root: [u8; 32],
    extrinsics_root: [u8; 32],
    digest: Digest
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
pub enum TransactionSource {
    InBlock,
    Local,
    External,
}

describe!(enum TransactionSource {
    0 InBlock,
    1 Local,
    2 External,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum TransactionValidityError {
    Invalid(InvalidTransaction),
    Unknown(UnknownTransaction),
}

describe!(enum TransactionValidityError {
    0 Invalid(InvalidTransaction),
    1 Unknown(UnknownTransaction),
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

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum UnknownTransaction {
    CannotLookup,
    NoUnsignedValidator,
    Custom(u8),
}

describe!(enum UnknownTransaction {
    0 CannotLookup,
    1 NoUnsignedValidator,
    2 Custom(u8),
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct ValidTransaction {
    pub priority: u64,
    pub requires: Vec<Vec<u8>>,
    pub provides: Vec<Vec<u8>>,
    pub longevity: u64,
    pub propagate: bool,
}

describe!(ValidTransaction {
    priority: u64,
    requires: Vec<Vec<u8>>,
    provides: Vec<Vec<u8>>,
    longevity: u64,
    propagate: bool
});
