//! A node made of any transport.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use futures::StreamExt;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use super::{Conversation, Node};
use crate::{Error, Params, Reply, Request, RpcError, Transport, rpc};

/// JSON-RPC's own numbers of errors.
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INTERNAL_ERROR: i64 = -32603;

/// A [`Node`] that answers what a transport answers: a [`Replay`](crate::mock::Replay), or a layer
/// around one. It knows no subscriptions.
///
/// What a recording does not hold gets JSON-RPC's "method not found". Where the transport fails
/// otherwise without an answer of the node's, the client gets "internal error" with the reason.
///
/// ```
/// use subwire_transport::mock::{Answers, Replay};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let replay = Replay::from_json(r#"{"exchanges":[{"method":"m","result":1}]}"#)?;
/// let node = Answers::of(replay);
/// # let _ = node;
/// # Ok(())
/// # }
/// ```
pub struct Answers {
    transport: Arc<dyn Transport>,
}

/// A conversation whose answers come in the order in which the transport has them.
struct Asking {
    transport: Arc<dyn Transport>,
    pending: FuturesUnordered<Pin<Box<dyn Future<Output = Answered> + Send>>>,
    /// Bytes of the frames that are to be answered.
    held: usize,
}

/// How long the frame was, and the answer where it wanted one.
type Answered = (usize, Option<String>);

impl Answers {
    /// A node with this transport's knowledge.
    #[must_use]
    pub fn of(transport: impl Transport) -> Self {
        Self { transport: Arc::new(transport) }
    }
}

impl Node for Answers {
    fn converse(&self) -> Box<dyn Conversation> {
        let transport = self.transport.clone();
        Box::new(Asking { transport, pending: FuturesUnordered::new(), held: 0 })
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").finish_non_exhaustive()
    }
}

impl Conversation for Asking {
    fn handle_frame(&mut self, frame: Bytes) {
        let transport = self.transport.clone();
        self.held += frame.len();
        let asking = async move { (frame.len(), answer(&*transport, &frame).await) };
        self.pending.push(Box::pin(asking));
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        loop {
            // Who gives it a frame polls it afterwards.
            let Poll::Ready(Some((asked, answer))) = self.pending.poll_next_unpin(cx) else {
                return Poll::Pending;
            };
            self.held -= asked;
            if let Some(frame) = answer {
                return Poll::Ready(frame);
            }
        }
    }

    fn unanswered(&self) -> usize {
        self.pending.len()
    }

    fn held(&self) -> usize {
        self.held
    }
}

#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    method: String,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
}

/// The frame that answers this one; `None` where it wants no answer.
async fn answer(transport: &dyn Transport, frame: &[u8]) -> Option<String> {
    if frame.trim_ascii_start().first() != Some(&b'[') {
        return match serde_json::from_slice(frame) {
            Ok(asked) => answer_one(transport, &asked).await,
            Err(error) => Some(malformed(&error)),
        };
    }
    let batch: Vec<Asked<'_>> = match serde_json::from_slice(frame) {
        Ok(batch) => batch,
        Err(error) => return Some(malformed(&error)),
    };
    if batch.is_empty() || batch.len() > rpc::MAX_BATCH {
        return Some(error("null", &RpcError::new(INVALID_REQUEST, "no such batch")));
    }
    let answers = answer_batch(transport, &batch).await;
    (!answers.is_empty()).then(|| format!("[{}]", answers.join(",")))
}

async fn answer_one(transport: &dyn Transport, asked: &Asked<'_>) -> Option<String> {
    let result = match params(asked) {
        Ok(params) => transport.send(Request::new(&asked.method, params)).await,
        Err(error) => Err(error),
    };
    asked.id.map(|id| written(id, &result))
}

/// As one batch of the transport's, where every member can be asked for; else one by one, so that
/// each has its own answer.
async fn answer_batch(transport: &dyn Transport, batch: &[Asked<'_>]) -> Vec<String> {
    let requests: Result<Vec<_>, _> = batch
        .iter()
        .map(|asked| params(asked).map(|params| Request::new(&asked.method, params)))
        .collect();
    let Ok(requests) = requests else {
        let answers = batch.iter().map(|asked| answer_one(transport, asked));
        return join_all(answers).await.into_iter().flatten().collect();
    };
    let results = match transport.batch(requests).await {
        Ok(results) => results,
        Err(error) => vec![Err(error); batch.len()],
    };
    let answered = batch.iter().zip(&results);
    answered.filter_map(|(asked, result)| asked.id.map(|id| written(id, result))).collect()
}

fn params(asked: &Asked<'_>) -> Result<Params, Error> {
    let Some(params) = asked.params else { return Ok(Params::new()) };
    Params::from_json(params.get()).map_err(|error| {
        let message = format!("invalid params: {error}");
        Error::Rpc(RpcError::new(RpcError::INVALID_PARAMS, message))
    })
}

fn written(id: &RawValue, result: &Result<Reply, Error>) -> String {
    match result {
        Ok(reply) => {
            let json = String::from_utf8_lossy(reply.as_json());
            format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{json}}}"#)
        }
        Err(Error::Rpc(rpc)) => error(id.get(), rpc),
        // As a node says it that knows a method only as far as it was recorded.
        Err(unknown @ Error::NotRecorded { .. }) => {
            error(id.get(), &RpcError::new(RpcError::METHOD_NOT_FOUND, unknown.to_string()))
        }
        Err(other) => error(id.get(), &RpcError::new(INTERNAL_ERROR, other.to_string())),
    }
}

