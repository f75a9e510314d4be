//! A recording as the client can ask for it: each answer at a block of its own.

use std::path::Path;

use serde_json::{Value, json};
use subwire::transport::mock::Replay;
use subwire::{At, BlockHash, Client, Runtime};

use crate::data;

/// The exchanges of a file. The SDK asked the head for some things without naming it, which the
/// client never does: such an answer is given a block, another one for each, or the one that it
/// names itself.
pub(crate) struct Recording {
    exchanges: Vec<Value>,
}

impl Recording {
    pub(crate) fn open(path: &Path) -> Self {
        let mut file = data::json(path);
        let Value::Array(mut exchanges) = file["exchanges"].take() else { panic!("{path:?}") };
        for (at, exchange) in exchanges.iter_mut().enumerate() {
            let before = match data::text(&exchange["method"]) {
                "state_getStorageAt" | "state_queryStorageAt" => 1,
                "state_call" => 2,
                "state_getKeysPaged" => 3,
                _ => continue,
            };
            let named = exchange["result"][0]["block"].clone();
            let Value::Array(params) = &mut exchange["params"] else { panic!("{path:?}") };
            params.resize(before + 1, Value::Null);
            if params[before].is_null() {
                let mut hash = [0xee; 32];
                hash[..8].copy_from_slice(&at.to_le_bytes());
                let made = json!(BlockHash::from(hash).to_string());
                params[before] = if named.is_null() { made } else { named };
            }
        }
        Self { exchanges }
    }

    /// The block at which this was answered, read by this runtime: that of the first exchange that
    /// `is_it`.
    pub(crate) fn at(
        &self,
        runtime: &Runtime,
        is_it: impl Fn(&str, &[Value], &Value) -> bool,
    ) -> At<Replay> {
        let found = self.exchanges.iter().find(|exchange| {
            let params = data::array(&exchange["params"]);
            is_it(data::text(&exchange["method"]), params, &exchange["result"])
        });
        let found = found.expect("what is expected was recorded");
        let block = data::array(&found["params"]).last().expect("a block");
        let block: BlockHash = data::text(block).parse().expect("a block's hash");
        let client = self.client();
        let at = futures::executor::block_on(client.at(block)).expect("a hash needs no request");
        at.with_runtime(runtime.clone())
    }

    /// A client that nothing was asked of yet.
    pub(crate) fn client(&self) -> Client<Replay> {
        let text = json!({ "exchanges": self.exchanges }).to_string();
        Client::new(Replay::from_json(&text).expect("a recording"))
    }
}
