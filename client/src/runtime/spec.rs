//! Which runtime is meant.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// A runtime by the name and the version that it gives itself.
///
/// ```
/// use subwire::Spec;
///
/// assert_eq!(Spec::new("node-subtensor", 365).to_string(), "node-subtensor 365");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spec {
    name: Arc<str>,
    version: u32,
}

impl Spec {
    /// A runtime by its spec name and its spec version.
    #[must_use]
    pub fn new(name: &str, version: u32) -> Self {
        Self { name: name.into(), version }
    }

    /// Where nobody has said yet which it is.
    pub(crate) fn unknown() -> Self {
        Self::new("an unknown runtime", 0)
    }

    /// The spec name, `node-subtensor`: the same for all runtimes of a chain.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The spec version, which every upgrade raises.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The storage entry, key and value, by which `frame_system` notes that this runtime has
    /// executed a block: `System.LastRuntimeUpgrade`. For chains in memory.
    #[must_use]
    pub fn storage_entry(&self) -> (Vec<u8>, Vec<u8>) {
        super::pin::note(self)
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.version)
    }
}
