//! What the runtime of a block has.

use subwire_codec::descriptor::{BindError, BindErrorKind, DescribeKeys, Missing};
use subwire_codec::{Descriptor, RuntimeApi, Runtimes, Storage};
use subwire_transport::Transport;

use crate::{At, Error, Spec};

impl<T: Transport> At<T> {
    /// Whether the runtime that executed the block has a storage item. No request where the
    /// descriptor knows it of that runtime; else those of [`runtime`](Self::runtime).
    ///
    /// Where nothing is known of the runtime, as with [`Verify::Never`](crate::Verify::Never), an item
    /// is taken to be there, unless it is known to be missing in some runtime.
    ///
    /// ```
    /// use subwire::Subtensor;
    /// use subwire::codec::subtensor::pallets::subtensor_module::storage::MECHANISM_COUNT_CURRENT;
    ///
    /// # futures::executor::block_on(async {
    /// let head = Subtensor::demo().at_head().await?;
    /// assert!(head.has_item(&MECHANISM_COUNT_CURRENT).await?);
    /// # Ok::<_, subwire::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As [`runtime`](Self::runtime).
    pub async fn has_item<K: DescribeKeys, V>(&self, item: &Storage<K, V>) -> Result<bool, Error> {
        if let Some(spec) = self.spec().await? {
            let (name, version) = (spec.name(), spec.version());
            if item.is_same_in(name, version) || item.is_missing_in(name, version) {
                return Ok(item.is_same_in(name, version));
            }
            if let Some(runtime) = self.trusted_runtime().await? {
                let found = runtime.metadata().storage_item(item.pallet(), item.item());
                return Ok(found.is_some());
            }
        }
        Ok(!item.is_missing_somewhere())
    }

    /// Whether the runtime that answers the block's calls has a method of a runtime API. Requests,
    /// and what is taken where nothing is known, as [`has_item`](Self::has_item); metadata of version
    /// 14 tells nothing of methods.
    ///
    /// # Errors
    ///
    /// As [`next_runtime`](Self::next_runtime).
    pub async fn has_method<A, O>(&self, method: &RuntimeApi<A, O>) -> Result<bool, Error> {
        if let Some(spec) = self.call_spec().await? {
            let (name, version) = (spec.name(), spec.version());
            if method.is_same_in(name, version) || method.is_missing_in(name, version) {
                return Ok(method.is_same_in(name, version));
            }
            if let Some(runtime) = self.trusted_next_runtime().await? {
                let metadata = runtime.metadata();
                if metadata.describes_apis() {
                    return Ok(metadata.api_method(method.api(), method.method()).is_some());
                }
            }
        }
        Ok(!method.is_missing_somewhere())
    }
}

impl Error {
    /// What it means that a descriptor does not bind to a runtime.
    pub(crate) fn unbound(descriptor: &dyn Descriptor, spec: &Spec, error: BindError) -> Self {
        match error.kind() {
            BindErrorKind::Missing(Missing::Item(_) | Missing::Owner(_)) => {
                Self::unsupported(descriptor, spec)
            }
            _ => error.into(),
        }
    }

    /// A runtime that lacks what a descriptor describes, and which others are known to have it.
    pub(crate) fn unsupported(descriptor: &dyn Descriptor, spec: &Spec) -> Self {
        let of_chain = |versions: Option<&'static Runtimes>| {
            let versions = versions.filter(|runtimes| runtimes.spec_name() == spec.name());
            versions.map_or(&[][..], |runtimes| runtimes.spec_versions()).iter().copied()
        };
        let (has, lacks) =
            (|| of_chain(descriptor.same_in()), || of_chain(descriptor.missing_in()));
        let here = spec.version();
        let since_spec = has()
            .filter(|version| *version < here)
            .max()
            .map(|last| lacks().filter(|version| *version > last).min().unwrap_or(here));
        let from_spec = has().filter(|version| *version > here).min();
        Self::Unsupported { what: descriptor.item(), since_spec, from_spec }
    }
}
