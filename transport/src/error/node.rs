//! The node's own errors.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::text::{OneLine, excerpt};
use crate::Reply;

/// The error object of a JSON-RPC reply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RpcError {
    /// The error's number; -32768 to -32000 are JSON-RPC's own. 0 where the node gives none.
    pub code: i64,
    /// The node's sentence, cut at [`MAX_MESSAGE_LEN`](Self::MAX_MESSAGE_LEN).
    pub message: String,
    /// Whatever else the node tells, as JSON. Clones share it.
    pub data: Option<Reply>,
}

impl RpcError {
    /// The node does not know the method.
    pub const METHOD_NOT_FOUND: i64 = -32601;
    /// The node does not like the parameters.
    pub const INVALID_PARAMS: i64 = -32602;
    /// The node gets too many requests; of whole batches, that it takes none.
    pub const LIMIT_EXCEEDED: i64 = -32005;
    /// The node has too much to do; jsonrpsee's servers say it.
    pub const SERVER_BUSY: i64 = -32009;
    /// The batch has too many requests; jsonrpsee's servers say it.
    pub const BATCH_TOO_LARGE: i64 = -32010;
    /// How many bytes of a node's sentence are kept: one error may end many requests, and each
    /// has a copy.
    pub const MAX_MESSAGE_LEN: usize = 1000;

    /// An error with a number and a sentence.
    #[must_use]
    pub fn new(code: i64, message: impl Into<String>) -> Self {
        let mut message = message.into();
        if message.len() > Self::MAX_MESSAGE_LEN {
            let fits = |at: &usize| message.is_char_boundary(*at);
            message.truncate((0..=Self::MAX_MESSAGE_LEN).rev().find(fits).unwrap_or_default());
            message.shrink_to_fit();
        }
        Self { code, message, data: None }
    }

    /// Whether the node has done nothing because it is asked for too much at once.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        // Some services repeat HTTP's own number.
        matches!(self.code, Self::LIMIT_EXCEEDED | Self::SERVER_BUSY | 429)
    }

    /// Whether it means that the request itself is wrong, so that the same one will not do later
    /// either.
    pub(crate) fn blames_request(&self) -> bool {
        const PARSE_ERROR: i64 = -32700;
        const INVALID_REQUEST: i64 = -32600;
        matches!(
            self.code,
            PARSE_ERROR | INVALID_REQUEST | Self::METHOD_NOT_FOUND | Self::INVALID_PARAMS
        )
    }

    /// Whether, said of a batch as a whole, it means that nothing of the batch was done.
    pub(crate) fn refuses_batches(&self) -> bool {
        self.is_refusal() || self.code == Self::BATCH_TOO_LARGE
    }
}

impl<'de> Deserialize<'de> for RpcError {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Object {
            // Some development nodes leave it out over HTTP.
            #[serde(default)]
            code: i64,
            message: String,
            // Kept as text: as a tree it would take many times its length.
            #[serde(default)]
            data: Option<Box<RawValue>>,
        }
        let object = Object::deserialize(deserializer)?;
        let data = object.data.map(|raw| Reply::from_json(String::from(Box::<str>::from(raw))));
        Ok(Self { data, ..Self::new(object.code, object.message) })
    }
}

impl fmt::Display for RpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the node answered with error {}: {}", self.code, OneLine(&self.message))?;
        match &self.data {
            Some(data) => match data.read::<String>("text") {
                Ok(text) => write!(f, " ({})", OneLine(&excerpt(text.as_bytes()))),
                Err(_) => write!(f, " ({})", OneLine(&excerpt(data.as_json()))),
            },
            None => Ok(()),
        }
    }
}

impl core::error::Error for RpcError {}
