//! What a node tells of itself and of its chain.

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use subwire_transport::{Params, Transport};

use crate::{Client, Error};

/// What a node says of its chain's tokens and addresses: `system_properties`. A chain need not say
/// any of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ChainProperties {
    /// The prefix of SS58 addresses.
    #[serde(alias = "ss58Prefix")]
    pub ss58_format: Option<u16>,
    /// How many decimals the chain's tokens have, in the order of their symbols; of most chains one.
    #[serde(deserialize_with = "one_or_many")]
    pub token_decimals: Vec<u8>,
    /// What the tokens are called.
    #[serde(deserialize_with = "one_or_many")]
    pub token_symbol: Vec<String>,
}

/// How a node is doing: `system_health`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Health {
    /// How many peers it is connected to.
    pub peers: u32,
    /// Whether it is catching up with the chain.
    pub is_syncing: bool,
    /// Whether it should have peers: `false` of a chain of one node.
    pub should_have_peers: bool,
}

impl<T: Transport> Client<T> {
    /// What the chain is called: `Bittensor`. One request.
    ///
    /// # Errors
    ///
    /// The transport's; those of the other facts are the same.
    pub async fn chain_name(&self) -> Result<String, Error> {
        self.request("system_chain", Params::new()).await
    }

    /// What the node's software is called. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn node_name(&self) -> Result<String, Error> {
        self.request("system_name", Params::new()).await
    }

    /// The version of the node's software, which is not the runtime's. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn node_version(&self) -> Result<String, Error> {
        self.request("system_version", Params::new()).await
    }

    /// The chain's tokens and addresses. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn properties(&self) -> Result<ChainProperties, Error> {
        self.request("system_properties", Params::new()).await
    }

    /// How the node is doing. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn health(&self) -> Result<Health, Error> {
        self.request("system_health", Params::new()).await
    }

    /// The JSON-RPC methods that the node answers. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn rpc_methods(&self) -> Result<Vec<String>, Error> {
        #[derive(Deserialize)]
        struct Methods {
            methods: Vec<String>,
        }
        Ok(self.request::<Methods>("rpc_methods", Params::new()).await?.methods)
    }

    /// Whether the node answers a JSON-RPC method. One request.
    ///
    /// # Errors
    ///
    /// The transport's.
    pub async fn supports_method(&self, method: &str) -> Result<bool, Error> {
        Ok(self.rpc_methods().await?.iter().any(|one| one == method))
    }

    /// Sends any request, and reads what comes back. For the JSON itself there is
    /// [`transport`](Self::transport).
    ///
    /// ```
    /// use subwire::Subtensor;
    /// use subwire::transport::Params;
    ///
    /// let subtensor = Subtensor::demo();
    /// let params = Params::new().number(0);
    /// let first = subtensor.client().request::<String>("chain_getBlockHash", params);
    /// assert!(futures::executor::block_on(first)?.starts_with("0x"));
    /// # Ok::<(), subwire::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The transport's, also where the reply is no `R`.
    pub async fn request<R: DeserializeOwned>(
        &self,
        method: &str,
        params: Params,
    ) -> Result<R, Error> {
        let failed = Error::of(String::from(method));
        let reply = self.transport().request(method, params).await.map_err(&failed)?;
        reply.read("the type that was asked for").map_err(failed)
    }
}

/// Nothing, one value, or several: nodes write all three.
fn one_or_many<'de, D, V>(deserializer: D) -> Result<Vec<V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Values<V> {
        None,
        One(V),
        Many(Vec<V>),
    }
    Ok(match Values::deserialize(deserializer)? {
        Values::None => Vec::new(),
        Values::One(value) => Vec::from([value]),
        Values::Many(values) => values,
    })
}
