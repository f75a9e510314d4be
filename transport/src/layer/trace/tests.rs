use alloc::sync::Arc;
use core::fmt::{Debug, Write};
use std::sync::Mutex;

use futures::executor::block_on;
use futures::{FutureExt, StreamExt};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::with_default;
use tracing::{Event, Level, Metadata, Subscriber};

use super::*;
use crate::layer::testing::Scripted;
use crate::{Params, RpcError};

/// Writes down each span and event as a line, without the seconds, which differ.
#[derive(Clone)]
struct Lines {
    level: Level,
    lines: Arc<Mutex<Vec<String>>>,
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "seconds" {
            self.0.push_str(" seconds");
        } else {
            let _ = write!(self.0, " {}={value:?}", field.name());
        }
    }
}

impl Lines {
    fn push(&self, metadata: &Metadata<'_>, name: &str, write: impl FnOnce(&mut Fields<'_>)) {
        let mut line = format!("{} {} {name}", metadata.target(), metadata.level());
        write(&mut Fields(&mut line));
        self.lines.lock().unwrap().push(line);
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.level
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.push(span.metadata(), span.metadata().name(), |fields| span.record(fields));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.push(event.metadata(), "event", |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What is told up to a level while `f` asks.
fn told(level: Level, f: impl FnOnce(&Trace<Scripted>)) -> Vec<String> {
    let lines = Lines { level, lines: Arc::default() };
    with_default(lines.clone(), || f(&Trace::new(Scripted::new())));
    let told = core::mem::take(&mut *lines.lines.lock().unwrap());
    let target = format!("{} ", Trace::<Scripted>::TARGET);
    told.iter().map(|line| line.strip_prefix(&target).unwrap().to_string()).collect()
}

fn ask(trace: &Trace<Scripted>, answer: Result<Reply, Error>) {
    trace.inner.answer(answer);
    let _ = block_on(trace.request("m", Params::new().text("private")));
}

#[test]
fn each_request_is_told_with_its_outcome() {
    let lines = told(Level::DEBUG, |trace| {
        ask(trace, Ok(Reply::from_json("null")));
        ask(trace, Err(Error::Rpc(RpcError::new(5, "no"))));
        ask(trace, Err(Error::closed("by the test")));
        let _answer = trace.inner.answer_later();
        let mut dropped = trace.request("m", Params::new());
        assert!(dropped.as_mut().now_or_never().is_none());
    });
    let request = r#"DEBUG request method="m" bytes=11"#;
    let expected = [
        request,
        "DEBUG event message=answered bytes=4 seconds",
        request,
        "DEBUG event message=refused code=5 error=the node answered with error 5: no seconds",
        request,
        "WARN event message=failed error=connection closed: by the test seconds",
        r#"DEBUG request method="m" bytes=2"#,
        "DEBUG event message=dropped seconds",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn parameters_are_told_at_level_trace_alone_and_cut() {
    let ask = |trace: &Trace<Scripted>| {
        block_on(trace.request("m", Params::new().text(&"x".repeat(1000)))).unwrap();
        let insert = Params::new().text("gran").text("//Alice");
        block_on(trace.request("author_insertKey", insert)).unwrap();
    };
    assert!(!told(Level::DEBUG, ask).concat().contains("xx"));
    let lines = told(Level::TRACE, ask);
    let expected =
        format!(r#"TRACE event message=asked method="m" params="[\"{}…""#, "x".repeat(78));
    assert_eq!(lines[1], expected);
    assert!(!lines.concat().contains("Alice"));
    assert_eq!(lines.len(), 5, "{lines:?}");
}

#[test]
fn a_batch_is_one_span() {
    let lines = told(Level::DEBUG, |trace| {
        let requests = || ["a", "b"].map(|method| Request::new(method, Params::new())).into();
        trace.inner.answer(Err(Error::closed("by the test")));
        assert_eq!(block_on(trace.batch(requests())).unwrap().len(), 2);
        assert_eq!(trace.inner.batches(), [2]);
    });
    let expected =
        ["DEBUG batch requests=2 bytes=4", "DEBUG event message=answered bytes=3 failed=1 seconds"];
    assert_eq!(lines, expected);
}

#[test]
fn a_subscription_is_told_when_it_is_made_and_when_it_ends() {
    let lines = told(Level::DEBUG, |trace| {
        let subscribe = Subscribe::new("s", Params::new(), "u");
        let subscription = block_on(trace.subscribe(subscribe)).unwrap();
        assert_eq!(block_on(subscription.collect::<Vec<_>>()).len(), 4);
    });
    let expected = [
        r#"DEBUG subscribe method="s" bytes=2"#,
        "DEBUG event message=answered bytes=4 seconds",
        r#"DEBUG event message=ended method="s" items=2 bytes=4 lagged=1 resumed=1 seconds"#,
    ];
    assert_eq!(lines, expected);
}