fn malformed(flaw: &serde_json::Error) -> String {
    let code = if flaw.is_data() { INVALID_REQUEST } else { PARSE_ERROR };
    error("null", &RpcError::new(code, flaw.to_string()))
}

fn error(id: &str, error: &RpcError) -> String {
    let RpcError { code, message, data } = error;
    let message = json!(message);
    let data = data.as_ref().map_or_else(String::new, |data| {
        format!(r#","data":{}"#, String::from_utf8_lossy(data.as_json()))
    });
    format!(r#"{{"jsonrpc":"2.0","id":{id},"error":{{"code":{code},"message":{message}{data}}}}}"#)
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use futures::future::poll_fn;

    use super::*;
    use crate::mock::Replay;

    fn ask(frame: &'static str) -> String {
        let replay = Replay::from_json(
            r#"{"exchanges":[{"method":"one","result":{"a": 1}},
                {"method":"no","error":{"code":7,"message":"no\n","data":[1]}}]}"#,
        );
        let mut asking = Answers::of(replay.unwrap()).converse();
        asking.handle_frame(Bytes::from_static(frame.as_bytes()));
        assert_eq!((asking.unanswered(), asking.held()), (1, frame.len()));
        let answer = block_on(poll_fn(|cx| asking.poll_frame(cx)));
        assert_eq!((asking.unanswered(), asking.held()), (0, 0));
        answer
    }

    #[test]
    fn frames_are_answered_with_their_own_ids() {
        let answer = ask(r#"{"id":"x","method":"one"}"#);
        assert_eq!(answer, r#"{"jsonrpc":"2.0","id":"x","result":{"a": 1}}"#);
        let answer = ask(r#"{"id":2,"method":"no","params":[]}"#);
        let error = r#"{"code":7,"message":"no\n","data":[1]}"#;
        assert_eq!(answer, format!(r#"{{"jsonrpc":"2.0","id":2,"error":{error}}}"#));
        let batch = ask(r#"[{"id":1,"method":"one","params":1},{"id":2,"method":"one"}]"#);
        let batch: serde_json::Value = serde_json::from_str(&batch).unwrap();
        assert_eq!(
            (&batch[0]["error"]["code"], &batch[1]["result"]["a"]),
            (&(-32602).into(), &1.into())
        );
        let batch = ask(r#"[{"id":1,"method":"no"},{"method":"one"},{"id":3,"method":"one"}]"#);
        let batch: serde_json::Value = serde_json::from_str(&batch).unwrap();
        assert_eq!(batch[0]["error"]["code"], 7);
        assert_eq!(batch[1], json!({ "jsonrpc": "2.0", "id": 3, "result": { "a": 1 } }));
        assert!(batch.get(2).is_none(), "a notification has no answer");
    }

    #[test]
    fn what_cannot_be_asked_gets_an_error() {
        for (frame, code) in [
            ("", -32700),
            ("{", -32700),
            ("{}", -32600),
            ("[]", -32600),
            ("[1]", -32600),
            (r#"{"id":1,"method":"one","params":{}}"#, -32602),
            (r#"{"id":1,"method":"two"}"#, -32601),
        ] {
            let answer: serde_json::Value = serde_json::from_str(&ask(frame)).unwrap();
            assert_eq!(answer["error"]["code"], code, "{frame}: {answer}");
        }
    }

    #[test]
    fn a_notification_is_heard_and_not_answered() {
        let replay = Replay::from_json(r#"{"exchanges":[]}"#).unwrap();
        let mut asking = Answers::of(replay).converse();
        asking.handle_frame(Bytes::from_static(br#"{"method":"one"}"#));
        block_on(poll_fn(|cx| {
            assert!(asking.poll_frame(cx).is_pending());
            if asking.unanswered() == 0 { Poll::Ready(()) } else { Poll::Pending }
        }));
    }
}
