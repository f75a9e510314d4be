//! JSON-RPC 2.0 frames: requests written, replies taken apart without decoding their results.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

use bytes::Bytes;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::error::{excerpt, flaw};
use crate::{Error, Params, Reply, RpcError};

/// Writes a request.
#[must_use]
pub fn request(id: u64, method: &str, params: &Params) -> String {
    const AROUND: &str = r#"{"jsonrpc":"2.0","id":,"method":"","params":}"#;
    let params = params.as_json();
    // Exact for all but odd methods: what waits to be sent waits without room to spare.
    let digits = id.checked_ilog10().map_or(1, |log| log as usize + 1);
    let mut frame = String::with_capacity(AROUND.len() + digits + method.len() + params.len());
    frame.push_str(r#"{"jsonrpc":"2.0","id":"#);
    let _ = write!(frame, "{id}");
    frame.push_str(r#","method":"#);
    push_text(&mut frame, method);
    frame.push_str(r#","params":"#);
    frame.push_str(params);
    frame.push('}');
    frame
}

fn push_text(frame: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        frame.push('"');
        frame.push_str(text);
        frame.push('"');
    } else {
        // A string always has a JSON form.
        frame.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

/// One message of a frame from the peer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Incoming {
    /// The answer to a request. The id is `None` where the peer could not read the request's.
    #[non_exhaustive]
    Response {
        /// The request's id.
        id: Option<u64>,
        /// The raw result, or the node's error.
        result: Result<Reply, RpcError>,
    },
    /// A message that answers no request, such as a subscription's item.
    #[non_exhaustive]
    Notification {
        /// Its method.
        method: String,
        /// Its raw parameters; `null` where there are none.
        params: Reply,
    },
}

impl Incoming {
    /// How many bytes it holds, about.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Response { result, .. } => result_len(result),
            Self::Notification { method, params } => method.len() + params.as_json().len(),
        }
    }
}

/// How many bytes a result or an error holds, about.
pub(crate) fn result_len(result: &Result<Reply, RpcError>) -> usize {
    match result {
        Ok(reply) => reply.as_json().len(),
        Err(error) => {
            error.message.len() + error.data.as_ref().map_or(0, |data| data.as_json().len())
        }
    }
}

/// How many messages one frame may hold: a few bytes each on the wire, but not in memory.
pub const MAX_BATCH: usize = 1 << 16;

/// Takes a frame apart: one message, or the messages of a batch.
///
/// Results are slices of the frame and keep it in memory as long as they live; only small ones of
/// large frames are copied. Answers to an id that cannot be ours are left out.
///
/// # Errors
///
/// [`Error::BadFrame`] where the frame or a message in it is no JSON-RPC, or where there are more
/// than [`MAX_BATCH`].
pub fn parse(frame: &Bytes) -> Result<Vec<Incoming>, Error> {
    let bad = |error: serde_json::Error| Error::BadFrame { reason: flaw(&error, frame) };
    if frame.trim_ascii_start().first() == Some(&b'[') {
        let Batch(messages) = serde_json::from_slice(frame).map_err(bad)?;
        messages.into_iter().filter_map(|message| message.sort(frame).transpose()).collect()
    } else {
        let message: Message<'_> = serde_json::from_slice(frame).map_err(bad)?;
        Ok(message.sort(frame)?.into_iter().collect())
    }
}

struct Batch<'a>(Vec<Message<'a>>);

impl<'de> Deserialize<'de> for Batch<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Messages;

        impl<'de> Visitor<'de> for Messages {
            type Value = Vec<Message<'de>>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a batch of messages")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut messages = Vec::new();
                while let Some(message) = seq.next_element()? {
                    if messages.len() == MAX_BATCH {
                        return Err(de::Error::custom("too many messages in one frame"));
                    }
                    messages.push(message);
                }
                Ok(messages)
            }
        }

        deserializer.deserialize_seq(Messages).map(Self)
    }
}

#[derive(Deserialize)]
struct Message<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(default)]
    method: Option<String>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
    // A result of null is a result, so null must not become None.
    #[serde(borrow, default, deserialize_with = "present")]
    result: Option<&'a RawValue>,
    #[serde(default)]
    error: Option<RpcError>,
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

