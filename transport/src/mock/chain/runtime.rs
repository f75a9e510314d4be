//! The code of a chain, as far as a mock has any: versions, metadata and runtime calls.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Bound;

use bytes::Bytes;
use serde_json::{Value, json};

use super::hash::Hash;
use super::storage::Snapshot;

/// The runtime of a block: its versions, its metadata and its runtime calls. Clones share the calls.
///
/// ```
/// use subwire_transport::mock::{Chain, Runtime};
///
/// let chain = Chain::builder().build();
/// let next = chain.runtime().spec_version(366).metadata(*b"meta\x0f");
/// chain.build_block(|block| block.upgrade(next));
/// assert_eq!(chain.runtime().version(), 366);
/// # let _: Runtime = chain.runtime();
/// ```
#[derive(Clone)]
#[must_use]
pub struct Runtime {
    spec_name: String,
    spec_version: u32,
    transaction_version: u32,
    apis: Vec<([u8; 8], u32)>,
    metadata: Option<Bytes>,
    calls: BTreeMap<String, Call>,
}

/// A runtime call: from the block's state and the SCALE arguments to the SCALE result, or to the
/// message of an error.
pub(super) type Call = Arc<dyn Fn(&StateAt, &[u8]) -> Result<Vec<u8>, String> + Send + Sync>;

impl Runtime {
    /// A runtime without metadata and calls, with transaction version 1.
    pub(super) fn new(spec_name: &str) -> Self {
        Self {
            spec_name: spec_name.into(),
            spec_version: 1,
            transaction_version: 1,
            apis: Vec::new(),
            metadata: None,
            calls: BTreeMap::new(),
        }
    }

    /// The spec version.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.spec_version
    }

    /// Sets the spec name.
    pub fn spec_name(mut self, name: &str) -> Self {
        self.spec_name = name.into();
        self
    }

    /// Sets the spec version.
    pub fn spec_version(mut self, version: u32) -> Self {
        self.spec_version = version;
        self
    }

    /// Sets the transaction version.
    pub fn transaction_version(mut self, version: u32) -> Self {
        self.transaction_version = version;
        self
    }

    /// Sets the runtime APIs that the version names: eight bytes of the hash of each one's name,
    /// and its version.
    pub fn apis(mut self, apis: impl IntoIterator<Item = ([u8; 8], u32)>) -> Self {
        self.apis = apis.into_iter().collect();
        self
    }

    /// Sets the metadata that `state_getMetadata` answers, from its `meta` on.
    pub fn metadata(mut self, metadata: impl Into<Vec<u8>>) -> Self {
        self.metadata = Some(metadata.into().into());
        self
    }

    /// Answers the runtime call `name`, such as `Core_version`: from the call's SCALE arguments
    /// to its SCALE result, or to the message of an error.
    pub fn call(
        self,
        name: impl Into<String>,
        answer: impl Fn(&[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        self.call_at(name, move |_, args| answer(args))
    }

    /// As [`call`](Self::call), for an answer that looks at the state of the block it is asked at.
    pub fn call_at(
        mut self,
        name: impl Into<String>,
        answer: impl Fn(&StateAt, &[u8]) -> Result<Vec<u8>, String> + Send + Sync + 'static,
    ) -> Self {
        self.calls.insert(name.into(), Arc::new(answer));
        self
    }

    pub(super) fn find(&self, name: &str) -> Option<Call> {
        self.calls.get(name).cloned()
    }

    pub(super) fn metadata_bytes(&self) -> Option<&Bytes> {
        self.metadata.as_ref()
    }

    /// The version as nodes tell it.
    pub(super) fn version_json(&self) -> Value {
        let apis = self.apis.iter();
        let apis = apis.map(|(id, version)| json!([const_hex::encode_prefixed(id), version]));
        json!({
            "apis": apis.collect::<Value>(),
            "authoringVersion": 1,
            "implName": self.spec_name,
            "implVersion": 1,
            "specName": self.spec_name,
            "specVersion": self.spec_version,
            "stateVersion": 1,
            "transactionVersion": self.transaction_version,
        })
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime")
            .field("spec_name", &self.spec_name)
            .field("spec_version", &self.spec_version)
            .field("calls", &self.calls.keys())
            .finish_non_exhaustive()
    }
}

/// What a block left behind: its storage and its runtime. Clones share them.
#[derive(Clone, Debug)]
pub struct StateAt {
    pub(super) number: u32,
    pub(super) hash: Hash,
    pub(super) storage: Snapshot,
    pub(super) runtime: Arc<Runtime>,
}

impl StateAt {
    /// The block's number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The block's hash.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<&[u8]> {
        self.storage.get(key).map(|value| &value[..])
    }

    /// The entries whose keys start with `prefix`, in the order of the keys.
    pub fn entries<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = (&'a [u8], &'a [u8])> {
        let entries = self.storage.range(prefix, Bound::Included(prefix));
        entries.map(|(key, value)| (&key[..], &value[..]))
    }
}
