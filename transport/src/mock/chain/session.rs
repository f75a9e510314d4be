//! One client's connection to a chain: frames in, frames out.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::pin::Pin;
use core::task::{Context, Poll};

use futures::Stream;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::Chain;
use super::faults::Fate;
use super::mailbox::{Mail, Mailbox};
use super::node::Shared;
use crate::rpc::MAX_BATCH;
use crate::{Overflow, RpcError};

/// How many notifications may wait for one client. The subscription whose item does not fit ends
/// without a word, as those of a real node do whose client reads too slowly.
const MAX_WAITING: usize = 1024;

/// One client's connection to a [`Chain`]: all that a server of it needs.
///
/// Frames of the client go into [`handle`](Self::handle), which gives the frame to send back. The
/// session is also a stream of the frames to send unasked, the notifications of its subscriptions;
/// it never ends. Answer first, then poll the stream, and a subscription's id arrives before its
/// items. Dropping the session ends its subscriptions.
///
/// ```
/// use futures::{FutureExt, StreamExt};
/// use subwire_transport::mock::Chain;
///
/// let chain = Chain::builder().build();
/// let mut session = chain.session();
/// let frame = r#"{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads","params":[]}"#;
/// let answer = session.handle(frame).unwrap();
/// assert!(answer.starts_with(r#"{"jsonrpc":"2.0","id":1,"result":""#));
/// let head = session.next().now_or_never().flatten().unwrap();
/// assert!(head.contains("chain_newHead") && head.contains(r#""number":"0x1""#));
/// assert!(session.next().now_or_never().is_none(), "no block was built since");
/// ```
#[derive(Debug)]
pub struct Session {
    shared: Arc<Shared>,
    mailbox: Mailbox,
}

impl Chain {
    /// A new client's connection.
    #[must_use]
    pub fn session(&self) -> Session {
        let mailbox = Mailbox::new(MAX_WAITING, Overflow::End);
        Session { shared: self.shared.clone(), mailbox }
    }

    /// Answers one frame of a client that has no connection, such as one over HTTP: as
    /// [`Session::handle`] does, but subscriptions are refused.
    #[must_use]
    pub fn handle(&self, frame: &str) -> Option<String> {
        handle(&self.shared, None, frame)
    }
}

impl Session {
    /// Answers one frame: a request, or a batch of them. `None` where nothing is to be sent, as
    /// for JSON-RPC's notifications, or for a request that the chain's
    /// [`Faults`](super::Faults) leave without an answer.
    ///
    /// What is no JSON, or has not even an id, is answered with error -32700, and what else is no
    /// request with -32600, as Substrate's servers do; both under the id `null` unless the
    /// request's could be read.
    #[must_use]
    pub fn handle(&mut self, frame: &str) -> Option<String> {
        handle(&self.shared, Some(&self.mailbox), frame)
    }

    /// The next frame to send unasked. Registers the waker where there is none; the next
    /// notification wakes the last one registered.
    pub fn poll_notification(&mut self, cx: &Context<'_>) -> Poll<String> {
        loop {
            match self.mailbox.poll(cx) {
                Poll::Ready(Mail::Item(item)) => return Poll::Ready(item.frame()),
                // A real node says nothing of it either.
                Poll::Ready(Mail::Lagged(_) | Mail::Overflowed(_)) => {}
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl Stream for Session {
    type Item = String;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<String>> {
        self.poll_notification(cx).map(Some)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.shared.with(|node| node.subscriptions.remove_all(&self.mailbox));
    }
}

/// A request as it stands in a frame.
#[derive(Deserialize)]
struct Call<'a> {
    #[serde(default)]
    jsonrpc: String,
    #[serde(borrow, default, deserialize_with = "present")]
    id: Option<&'a RawValue>,
    method: String,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
}

/// What can be read of something that is no request.
#[derive(Deserialize)]
struct Flawed<'a> {
    #[serde(borrow)]
    id: &'a RawValue,
}

/// An id of null is an id.
fn present<'de, D: Deserializer<'de>>(d: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(d).map(Some)
}

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const BATCH_TOO_LARGE: i64 = -32010;
const ANSWER_TOO_LARGE: i64 = -32011;

/// How many bytes the answers of a batch may have together.
const MAX_BATCH_ANSWER: usize = 256 << 20;

fn handle(shared: &Shared, mailbox: Option<&Mailbox>, frame: &str) -> Option<String> {
    if !frame.trim_ascii_start().starts_with('[') {
        return single(shared, mailbox, frame, PARSE_ERROR);
    }
    let Ok(calls) = serde_json::from_str::<Vec<&RawValue>>(frame) else {
        return Some(failed("null", &RpcError::new(PARSE_ERROR, "Parse error")));
    };
    if calls.is_empty() {
        return Some(failed("null", &RpcError::new(INVALID_REQUEST, "Invalid request")));
    }
    if calls.len() > MAX_BATCH {
        let error = RpcError::new(BATCH_TOO_LARGE, "The batch request was too large");
        return Some(failed("null", &error));
    }
    let mut answers = String::new();
    for call in calls {
        if let Some(answer) = single(shared, mailbox, call.get(), INVALID_REQUEST) {
            answers.push(if answers.is_empty() { '[' } else { ',' });
            answers.push_str(&answer);
        }
        if answers.len() > MAX_BATCH_ANSWER {
            let error = RpcError::new(ANSWER_TOO_LARGE, "The batch response was too large");
            return Some(failed("null", &error));
        }
    }
    if answers.is_empty() {
        return None;
    }
    answers.push(']');
    Some(answers)
}

/// Answers one request; with `flaw` where not even an id can be read of it.
fn single(shared: &Shared, mailbox: Option<&Mailbox>, text: &str, flaw: i64) -> Option<String> {
    let call = match serde_json::from_str::<Call<'_>>(text) {
        Ok(call) if call.jsonrpc == "2.0" && call.id.is_none_or(is_id) => call,
        _ => {
            let id = serde_json::from_str::<Flawed<'_>>(text).ok().map(|flawed| flawed.id);
            let code = if id.is_some() { INVALID_REQUEST } else { flaw };
            let id = id.filter(|id| is_id(id)).map_or("null", RawValue::get);
            let message = if code == PARSE_ERROR { "Parse error" } else { "Invalid request" };
            return Some(failed(id, &RpcError::new(code, message)));
        }
    };
    // Nobody waits for the answer to a notification, so none is looked for.
    let id = call.id?.get();
    let params = call.params.map_or("null", RawValue::get);
    let params = if params == "null" { "[]" } else { params };
    let answer = match shared.with(|node| node.faults.next()) {
        Fate::Silence => return None,
        Fate::Refuse(error) => Err(error),
        Fate::Answer => shared.answer(mailbox, &call.method, params),
    };
    Some(match answer {
        Ok(result) => format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#),
        Err(error) => failed(id, &error),
    })
}

/// JSON-RPC's ids are numbers, strings and null.
fn is_id(id: &RawValue) -> bool {
    !id.get().starts_with(['{', '[', 't', 'f'])
}

fn failed(id: &str, error: &RpcError) -> String {
    let mut object = format!(
        r#"{{"code":{},"message":{}"#,
        error.code,
        serde_json::Value::String(error.message.clone())
    );
    if let Some(data) = &error.data {
        object.push_str(r#","data":"#);
        object.push_str(&String::from_utf8_lossy(data.as_json()));
    }
    format!(r#"{{"jsonrpc":"2.0","id":{id},"error":{object}}}}}"#)
}
