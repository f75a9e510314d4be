//! A node that answers what a test wrote down, and to nothing else.

mod diff;

use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use futures::{StreamExt, stream};
use serde_json::Value;

use crate::{Error, Notice, Params, Reply, Request, RpcError, Subscribe, Subscription, Transport};

/// What a test expects to be asked, and the answers, as a transport. Clones share it.
///
/// Requests must come in the order of the script, unless it is [`unordered`](Self::unordered). Side
/// by side they have the order in which they were first polled. One that is not expected fails with
/// [`Error::Unexpected`] and the difference, and is remembered. A test ends with
/// [`finish`](Self::finish), which tells what was not as expected; dropping a script tells nothing.
///
/// ```
/// use subwire_transport::mock::Script;
/// use subwire_transport::{Params, Transport};
///
/// let script = Script::new()
///     .expect("system_chain", Params::new()).answer(r#""Bittensor""#)
///     .expect_any("state_getStorage").times(2).answer("null")
///     .expect("state_call", Params::new().text("A_b").hex(&[])).error(4003, "no such call");
/// # futures::executor::block_on(async {
/// let name = script.request("system_chain", Params::new()).await?;
/// assert_eq!(name.read::<&str>("a name")?, "Bittensor");
/// # Ok::<_, subwire_transport::Error>(())
/// # }).unwrap();
/// let error = script.finish().unwrap_err().to_string();
/// assert!(error.contains("state_getStorage (2 times)"), "{error}");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    unordered: bool,
    /// What is still expected, in order.
    open: Vec<Expected>,
    unexpected: Vec<String>,
    /// How many more there were than are remembered.
    forgotten: usize,
}

#[derive(Debug)]
struct Expected {
    method: String,
    /// `None` where any will do.
    params: Option<Value>,
    times: usize,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    Reply(Reply),
    Notices { id: String, notices: Vec<Result<Notice, Error>> },
    Failure(Error),
}

/// A request that a [`Script`] expects, and that wants an answer.
#[derive(Debug)]
#[must_use = "nothing is expected before it has an answer"]
pub struct Expect {
    script: Script,
    method: String,
    params: Option<Value>,
    times: usize,
}

/// How many unexpected requests are told; others are counted.
const MAX_REMEMBERED: usize = 20;

impl Script {
    /// A script that expects nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets requests come in any order. Where several expectations fit one, the first is met.
    #[must_use]
    pub fn unordered(self) -> Self {
        self.lock().unordered = true;
        self
    }

    /// Expects a request with these parameters, however their JSON is written.
    pub fn expect(self, method: impl Into<String>, params: Params) -> Expect {
        let params = Some(value(&params));
        Expect { script: self, method: method.into(), params, times: 1 }
    }

    /// Expects a request of this method with any parameters.
    pub fn expect_any(self, method: impl Into<String>) -> Expect {
        Expect { script: self, method: method.into(), params: None, times: 1 }
    }

    /// Whether everything expected was asked for and nothing else: `script.finish().unwrap()` is
    /// how a test ends.
    ///
    /// # Errors
    ///
    /// [`ScriptError`] with what was not as expected. Asking again gives the same.
    pub fn finish(&self) -> Result<(), ScriptError> {
        let state = self.lock();
        if state.open.is_empty() && state.unexpected.is_empty() {
            return Ok(());
        }
        let mut text = String::from("the script was not followed");
        for unexpected in &state.unexpected {
            text.push_str("\nunexpected: ");
            text.push_str(unexpected);
        }
        if state.forgotten > 0 {
            text.push_str(&format!("\nand {} more that were unexpected", state.forgotten));
        }
        for open in &state.open {
            text.push_str(&format!("\nnot asked for: {open}"));
        }
        Err(ScriptError { text })
    }

