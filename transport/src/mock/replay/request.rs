//! When two requests are the same.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;

use crate::mock::chain::canonical_method;

/// Method and parameters, in one form for all that mean the same.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) params: Vec<Value>,
    /// The parameters as text: what is compared.
    pub(super) text: String,
}

impl Request {
    pub(super) fn new(method: &str, mut params: Vec<Value>, head: Option<&Value>) -> Self {
        let method = canonical_method(method).to_string();
        if method == "state_call" {
            // Hex with `0x` or without, of nothing too.
            if let Some(Value::String(args)) = params.get_mut(1) {
                if !args.starts_with("0x") {
                    args.insert_str(0, "0x");
                }
            }
        }
        let takes_block = method.starts_with("state_") || method == "chain_getHeader";
        let is_head = |last: &Value| takes_block && Some(last) == head;
        while params.last().is_some_and(|last| last.is_null() || is_head(last)) {
            params.pop();
        }
        let text = Value::Array(params.clone()).to_string();
        Self { method, params, text }
    }

    /// The one before all others of a method.
    pub(super) fn first_of(method: &str) -> Self {
        Self { method: method.into(), params: Vec::new(), text: String::new() }
    }

    fn identity(&self) -> (&str, &str) {
        (&self.method, &self.text)
    }
}

impl PartialEq for Request {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for Request {}

impl PartialOrd for Request {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Request {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        self.identity().cmp(&other.identity())
    }
}
