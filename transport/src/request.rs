//! What is asked for: a method, its parameters, and how to treat it on the way.

use core::time::Duration;

use crate::Params;

/// What puts extrinsics into a node's pool, by every name that nodes have for it.
pub(crate) const SUBMISSIONS: [&str; 4] = [
    "author_submit*",
    "transaction_v1_broadcast",
    "transactionWatch_v1_submitAndWatch",
    "transaction_unstable_*",
];

/// Whether a method has this name, or the start of it before a `*`.
pub(crate) fn is_named(method: &str, pattern: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => method.starts_with(start),
        None => method == pattern,
    }
}

/// One request.
///
/// ```
/// use core::time::Duration;
/// use subwire_transport::{Params, Request};
///
/// let request = Request::new("state_call", Params::new().text("Api_heavy").hex(&[]))
///     .timeout(Duration::from_secs(300));
/// assert!(!request.once);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request<'a> {
    /// The method, such as `state_getStorage`.
    pub method: &'a str,
    /// Its parameters.
    pub params: Params,
    /// How long it may take, from being asked for; the transport's own limit where it is `None`.
    pub timeout: Option<Duration>,
    /// Whether it must never be sent a second time, because it changes something. Transports treat
    /// what submits extrinsics so whatever is said here.
    pub once: bool,
}

impl<'a> Request<'a> {
    /// A request with the transport's own time limit, which may be sent again where a connection
    /// breaks.
    #[must_use]
    pub fn new(method: &'a str, params: Params) -> Self {
        Self { method, params, timeout: None, once: false }
    }

    /// Sets how long it may take, from being asked for.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Marks it as one that is never sent twice: where its answer is lost, it ends with
    /// [`Error::OutcomeUnknown`](crate::Error::OutcomeUnknown).
    #[must_use]
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Whether it is never sent twice, because its sender says so or because it submits something.
    pub(crate) fn is_once(&self) -> bool {
        self.once || SUBMISSIONS.iter().any(|pattern| is_named(self.method, pattern))
    }

    /// Whether its parameters hold a key's secret, which belongs into no file and no log.
    pub(crate) fn holds_secret(&self) -> bool {
        self.method == "author_insertKey"
    }
}
