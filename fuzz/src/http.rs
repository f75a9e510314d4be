//! HTTP servers that may send anything, over streams in memory and in virtual time.

use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::io;
use std::sync::Arc;

use futures::future::{join, ready};
use futures::{AsyncRead, AsyncWrite};
use serde_json::value::RawValue;
use subwire_transport::connection::{Config, Genesis};
use subwire_transport::mock::VirtualClock;
use subwire_transport::{Error, Http, Params, Reply, Request, Transport};

/// How large an answer may be.
const MAX_MESSAGE: usize = 2000;

/// The first byte says in which pieces the others come, on each connection anew, and whether the
/// server then closes it.
pub fn check(data: &[u8]) {
    let Some((how, answer)) = data.split_first() else { return };
    let answer: Arc<[u8]> = answer.into();
    let (piece, closes) = (1 + usize::from(how >> 1), how & 1 == 1);
    let clock = VirtualClock::new();
    let mut config = Config::default();
    config.genesis = Genesis::Unchecked;
    config.seed = Some(1);
    config.max_resends = 1;
    config.request_timeout = Duration::from_secs(100);
    let (http, driver) = Http::builder()
        .endpoint("http://node.example:9944")
        .config(config)
        .max_message_size(MAX_MESSAGE)
        .max_connections(2)
        .clock(Arc::new(clock.clone()))
        .build_with(move |_, _| {
            let answer = answer.clone();
            ready(Ok(Wire { answer, at: 0, piece, closes, asked: false, reader: None }))
        });
    // The clock sees to it that all of them end.
    clock.run(driver.run(async {
        let request = |method| Request::new(method, Params::new().number(1));
        let batch = http.batch([request("b"), request("c")].into());
        let (single, batch) = join(http.send(request("a")), batch).await;
        read(single);
        match batch {
            Ok(results) => {
                assert_eq!(results.len(), 2);
                results.into_iter().for_each(read);
            }
            Err(error) => read(Err(error)),
        }
        // Once more, by connections that are kept or made anew.
        read(http.send(request("d").timeout(Duration::from_secs(5))).await);
    }));
}

/// Inputs for [`check`].
pub fn seeds() -> Vec<Vec<u8>> {
    let one = r#"{"jsonrpc":"2.0","id":1,"result":"0x01"}"#;
    let two = r#"[{"jsonrpc":"2.0","id":2,"result":[1]},{"id":3,"error":{"code":1,"message":""}}]"#;
    let sized = |body: &str| {
        let len = body.len();
        format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len}\r\n\r\n{body}"
        )
    };
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{one}\r\n0\r\n\r\n",
        one.len()
    );
    let large = format!("{{\"id\":1,\"result\":\"{}\"}}", "x".repeat(MAX_MESSAGE));
    let answers = [
        String::new(),
        sized(one),
        sized(two),
        [sized(one), sized(two)].concat(),
        sized(&large),
        chunked,
        format!("HTTP/1.0 200 OK\r\n\r\n{one}"),
        "HTTP/1.1 429 Too Many Requests\r\nretry-after: 3\r\ncontent-length: 0\r\n\r\n".into(),
        "HTTP/1.1 503 x\r\nRetry-After: Wed, 21 Oct 2037 07:28:00 GMT\r\nconnection: close\r\n\r\nno".into(),
        "HTTP/1.1 301 Moved\r\nlocation: /\r\ncontent-length: 0\r\n\r\n".into(),
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".into(),
        "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n<html>".into(),
        "<html>".into(),
    ];
    let ways = answers.iter().flat_map(|answer| [(1, answer), (254, answer), (255, answer)]);
    ways.map(|(how, answer)| [&[how], answer.as_bytes()].concat()).collect()
}

/// What was given as a reply is one, and of bearable length.
fn read(result: Result<Reply, Error>) {
    match result {
        Ok(reply) => {
            reply.read::<&RawValue>("JSON").expect("a result is JSON");
            assert!(reply.as_json().len() <= MAX_MESSAGE);
        }
        Err(error) => {
            let text = error.to_string();
            assert!(!text.is_empty() && !text.contains('\n'), "{text:?}");
        }
    }
}

/// A server's end of a connection: it answers once it is asked, whatever it is asked.
struct Wire {
    answer: Arc<[u8]>,
    at: usize,
    piece: usize,
    closes: bool,
    asked: bool,
    reader: Option<Waker>,
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let len = into.len().min(self.piece).min(self.answer.len() - self.at);
        if !self.asked || (len == 0 && !self.closes) {
            self.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        into[..len].copy_from_slice(&self.answer[self.at..self.at + len]);
        self.at += len;
        Poll::Ready(Ok(len))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.asked = true;
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
        Poll::Ready(Ok(from.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
