//! How a client comes by runtimes, and how far it trusts descriptors.

use alloc::sync::Arc;
use alloc::vec::Vec;
#[cfg(feature = "disk-cache")]
use std::path::PathBuf;
use std::sync::Mutex;

use subwire_transport::Transport;

use super::{Client, Shared};
use crate::Runtime;
use crate::merged::Merged;
use crate::runtime::cache::Cache;

/// Makes a [`Client`]: see [`Client::builder`].
#[derive(Debug)]
#[must_use]
pub struct ClientBuilder<T> {
    transport: T,
    verify: Verify,
    max_runtimes: usize,
    runtimes: Vec<Runtime>,
    #[cfg(feature = "disk-cache")]
    disk: Option<PathBuf>,
}

/// Whether descriptors are compared with the chain's metadata before they decode anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verify {
    /// Always. A descriptor that says it [is the same](subwire_codec::Storage::same_in) in the
    /// block's runtime needs no metadata for that.
    #[default]
    Always,
    /// Where the transport can say which runtime a block has, and has its metadata. A recording may
    /// lack both: descriptors then decode the layout that they were written for.
    WherePossible,
    /// Never, nor is anything asked for it: descriptors decode the layout that they were written
    /// for. For mocks; on a chain, numbers may then be silently wrong after an upgrade.
    Never,
}

impl<T: Transport> ClientBuilder<T> {
    pub(super) fn new(transport: T) -> Self {
        Self {
            transport,
            verify: Verify::default(),
            max_runtimes: Client::<T>::MAX_RUNTIMES,
            runtimes: Vec::new(),
            #[cfg(feature = "disk-cache")]
            disk: None,
        }
    }

    /// Whether descriptors are compared with the chain's metadata.
    pub fn verify(mut self, verify: Verify) -> Self {
        self.verify = verify;
        self
    }

    /// How many runtimes are kept in memory, at least one: a few megabytes each.
    pub fn max_runtimes(mut self, runtimes: usize) -> Self {
        self.max_runtimes = runtimes;
        self
    }

    /// Gives the client a runtime, so that it need not be fetched.
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtimes.push(runtime);
        self
    }

    /// Keeps runtimes' metadata in this folder as well, for the next client, of this process or of
    /// another: about half a megabyte each, up to [`MAX_RUNTIMES_ON_DISK`] for each chain, the
    /// oldest making room.
    ///
    /// Which chain it is, the client then asks beside its first read, in one more request. A
    /// damaged file is deleted and its runtime fetched again. A disk that fails stops no read: the
    /// runtime comes from the node, each time. Files are read and written on threads of the crate
    /// `blocking`, not where the client is polled.
    ///
    /// Files are checked for damage, not for forgery: the folder is to be one that nobody else can
    /// write to.
    ///
    /// [`MAX_RUNTIMES_ON_DISK`]: Client::MAX_RUNTIMES_ON_DISK
    ///
    /// ```
    /// use subwire::{Client, Subtensor};
    ///
    /// let chain = Subtensor::demo().client().transport().clone();
    /// let folder = std::env::temp_dir().join("runtimes");
    /// let client = Client::builder(chain).disk_cache(folder).build();
    /// # let _ = client;
    /// ```
    #[cfg(feature = "disk-cache")]
    pub fn disk_cache(mut self, folder: impl Into<PathBuf>) -> Self {
        self.disk = Some(folder.into());
        self
    }

    /// The client. Sends nothing.
    pub fn build(self) -> Client<T> {
        let cache = Cache::new(self.max_runtimes.max(self.runtimes.len()));
        self.runtimes.into_iter().for_each(|runtime| cache.insert(runtime));
        Client {
            transport: Arc::new(self.transport),
            shared: Arc::new(Shared {
                verify: self.verify,
                notes: Mutex::default(),
                cache,
                #[cfg(feature = "disk-cache")]
                disk: self.disk,
                genesis: Merged::new(),
                nonces: Arc::default(),
                hashes_headers: Merged::new(),
            }),
        }
    }
}