    /// What `read` makes of the answer to a request, which uses it up. Where that is
    /// nothing, the request should have been what `wanted` says.
    fn answer<R>(
        &self,
        method: &str,
        params: &Params,
        wanted: &str,
        read: impl FnOnce(&Answer) -> Option<Result<R, Error>>,
    ) -> Result<R, Error> {
        let params = value(params);
        let mut state = self.lock();
        let fits = |open: &Expected| open.fits(method, &params);
        let found = if state.unordered {
            state.open.iter().position(fits)
        } else {
            state.open.first().is_some_and(fits).then_some(0)
        };
        let Some(at) = found else {
            let reason = state.difference(method, &params);
            return Err(state.refuse(reason));
        };
        let open = &mut state.open[at];
        let Some(answer) = read(&open.answer) else {
            return Err(state.refuse(format!("{method} was expected to be {wanted}")));
        };
        open.times -= 1;
        if open.times == 0 {
            state.open.remove(at);
        }
        answer
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Expect {
    /// Expects it this often, at least once; each time has the same answer.
    pub fn times(mut self, times: usize) -> Self {
        self.times = times.max(1);
        self
    }

    /// Answers with this JSON text.
    pub fn answer(self, json: impl Into<String>) -> Script {
        self.with(Answer::Reply(Reply::from_json(json.into())))
    }

    /// Answers with these bytes, as hex.
    pub fn answer_hex(self, bytes: impl AsRef<[u8]>) -> Script {
        let hex = const_hex::encode_prefixed(bytes);
        self.answer(format!("\"{hex}\""))
    }

    /// Answers with a node's error.
    pub fn error(self, code: i64, message: impl Into<String>) -> Script {
        self.fail(Error::Rpc(RpcError::new(code, message)))
    }

    /// Fails the request, such as with [`Error::timeout`].
    pub fn fail(self, error: Error) -> Script {
        self.with(Answer::Failure(error))
    }

    /// Takes the request as a subscription, with this id and these notices. The subscription ends
    /// behind the first error; without one it stays silent at last, as a node that has no news.
    pub fn notices(
        self,
        id: impl Into<String>,
        notices: impl IntoIterator<Item = Result<Notice, Error>>,
    ) -> Script {
        let notices = notices.into_iter().collect();
        self.with(Answer::Notices { id: id.into(), notices })
    }

    fn with(self, answer: Answer) -> Script {
        let Self { script, method, params, times } = self;
        script.lock().open.push(Expected { method, params, times, answer });
        script
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: Request<'_>) -> Result<Reply, Error> {
        // Its place in the order is the one in which it is sent.
        let Request { method, params, .. } = &request;
        let answer = self.answer(method, params, "a subscription", |answer| match answer {
            Answer::Reply(reply) => Some(Ok(reply.clone())),
            Answer::Failure(error) => Some(Err(error.clone())),
            Answer::Notices { .. } => None,
        });
        super::travel().await;
        answer
    }

    async fn subscribe(&self, subscribe: Subscribe<'_>) -> Result<Subscription, Error> {
        let Request { method, params, .. } = &subscribe.request;
        let answer = self.answer(method, params, "no subscription", |answer| match answer {
            Answer::Notices { id, notices } => Some(Ok((id.clone(), notices.clone()))),
            Answer::Failure(error) => Some(Err(error.clone())),
            Answer::Reply(_) => None,
        });
        super::travel().await;
        let (id, mut notices) = answer?;
        let ends = notices.iter().position(Result::is_err);
        notices.truncate(ends.map_or(notices.len(), |at| at + 1));
        let notices = stream::iter(notices);
        Ok(match ends {
            Some(_) => Subscription::new(id, notices),
            None => Subscription::new(id, notices.chain(stream::pending())),
        })
    }
}

impl State {
    /// How a request differs from what was expected in its place.
    fn difference(&self, method: &str, params: &Value) -> String {
        let found = diff::lines(method, Some(params));
        // In order only the next one counts; else the one that asks for the same method.
        let same = self.open.iter().find(|open| self.unordered && open.method == method);
        match same.or_else(|| self.open.first()) {
            None => format!("nothing more was expected{}", diff::diff(&[], &found)),
            Some(open) => {
                let expected = diff::lines(&open.method, open.params.as_ref());
                format!("another request was expected{}", diff::diff(&expected, &found))
            }
        }
    }

    /// Remembers a request that nobody expects.
    fn refuse(&mut self, reason: String) -> Error {
        if self.unexpected.len() < MAX_REMEMBERED {
            self.unexpected.push(reason.clone());
        } else {
            self.forgotten += 1;
        }
        Error::unexpected(reason)
    }
}

impl Expected {
    fn fits(&self, method: &str, params: &Value) -> bool {
        self.method == method && self.params.as_ref().is_none_or(|wanted| wanted == params)
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.method)?;
        if self.times > 1 {
            write!(f, " ({} times)", self.times)?;
        }
        let lines = diff::lines(&self.method, self.params.as_ref());
        lines[1..].iter().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

fn value(params: &Params) -> Value {
    // Parameters are always an array; the one thing that serde_json refuses in one is a depth that
    // no request has, and its text then stands for it.
    serde_json::from_str(params.as_json()).unwrap_or_else(|_| params.as_json().to_string().into())
}

/// A script that was not followed: the unexpected requests, each with its difference from what was
/// expected, and what was not asked for. Several lines.
#[derive(Clone, PartialEq, Eq)]
pub struct ScriptError {
    text: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// As it is displayed: `unwrap` shows this, on the lines it has.
impl fmt::Debug for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl core::error::Error for ScriptError {}

#[cfg(test)]
mod tests;
