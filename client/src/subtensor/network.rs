//! Bittensor's networks by name.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use std::env;

use crate::BlockHash;

/// A network to connect to: its endpoints, its archives and its chain.
///
/// ```
/// use subwire::Network;
///
/// assert_eq!("finney".parse(), Ok(Network::Finney));
/// assert_eq!(Network::Finney.endpoints().count(), 3);
/// assert_eq!(Network::Archive.genesis_hash(), Network::Finney.genesis_hash());
/// assert_eq!(Network::Demo.endpoint(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Network {
    /// Finney with all its past blocks.
    Archive,
    /// A small Subtensor in memory: nothing is connected to.
    Demo,
    /// The main network.
    Finney,
    /// A node on this machine.
    Local,
    /// The test network.
    Test,
    /// Any node, by its URL.
    Url(String),
}

/// The URLs of finney's archives, the foundation's and Latent's.
const ARCHIVES: [&str; 2] =
    ["wss://archive.chain.opentensor.ai:443", "wss://archive.sub.latent.to:443"];

/// Where finney is served when its entry point is not: the foundation's and Latent's nodes, which
/// keep the states of the last blocks only.
const LITES: [&str; 2] = ["wss://lite.chain.opentensor.ai:443", "wss://lite.sub.latent.to:443"];

/// 0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03
const FINNEY: [u8; 32] = [
    0x2f, 0x05, 0x55, 0xcc, 0x76, 0xfc, 0x28, 0x40, 0xa2, 0x5a, 0x6e, 0xa3, 0xb9, 0x63, 0x71, 0x46,
    0x80, 0x6f, 0x1f, 0x44, 0xb0, 0x90, 0xc1, 0x75, 0xff, 0xde, 0x2a, 0x7e, 0x5a, 0xb3, 0x6c, 0x03,
];

/// 0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105
const TEST: [u8; 32] = [
    0x8f, 0x9c, 0xf8, 0x56, 0xbf, 0x55, 0x8a, 0x14, 0x44, 0x0e, 0x75, 0x56, 0x9c, 0x9e, 0x58, 0x59,
    0x47, 0x57, 0x04, 0x8d, 0x7b, 0x3a, 0x84, 0xb5, 0xd2, 0x5f, 0x6b, 0xd9, 0x78, 0x26, 0x31, 0x05,
];

impl Network {
    /// The variable of the environment that [`from_env`](Self::from_env) reads.
    pub const VARIABLE: &str = "SUBWIRE_NETWORK";

    /// The network that the environment's `SUBWIRE_NETWORK` names, or its URL; None where the
    /// variable is not set or is empty.
    ///
    /// # Errors
    ///
    /// [`ParseNetworkError`] where it is neither a network's name nor a URL.
    pub fn from_env() -> Result<Option<Self>, ParseNetworkError> {
        match env::var_os(Self::VARIABLE) {
            Some(name) if !name.is_empty() => name.to_string_lossy().parse().map(Some),
            _ => Ok(None),
        }
    }

    /// The URL to connect to; `None` for the demo network.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        match self {
            Self::Archive => Some(ARCHIVES[0]),
            Self::Demo => None,
            Self::Finney => Some("wss://entrypoint-finney.opentensor.ai:443"),
            Self::Local => Some("ws://127.0.0.1:9944"),
            Self::Test => Some("wss://test.finney.opentensor.ai:443"),
            Self::Url(url) => Some(url),
        }
    }

    /// The URLs that stand in for the [endpoint](Self::endpoint), in their order.
    #[must_use]
    pub fn fallbacks(&self) -> &'static [&'static str] {
        match self {
            Self::Archive => &ARCHIVES[1..],
            Self::Finney => &LITES,
            Self::Demo | Self::Local | Self::Test | Self::Url(_) => &[],
        }
    }

    /// The endpoint and its fallbacks, in the order in which they are to be tried.
    pub fn endpoints(&self) -> impl Iterator<Item = &str> {
        self.endpoint().into_iter().chain(self.fallbacks().iter().copied())
    }

    /// The URLs of nodes that have the states of all blocks, where this network's have not.
    #[must_use]
    pub fn archives(&self) -> &'static [&'static str] {
        match self {
            Self::Finney => &ARCHIVES,
            Self::Archive | Self::Demo | Self::Local | Self::Test | Self::Url(_) => &[],
        }
    }

    /// The hash of the chain's first block, where it is known beforehand: what a node shows before
    /// it is believed.
    #[must_use]
    pub fn genesis_hash(&self) -> Option<BlockHash> {
        match self {
            Self::Archive | Self::Finney => Some(FINNEY.into()),
            Self::Test => Some(TEST.into()),
            Self::Demo | Self::Local | Self::Url(_) => None,
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Archive => "archive",
            Self::Demo => "demo",
            Self::Finney => "finney",
            Self::Local => "local",
            Self::Test => "test",
            Self::Url(url) => url,
        })
    }
}

impl FromStr for Network {
    type Err = ParseNetworkError;

    fn from_str(text: &str) -> Result<Self, ParseNetworkError> {
        match text {
            "archive" => Ok(Self::Archive),
            "demo" => Ok(Self::Demo),
            "finney" => Ok(Self::Finney),
            "local" => Ok(Self::Local),
            "test" => Ok(Self::Test),
            url if url.contains("://") => Ok(Self::Url(url.into())),
            other => Err(ParseNetworkError(other.into())),
        }
    }
}

/// A text that is neither a network's name nor a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNetworkError(String);

impl fmt::Display for ParseNetworkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no network {:?}: demo, finney, test, archive, local or a URL wanted", self.0)
    }
}

impl core::error::Error for ParseNetworkError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_has_its_endpoints_and_its_chain() {
        use Network::{Archive, Demo, Finney, Local, Test};
        for (network, endpoints, archives, is_known) in [
            (Archive, 2, 0, true),
            (Demo, 0, 0, false),
            (Finney, 3, 2, true),
            (Local, 1, 0, false),
            (Test, 1, 0, true),
            (Network::Url("ws://x".into()), 1, 0, false),
        ] {
            let urls: Vec<&str> = network.endpoints().collect();
            assert_eq!((urls.len(), network.archives().len()), (endpoints, archives), "{network}");
            assert_eq!(urls.first().copied(), network.endpoint());
            assert_eq!(network.genesis_hash().is_some(), is_known, "{network}");
            assert_eq!(network.to_string().parse(), Ok(network));
        }
    }

    // As others write them.
    #[test]
    fn genesis_hashes_are_those_of_the_chains() {
        let shown = |network: Network| network.genesis_hash().unwrap().to_string();
        let finney = "0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03";
        let test = "0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105";
        assert_eq!(
            (shown(Network::Finney), shown(Network::Archive)),
            (finney.into(), finney.into())
        );
        assert_eq!(shown(Network::Test), test);
    }
}
