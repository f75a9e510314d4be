//! JSON-RPC 2.0 frames: requests written, replies taken apart without decoding their results.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use bytes::Bytes;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::error::excerpt;
use crate::{Error, Params, Reply, RpcError};

/// Writes a request.
#[must_use]
pub fn request(id: u64, method: &str, params: &Params) -> String {
    let params = params.as_json();
    let mut frame = String::with_capacity(64 + method.len() + params.len());
    frame.push_str(r#"{"jsonrpc":"2.0","id":"#);
    let _ = write!(frame, "{id}");
    frame.push_str(r#","method":"#);
    // A string always has a JSON form.
    frame.push_str(&serde_json::to_string(method).unwrap_or_default());
    frame.push_str(r#","params":"#);
    frame.push_str(params);
    frame.push('}');
    frame
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

/// Takes a frame apart: one message, or the messages of a batch.
///
/// Results are slices of the frame and keep it in memory as long as they live.
///
/// # Errors
///
/// [`Error::BadFrame`] where the frame or a message in it is no JSON-RPC.
pub fn parse(frame: &Bytes) -> Result<Vec<Incoming>, Error> {
    let bad = |error: serde_json::Error| Error::BadFrame {
        reason: format!("{error} in {}", excerpt(frame)),
    };
    if frame.trim_ascii_start().first() == Some(&b'[') {
        let messages: Vec<Message<'_>> = serde_json::from_slice(frame).map_err(bad)?;
        messages.into_iter().map(|message| message.sort(frame)).collect()
    } else {
        let message: Message<'_> = serde_json::from_slice(frame).map_err(bad)?;
        Ok(vec![message.sort(frame)?])
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
    fn sort(self, frame: &Bytes) -> Result<Incoming, Error> {
        let slice = |raw: &RawValue| Reply::from_json(frame.slice_ref(raw.get().as_bytes()));
        let result = match (self.result, self.error, self.method) {
            (_, Some(error), _) => Err(error),
            (Some(result), None, _) => Ok(slice(result)),
            (None, None, Some(method)) => {
                let params = self.params.map_or_else(|| Reply::from_json("null"), slice);
                return Ok(Incoming::Notification { method, params });
            }
            (None, None, None) => {
                let reason = format!("neither result, error nor method in {}", excerpt(frame));
                return Err(Error::BadFrame { reason });
            }
        };
        Ok(Incoming::Response { id: self.id.and_then(read_id), result })
    }
}

/// Our ids are numbers; a peer that sends them back as strings is understood.
fn read_id(raw: &RawValue) -> Option<u64> {
    raw.get().trim_matches('"').parse().ok()
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
    fn a_nodes_text_stays_on_one_line() {
        let error = RpcError::new(1, "a\n\u{1b}[31mb");
        assert_eq!(error.to_string(), "the node answered with error 1: a  [31mb");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_frame_or_an_error(bytes: Vec<u8>) {
            let _ = parse(&Bytes::from(bytes));
        }
    }
}