impl Message<'_> {
    /// `None` for the answer to somebody else.
    fn sort(self, frame: &Bytes) -> Result<Option<Incoming>, Error> {
        let slice = |raw: &RawValue| Reply::piece(frame, raw);
        let result = match (self.result, self.error, self.method) {
            (_, Some(error), _) => Err(error),
            (Some(result), None, _) => Ok(slice(result)),
            (None, None, Some(method)) => {
                let params = self.params.map_or_else(|| Reply::from_json("null"), slice);
                return Ok(Some(Incoming::Notification { method, params }));
            }
            (None, None, None) => {
                let reason = format!("neither result, error nor method in {}", excerpt(frame));
                return Err(Error::BadFrame { reason });
            }
        };
        let Some(raw) = self.id else {
            return Ok(Some(Incoming::Response { id: None, result }));
        };
        // Our ids are numbers; a peer that sends them back as strings is understood.
        let id: Option<u64> = raw.get().trim_matches('"').parse().ok();
        Ok(id.map(|id| Incoming::Response { id: Some(id), result }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse_str(frame: &str) -> Result<Vec<Incoming>, Error> {
        parse(&Bytes::copy_from_slice(frame.as_bytes()))
    }

    fn response(id: Option<u64>, result: &'static str) -> Incoming {
        Incoming::Response { id, result: Ok(Reply::from_json(result)) }
    }

    #[test]
    fn requests_are_valid_json() {
        let frame = request(7, "state_call", &Params::new().text("A_b").hex(&[1]).null());
        let json: serde_json::Value = serde_json::from_str(&frame).unwrap();
        assert_eq!(json["params"], serde_json::json!(["A_b", "0x01", null]));
        assert_eq!((&json["id"], &json["jsonrpc"]), (&7.into(), &"2.0".into()));
        let odd: serde_json::Value =
            serde_json::from_str(&request(1, "a\"b", &Params::new())).unwrap();
        assert_eq!(odd["method"], "a\"b");
        for id in [0, 9, 10, 99, u64::MAX] {
            let frame = request(id, "chain_getHead", &Params::new());
            let json: serde_json::Value = serde_json::from_str(&frame).unwrap();
            assert_eq!((&json["id"], frame.capacity()), (&id.into(), frame.len()));
        }
    }

    #[test]
    fn results_stay_raw() {
        let parsed = parse_str(r#"{"jsonrpc":"2.0","id":1,"result": {"a" : [1, 2]} }"#).unwrap();
        assert_eq!(parsed, [response(Some(1), r#"{"a" : [1, 2]}"#)]);
    }

    #[test]
    fn null_is_a_result() {
        assert_eq!(parse_str(r#"{"id":1,"result":null}"#).unwrap(), [response(Some(1), "null")]);
        // Some servers send both members.
        let both = parse_str(r#"{"id":1,"result":"0x","error":null}"#).unwrap();
        assert_eq!(both, [response(Some(1), "\"0x\"")]);
    }

    #[test]
    fn errors_keep_their_number_and_data() {
        let frame = r#"{"id":3,"error":{"code":-32601,"message":"no","data":[1]}}"#;
        let [Incoming::Response { id: Some(3), result: Err(error) }] =
            &parse_str(frame).unwrap()[..]
        else {
            panic!("not an error reply");
        };
        assert_eq!(error.code, RpcError::METHOD_NOT_FOUND);
        assert_eq!(error.to_string(), "the node answered with error -32601: no ([1])");
    }

    #[test]
    fn batches_and_notifications() {
        let frame = r#" [{"id":"2","result":1},{"method":"m","params":{"subscription":"x"}}]"#;
        let parsed = parse_str(frame).unwrap();
        assert_eq!(parsed[0], response(Some(2), "1"));
        assert!(matches!(&parsed[1], Incoming::Notification { method, .. } if method == "m"));
        assert_eq!(parse_str(r#"{"id":null,"result":1}"#).unwrap(), [response(None, "1")]);
    }

    #[test]
    fn what_is_no_json_rpc_is_refused_with_its_start() {
        for bad in
            ["", "{", "1", "\"x\"", "{}", "[1]", "[[]]", r#"{"id":1}"#, "<html>", "{\"id\":1,"]
        {
            let error = parse_str(bad).unwrap_err();
            assert!(matches!(error, Error::BadFrame { .. }), "{bad}: {error}");
        }
    }

    #[test]
    fn the_answer_to_a_foreign_id_is_nobodys() {
        for id in ["\"abc\"", "-1", "1.5", "{}", "18446744073709551616"] {
            let frame = format!(r#"{{"id":{id},"error":{{"code":1,"message":""}}}}"#);
            assert_eq!(parse_str(&frame).unwrap(), [], "{id}");
        }
    }

    #[test]
    fn a_frame_is_not_multiplied() {
        let batch = format!("[{}]", vec!["{\"method\":\"\"}"; MAX_BATCH + 1].join(","));
        let error = parse_str(&batch).unwrap_err().to_string();
        assert!(error.contains("too many messages"), "{error}");
        // Errors are copied to every request they end, so they stay small.
        let long = "x".repeat(1 << 20);
        let error =
            parse_str(&format!(r#"{{"error":{{"code":"{long}"}}}}"#)).unwrap_err().to_string();
        assert!(error.len() < 400 && error.contains("line 1 column"), "{error}");
        let frame =
            format!(r#"{{"id":1,"error":{{"code":1,"message":"{long}","data":"{long}"}}}}"#);
        let [Incoming::Response { result: Err(error), .. }] = &parse_str(&frame).unwrap()[..]
        else {
            panic!("not an error reply");
        };
        assert_eq!(error.message.len(), RpcError::MAX_MESSAGE_LEN);
        assert!(error.to_string().len() < 2000);
        assert_eq!(RpcError::new(0, "é".repeat(1000)).message.len(), 1000);
    }

    #[test]
    fn a_small_result_does_not_keep_a_large_frame() {
        let padding = " ".repeat(1 << 20);
        let frame = Bytes::from(format!(r#"{{"id":1,{padding}"result":7}}"#));
        let _small = parse(&frame).unwrap();
        assert!(frame.is_unique());
        let frame = Bytes::from(format!(r#"{{"id":1,"result":"{padding}"}}"#));
        let _large = parse(&frame).unwrap();
        assert!(!frame.is_unique(), "it is not copied either");
    }

    #[test]
    fn a_nodes_text_stays_on_one_line() {
        let error = RpcError::new(1, "a\n\u{1b}[31mb");
        assert_eq!(error.to_string(), "the node answered with error 1: a  [31mb");
        let error = Error::closed("by the other side: \u{202e}a\u{2028}b\u{9b}c");
        assert_eq!(error.to_string(), "connection closed: by the other side:  a b c");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_frame_or_an_error(bytes: Vec<u8>) {
            let _ = parse(&Bytes::from(bytes));
        }
    }
}
