//! One connection with a server, kept alive for one request after the other.

use alloc::vec::Vec;
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll};

use bytes::Bytes;
use http::response;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1::{Builder, Connection, SendRequest};

use super::adapter::{Adapter, Unflushed};
use crate::net::Stream;

/// How long the head of an answer may be, in bytes. hyper reads 100 headers at most.
const MAX_HEAD: usize = 64 << 10;
/// How much memory an answer gets on its word that it is that long, in bytes.
const MAX_RESERVED: usize = 1 << 20;

pub(super) type Request = http::Request<Full<Bytes>>;

/// hyper's two halves of a connection. Nobody else polls them, so they live only while something
/// is asked.
pub(super) struct Line {
    sender: SendRequest<Full<Bytes>>,
    connection: Connection<Adapter<Stream>, Full<Bytes>>,
    unflushed: Unflushed,
    ended: bool,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// The connection ended before anything of the request was written.
    NotSent,
    /// The connection broke, or what came is no HTTP.
    Broken(hyper::Error),
    /// The body exceeds the limit.
    TooLarge,
}

impl Line {
    pub(super) async fn open(stream: Stream) -> hyper::Result<Self> {
        let mut builder = Builder::new();
        builder.max_header_size(MAX_HEAD);
        let unflushed = Unflushed::default();
        let adapter = Adapter::new(stream, unflushed.clone());
        let (sender, connection) = builder.handshake(adapter).await?;
        Ok(Self { sender, connection, unflushed, ended: false })
    }

    /// Sends a request and reads the answer to its end. A body longer than `max_body` is refused.
    pub(super) async fn post(
        &mut self,
        request: Request,
        max_body: usize,
    ) -> Result<(response::Parts, Bytes), Failure> {
        // A server that has hung up meanwhile shows here.
        if !self.stands().await {
            return Err(Failure::NotSent);
        }
        let Self { sender, connection, ended, .. } = self;
        let answer = async {
            let response = match sender.try_send_request(request).await {
                Ok(response) => response,
                // hyper gives a request back that it has not written.
                Err(error) if error.message().is_some() => return Err(Failure::NotSent),
                Err(error) => return Err(Failure::Broken(error.into_error())),
            };
            let (head, body) = response.into_parts();
            Ok((head, read(body, max_body).await?))
        };
        let mut answer = pin!(answer);
        poll_fn(|cx| {
            drive(connection, ended, cx);
            answer.as_mut().poll(cx)
        })
        .await
    }

    /// Whether it takes another request. It does not after a server that hung up, wants to, or
    /// answered before it had read the request.
    pub(super) async fn stands(&mut self) -> bool {
        poll_fn(|cx| {
            drive(&mut self.connection, &mut self.ended, cx);
            Poll::Ready(!self.ended && !self.unflushed.get() && self.sender.is_ready())
        })
        .await
    }
}

/// Lets the connection do what it can. Its end shows in the answer.
fn drive(
    connection: &mut Connection<Adapter<Stream>, Full<Bytes>>,
    ended: &mut bool,
    cx: &mut Context<'_>,
) {
    *ended = *ended || Pin::new(connection).poll(cx).is_ready();
}

/// Reads a body. Its chunks are copied together: each would keep the buffer that it came in.
async fn read(mut body: Incoming, max: usize) -> Result<Bytes, Failure> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > max {
        return Err(Failure::TooLarge);
    }
    let mut bytes = Vec::with_capacity(announced.min(MAX_RESERVED));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(Failure::Broken)?;
        // Trailers are of no interest.
        if let Ok(data) = frame.into_data() {
            if data.len() > max - bytes.len() {
                return Err(Failure::TooLarge);
            }
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.into())
}
