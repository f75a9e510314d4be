//! Runtimes by name and version, for descriptors that were compared with them.

/// Runtimes of one chain.
///
/// A spec version alone says nothing: other chains count theirs from one as well.
///
/// ```
/// use subwire_codec::hasher::Identity;
/// use subwire_codec::{Runtimes, Storage};
///
/// const COMPARED: Runtimes = Runtimes::new("node-subtensor", &[343, 365]);
/// const TEMPO: Storage<(Identity<u16>,), u16> =
///     Storage::new("SubtensorModule", "Tempo").same_in(&COMPARED);
/// assert!(TEMPO.is_same_in("node-subtensor", 365));
/// assert!(!TEMPO.is_same_in("node-subtensor", 364));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Runtimes {
    spec_name: &'static str,
    spec_versions: &'static [u32],
}

impl Runtimes {
    /// The runtimes of this spec name that have one of these spec versions.
    #[must_use]
    pub const fn new(spec_name: &'static str, spec_versions: &'static [u32]) -> Self {
        Self { spec_name, spec_versions }
    }

    /// The spec name.
    #[must_use]
    pub const fn spec_name(&self) -> &'static str {
        self.spec_name
    }

    /// The spec versions.
    #[must_use]
    pub const fn spec_versions(&self) -> &'static [u32] {
        self.spec_versions
    }

    /// Whether a runtime is one of them.
    #[must_use]
    pub fn contains(&self, spec_name: &str, spec_version: u32) -> bool {
        self.spec_name == spec_name && self.spec_versions.contains(&spec_version)
    }
}
