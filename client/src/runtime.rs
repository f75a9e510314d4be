//! A runtime: its name and version, its metadata, and the descriptors bound to it.
//!
//! What a chain's bytes mean depends on the runtime that wrote them. Which one that is for a block
//! is found out in `pin`; what it is like is kept in `cache`, and comes from the node by `fetch`, or
//! from files by `disk`.

pub(crate) mod cache;
#[cfg(feature = "disk-cache")]
pub(crate) mod disk;
pub(crate) mod fetch;
pub(crate) mod pin;
mod spec;

use alloc::sync::Arc;
use core::any::{Any, TypeId};
use core::fmt;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use subwire_codec::codec::{Decode, Encode};
use subwire_codec::descriptor::{
    BindError, BoundCall, BoundEvent, BoundRuntimeApi, BoundStorage, DescribeKeys,
};
use subwire_codec::scale_info::TypeInfo;
use subwire_codec::{Call, Event, Metadata, RuntimeApi, Storage};

pub use self::spec::Spec;
use crate::Error;

/// How many bound descriptors a runtime keeps; a program has hardly more descriptors than that.
const MAX_BOUND: usize = 1024;

/// A runtime of a chain. Clones share it.
///
/// Comparing a descriptor with the metadata takes up to a tenth of a millisecond, and is done once:
/// the bound descriptor is kept with the runtime.
///
/// ```no_run
/// # fn run(bytes: &[u8], stored: Option<&[u8]>) -> Result<(), Box<dyn std::error::Error>> {
/// use subwire::Runtime;
/// use subwire::codec::subtensor::pallets::system::storage::ACCOUNT;
///
/// let runtime = Runtime::decode(bytes)?; // from a file, or `At::runtime` from the chain
/// let free = runtime.storage(&ACCOUNT)?.decode(stored)?.data.free;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Runtime(Arc<Inner>);

struct Inner {
    spec: Spec,
    transaction_version: u32,
    metadata: Metadata,
    bound: Mutex<HashMap<Bound, Arc<dyn Any + Send + Sync>>>,
}

/// A descriptor's names, and its type bound.
type Bound = (&'static str, &'static str, TypeId);

impl Runtime {
    /// Reads metadata: the bytes from `meta` on, or as a runtime call answers them.
    ///
    /// # Errors
    ///
    /// [`Error::Metadata`] where they are none, or do not tell which runtime they are of.
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        Self::read(&Spec::unknown(), bytes)
    }

    /// Reads metadata that must be of a certain runtime.
    pub(crate) fn decode_as(wanted: &Spec, bytes: &[u8]) -> Result<Self, Error> {
        let runtime = Self::read(wanted, bytes)?;
        if runtime.spec() != wanted {
            let reason = format!("it is that of {}", runtime.spec());
            return Err(Error::Metadata { spec: wanted.clone(), reason });
        }
        Ok(runtime)
    }

    fn read(wanted: &Spec, bytes: &[u8]) -> Result<Self, Error> {
        let failed = |reason| Error::Metadata { spec: wanted.clone(), reason };
        let metadata = Metadata::decode(bytes).map_err(|error| failed(error.to_string()))?;
        Self::new(metadata).ok_or_else(|| failed("it does not tell which runtime it is of".into()))
    }

    /// A runtime by its metadata; None where that has no constant `System.Version`.
    #[must_use]
    pub fn new(metadata: Metadata) -> Option<Self> {
        let version = metadata.runtime_version()?;
        let spec = Spec::new(version.spec_name(), version.spec_version());
        let transaction_version = version.transaction_version();
        let bound = Mutex::new(HashMap::new());
        Some(Self(Arc::new(Inner { spec, transaction_version, metadata, bound })))
    }

    /// Its name and version.
    #[must_use]
    pub fn spec(&self) -> &Spec {
        &self.0.spec
    }

    /// Its spec version.
    #[must_use]
    pub fn spec_version(&self) -> u32 {
        self.0.spec.version()
    }

    /// Its transaction version, raised when calls or extensions change so that transactions signed
    /// before become invalid.
    #[must_use]
    pub fn transaction_version(&self) -> u32 {
        self.0.transaction_version
    }

    /// Its metadata.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.0.metadata
    }

    /// A storage item of this runtime.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the runtime has no such item, or another.
    pub fn storage<K, V>(&self, item: &Storage<K, V>) -> Result<Arc<BoundStorage<K, V>>, BindError>
    where
        K: DescribeKeys + 'static,
        V: Decode + TypeInfo + 'static,
    {
        self.bound((item.pallet(), item.item()), || item.bind(self.metadata()))
    }

    /// A method of a runtime API of this runtime.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the runtime has no such method, or another; also where its metadata is
    /// of version 14, which describes none.
    pub fn runtime_api<A, O>(
        &self,
        method: &RuntimeApi<A, O>,
    ) -> Result<Arc<BoundRuntimeApi<A, O>>, BindError>
    where
        A: TypeInfo + 'static,
        O: Decode + TypeInfo + 'static,
    {
        self.bound((method.api(), method.method()), || method.bind(self.metadata()))
    }

    /// A call of this runtime.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the runtime has no such call, or another.
    pub fn call<A>(&self, call: &Call<A>) -> Result<Arc<BoundCall<A>>, BindError>
    where
        A: Encode + TypeInfo + 'static,
    {
        self.bound((call.pallet(), call.name()), || call.bind(self.metadata()))
    }

    /// An event of this runtime.
    ///
    /// # Errors
    ///
    /// [`BindError`] where the runtime has no such event, or another.
    pub fn event<T>(&self, event: &Event<T>) -> Result<Arc<BoundEvent<T>>, BindError>
    where
        T: Decode + TypeInfo + 'static,
    {
        self.bound((event.pallet(), event.name()), || event.bind(self.metadata()))
    }

    /// What is kept under these names, or what `bind` gives, which is then kept.
    fn bound<B: Send + Sync + 'static>(
        &self,
        (owner, name): (&'static str, &'static str),
        bind: impl FnOnce() -> Result<B, BindError>,
    ) -> Result<Arc<B>, BindError> {
        let key = (owner, name, TypeId::of::<B>());
        let lock = || self.0.bound.lock().unwrap_or_else(PoisonError::into_inner);
        let found = lock().get(&key).cloned();
        if let Some(bound) = found.and_then(|bound| bound.downcast::<B>().ok()) {
            return Ok(bound);
        }
        let bound = Arc::new(bind()?);
        let mut all = lock();
        if all.len() >= MAX_BOUND {
            all.clear();
        }
        all.insert(key, bound.clone());
        Ok(bound)
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Runtime({})", self.spec())
    }
}
