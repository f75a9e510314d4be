//! The methods that a chain answers.

mod blocks;
mod state;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::args::{Args, Hex, hex};
use super::mailbox::Mailbox;
use super::node::{Node, Shared};
use super::subscriptions::Topic;
use crate::{Params, RpcError};

/// The methods, as `rpc_methods` lists them, each with the method that it is another name of.
const METHODS: &[(&str, &str)] = &[
    ("account_nextIndex", "system_accountNextIndex"),
    ("author_pendingExtrinsics", "author_pendingExtrinsics"),
    ("author_submitAndWatchExtrinsic", "author_submitAndWatchExtrinsic"),
    ("author_submitExtrinsic", "author_submitExtrinsic"),
    ("author_unwatchExtrinsic", "author_unwatchExtrinsic"),
    ("chain_getBlock", "chain_getBlock"),
    ("chain_getBlockHash", "chain_getBlockHash"),
    ("chain_getFinalisedHead", "chain_getFinalizedHead"),
    ("chain_getFinalizedHead", "chain_getFinalizedHead"),
    ("chain_getHead", "chain_getBlockHash"),
    ("chain_getHeader", "chain_getHeader"),
    ("chain_getRuntimeVersion", "state_getRuntimeVersion"),
    ("chain_subscribeAllHeads", "chain_subscribeAllHeads"),
    ("chain_subscribeFinalisedHeads", "chain_subscribeFinalizedHeads"),
    ("chain_subscribeFinalizedHeads", "chain_subscribeFinalizedHeads"),
    ("chain_subscribeNewHead", "chain_subscribeNewHeads"),
    ("chain_subscribeNewHeads", "chain_subscribeNewHeads"),
    ("chain_subscribeRuntimeVersion", "state_subscribeRuntimeVersion"),
    ("chain_unsubscribeAllHeads", "chain_unsubscribeAllHeads"),
    ("chain_unsubscribeFinalisedHeads", "chain_unsubscribeFinalizedHeads"),
    ("chain_unsubscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads"),
    ("chain_unsubscribeNewHead", "chain_unsubscribeNewHeads"),
    ("chain_unsubscribeNewHeads", "chain_unsubscribeNewHeads"),
    ("chain_unsubscribeRuntimeVersion", "state_unsubscribeRuntimeVersion"),
    ("rpc_methods", "rpc_methods"),
    ("state_call", "state_call"),
    ("state_callAt", "state_call"),
    ("state_getKeysPaged", "state_getKeysPaged"),
    ("state_getKeysPagedAt", "state_getKeysPaged"),
    ("state_getMetadata", "state_getMetadata"),
    ("state_getRuntimeVersion", "state_getRuntimeVersion"),
    ("state_getStorage", "state_getStorage"),
    ("state_getStorageAt", "state_getStorage"),
    ("state_getStorageHash", "state_getStorageHash"),
    ("state_getStorageHashAt", "state_getStorageHash"),
    ("state_getStorageSize", "state_getStorageSize"),
    ("state_getStorageSizeAt", "state_getStorageSize"),
    ("state_queryStorage", "state_queryStorage"),
    ("state_queryStorageAt", "state_queryStorageAt"),
    ("state_subscribeRuntimeVersion", "state_subscribeRuntimeVersion"),
    ("state_subscribeStorage", "state_subscribeStorage"),
    ("state_unsubscribeRuntimeVersion", "state_unsubscribeRuntimeVersion"),
    ("state_unsubscribeStorage", "state_unsubscribeStorage"),
    ("subscribe_newHead", "chain_subscribeNewHeads"),
    ("system_accountNextIndex", "system_accountNextIndex"),
    ("system_chain", "system_chain"),
    ("system_health", "system_health"),
    ("system_name", "system_name"),
    ("system_properties", "system_properties"),
    ("system_version", "system_version"),
    ("unsubscribe_newHead", "chain_unsubscribeNewHeads"),
];

/// JSON-RPC's number for what a server cannot do, such as subscriptions without a connection.
const INTERNAL_ERROR: i64 = -32603;

/// The method that this is another name of, or itself.
pub(in crate::mock) fn canonical_method(method: &str) -> &str {
    find(method).unwrap_or(method)
}

/// The method that answers to a name.
fn find(method: &str) -> Option<&'static str> {
    let at = METHODS.binary_search_by_key(&method, |(name, _)| name).ok()?;
    Some(METHODS[at].1)
}

impl Shared {
    /// Answers a request with JSON text. Subscriptions go to the mailbox, if there is one.
    ///
    /// What the chain's user wrote, runtime calls and the like, runs while the node is not locked,
    /// and may ask it or move it on.
    pub(super) fn answer(
        &self,
        mailbox: Option<&Mailbox>,
        method: &str,
        params: &str,
    ) -> Result<String, RpcError> {
        if let Some(own) = self.with(|node| node.methods.get(method).cloned()) {
            let params = Params::from_json(params)
                .map_err(|error| RpcError::new(RpcError::INVALID_PARAMS, error.to_string()))?;
            let reply = own(&params)?;
            return Ok(String::from_utf8_lossy(reply.as_json()).into_owned());
        }
        let Some(known) = find(method) else {
            let message = format!("method not found: {method}");
            return Err(RpcError::new(RpcError::METHOD_NOT_FOUND, message));
        };
        let (args, method) = (Args::read(params)?, known);
        let answer = match method {
            "author_submitAndWatchExtrinsic" => {
                self.submit(&args, Some(connection(mailbox, method)?))
            }
            "author_submitExtrinsic" => self.submit(&args, None),
            "state_call" => self.call(&args),
            _ if method.contains("nsubscribe") || method == "author_unwatchExtrinsic" => {
                let mailbox = connection(mailbox, method)?;
                let id: String = args.required(0)?;
                Ok(json!(self.with(|node| node.subscriptions.remove(method, &id, mailbox))))
            }
            _ if method.contains("subscribe") => {
                let mailbox = connection(mailbox, method)?;
                self.with(|node| node.subscribe(method, &args, mailbox))
            }
            _ => self.with(|node| node.read(method, &args)),
        };
        answer.map(|answer| answer.to_string())
    }

