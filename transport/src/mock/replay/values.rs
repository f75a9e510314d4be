//! Storage values, whichever way they were recorded.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Value, json};

use super::request::Request;
use crate::Reply;

/// Storage values by block (`null` where none was named) and key.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeMap<(String, String), Value>);

impl Values {
    /// Keeps the values of an answer, each under the block that it belongs to.
    pub(super) fn add(&mut self, request: &Request, result: &Reply, head: Option<&Value>) {
        match (request.method.as_str(), &request.params[..]) {
            ("state_getStorage", [key, at @ ..]) => {
                self.insert(at.first(), key, result.read("a value").unwrap_or_default());
            }
            ("state_queryStorageAt", _) => {
                let sets: Vec<Value> = result.read("sets of changes").unwrap_or_default();
                for set in &sets {
                    // The answer names its block, whether the request did or not.
                    let block = Some(&set["block"]).filter(|block| Some(*block) != head);
                    for change in set["changes"].as_array().into_iter().flatten() {
                        self.insert(block, &change[0], change[1].clone());
                    }
                }
            }
            _ => {}
        }
    }

    /// A storage read that was not recorded as such, put together from those that were.
    pub(super) fn assemble(&self, request: &Request, head: Option<&Value>) -> Option<Value> {
        let at = request.params.get(1);
        let value = |key: &Value| self.0.get(&place(at, key)).cloned();
        match request.method.as_str() {
            "state_getStorage" => value(request.params.first()?),
            "state_queryStorageAt" => {
                let keys = request.params.first()?.as_array()?;
                let changes = keys.iter().map(|key| Some(json!([key, value(key)?])));
                let changes = changes.collect::<Option<Vec<Value>>>()?;
                let block = at.or(head)?;
                Some(json!([{ "block": block, "changes": changes }]))
            }
            _ => None,
        }
    }

    fn insert(&mut self, at: Option<&Value>, key: &Value, value: Value) {
        self.0.entry(place(at, key)).or_insert(value);
    }
}

fn place(at: Option<&Value>, key: &Value) -> (String, String) {
    (at.unwrap_or(&Value::Null).to_string(), key.to_string())
}
