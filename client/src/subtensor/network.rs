//! Bittensor's networks by name.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// A network to connect to.
///
/// ```
/// use subwire::Network;
///
/// assert_eq!("finney".parse(), Ok(Network::Finney));
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

impl Network {
    /// The URL to connect to; `None` for the demo network.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        match self {
            Self::Archive => Some("wss://archive.chain.opentensor.ai:443"),
            Self::Demo => None,
            Self::Finney => Some("wss://entrypoint-finney.opentensor.ai:443"),
            Self::Local => Some("ws://127.0.0.1:9944"),
            Self::Test => Some("wss://test.finney.opentensor.ai:443"),
            Self::Url(url) => Some(url),
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