    fn submit(&self, args: &Args<'_>, watcher: Option<&Mailbox>) -> Result<Value, RpcError> {
        let Hex(extrinsic) = args.required(0)?;
        if let Some(judge) = self.with(|node| node.judge.clone()) {
            judge(&extrinsic)?;
        }
        self.with(|node| node.submit(extrinsic.into(), watcher))
    }

    fn call(&self, args: &Args<'_>) -> Result<Value, RpcError> {
        let (name, Hex(input)): (String, Hex) = (args.required(0)?, args.required(1)?);
        let state = self.with(|node| node.state(args, 2))?;
        let failed =
            |message: &str| state::failed(format!("Client error: Execution failed: {message}"));
        let call = state.runtime.find(&name);
        let call = call.ok_or_else(|| failed(&format!("Exported method {name} is not found")))?;
        call(&state, &input).map(|output| hex(&output)).map_err(|message| failed(&message))
    }
}

/// The mailbox of a client that can have subscriptions.
fn connection<'a>(mailbox: Option<&'a Mailbox>, method: &str) -> Result<&'a Mailbox, RpcError> {
    mailbox.ok_or_else(|| {
        let message =
            format!("{method} wants a connection: the answers of a subscription keep coming");
        RpcError::new(INTERNAL_ERROR, message)
    })
}

impl Node {
    /// Answers what only looks.
    fn read(&self, method: &str, args: &Args<'_>) -> Result<Value, RpcError> {
        match method {
            "author_pendingExtrinsics" => Ok(self.pool.waiting().map(|one| hex(one)).collect()),
            "chain_getBlock" => self.block(args),
            "chain_getBlockHash" => self.block_hash(args),
            "chain_getFinalizedHead" => Ok(hex(&self.blocks.finalized().1)),
            "chain_getHeader" => self.header(args),
            "rpc_methods" => Ok(self.methods()),
            "state_getKeysPaged" => self.keys(args),
            "state_getMetadata" => self.metadata(args),
            "state_getRuntimeVersion" => Ok(self.state(args, 0)?.runtime.version_json()),
            "state_getStorage" => self.value(args, hex),
            "state_getStorageHash" => self.value(args, |value| hex(&(self.hasher)(value))),
            "state_getStorageSize" => self.value(args, |value| json!(value.len())),
            "state_queryStorage" => self.query(args),
            "state_queryStorageAt" => self.query_at(args),
            "system_accountNextIndex" => args.required::<String>(0).map(|_| json!(0)),
            "system_chain" => Ok(json!(self.name)),
            "system_health" => {
                Ok(json!({ "peers": 0, "isSyncing": false, "shouldHavePeers": false }))
            }
            "system_name" => Ok(json!("Subwire mock")),
            "system_properties" => {
                Ok(json!({ "ss58Format": 42, "tokenDecimals": 9, "tokenSymbol": "TAO" }))
            }
            "system_version" => Ok(json!(env!("CARGO_PKG_VERSION"))),
            _ => {
                let message = format!("method not found: {method}");
                Err(RpcError::new(RpcError::METHOD_NOT_FOUND, message))
            }
        }
    }

    /// Subscribes; the first item is what there is now.
    fn subscribe(
        &mut self,
        method: &str,
        args: &Args<'_>,
        mailbox: &Mailbox,
    ) -> Result<Value, RpcError> {
        self.subscriptions.check(mailbox)?;
        let head = self.blocks.head();
        let (topic, first) = match method {
            "chain_subscribeAllHeads" => (Topic::AllHeads, self.header_of(&head.hash)),
            "chain_subscribeFinalizedHeads" => {
                (Topic::FinalizedHeads, self.header_of(&self.blocks.finalized().1))
            }
            "chain_subscribeNewHeads" => (Topic::NewHeads, self.header_of(&head.hash)),
            "state_subscribeRuntimeVersion" => {
                (Topic::RuntimeVersion, Some(head.runtime.version_json()))
            }
            _ => {
                let Some(keys) = args.optional::<Vec<Hex>>(0)? else {
                    // All keys: a public node does not offer that.
                    let message = "RPC call is unsafe to be called externally";
                    return Err(RpcError::new(RpcError::METHOD_NOT_FOUND, message));
                };
                let keys: Vec<_> = keys.into_iter().map(|key| key.0.into()).collect();
                let first = Self::storage_item(head, &keys, |_| true);
                (Topic::Storage(keys), first)
            }
        };
        Ok(self.listen(topic, mailbox, first.as_ref()))
    }

    fn methods(&self) -> Value {
        let names = METHODS.iter().map(|(name, _)| *name);
        let mut names: Vec<&str> = names.chain(self.methods.keys().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        json!({ "methods": names })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Chain;
    use super::*;

    #[test]
    fn every_method_that_is_listed_is_known() {
        let chain = Chain::builder().build();
        assert!(METHODS.is_sorted(), "it is searched by halves");
        for (name, of) in METHODS {
            let frame = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{name}","params":[]}}"#);
            let answer = chain.session().handle(&frame).unwrap();
            assert!(!answer.contains("method not found"), "{answer}");
            assert!(METHODS.binary_search(&(of, of)).is_ok(), "{of}");
        }
    }
}
