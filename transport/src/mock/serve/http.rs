//! A conversation over HTTP/1.1, the server's side.

use alloc::sync::Arc;
use core::fmt;
use core::future::poll_fn;
use core::task::Poll;

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, Method, StatusCode};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};

use super::MAX_REQUEST_SIZE;
use super::conversation::{Refusal, Stream};
use crate::http::{Adapter, Unflushed};
use crate::mock::node::Node;

pub(super) async fn converse(stream: impl Stream, node: Arc<dyn Node>, refusal: Option<Refusal>) {
    let service = service_fn(|request| {
        let node = node.clone();
        async move { answer(request, &*node, refusal).await.ok_or(Over) }
    });
    let io = Adapter::new(stream, Unflushed::default());
    // Its error is that of a client that has gone or breaks the protocol.
    let _ = http1::Builder::new().serve_connection(io, service).await;
}

/// A connection that the node breaks off.
#[derive(Debug)]
struct Over;

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the node breaks the connection off")
    }
}

impl core::error::Error for Over {}

/// The response; None where the connection is to be broken off.
async fn answer(
    request: Request<Incoming>,
    node: &dyn Node,
    refusal: Option<Refusal>,
) -> Option<Response<Full<Bytes>>> {
    let frame = match frame(request, refusal).await {
        Ok(frame) => frame,
        Err(response) => return Some(response),
    };
    let mut asked = node.converse_once();
    asked.handle_frame(frame);
    let answer = poll_fn(|cx| match asked.poll_frame(cx) {
        Poll::Ready(frame) => Poll::Ready(Some(frame)),
        // Nothing that it could wait for: a notification of the client's.
        Poll::Pending if asked.unanswered() == 0 || asked.is_over() => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    });
    let Some(json) = answer.await else {
        return (!asked.is_over()).then(|| plain(StatusCode::NO_CONTENT, ""));
    };
    let mut response = Response::new(Full::from(json));
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, json);
    Some(response)
}

/// What was posted, or why it is not looked at.
async fn frame(
    request: Request<Incoming>,
    refusal: Option<Refusal>,
) -> Result<Bytes, Response<Full<Bytes>>> {
    if let Some(Refusal { status, retry_after }) = refusal {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        let mut response = plain(status, "refused");
        if let Some(wait) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, wait.as_secs().into());
        }
        return Err(response);
    }
    if request.method() != Method::POST {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "POST a JSON-RPC request");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        return Err(response);
    }
    const TOO_LARGE: &str = "the request is too large";
    if request.body().size_hint().lower() > MAX_REQUEST_SIZE as u64 {
        return Err(plain(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE));
    }
    match Limited::new(request.into_body(), MAX_REQUEST_SIZE).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => {
            Err(plain(StatusCode::PAYLOAD_TOO_LARGE, TOO_LARGE))
        }
        Err(_) => Err(plain(StatusCode::BAD_REQUEST, "the request ended early")),
    }
}

fn plain(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(text));
    *response.status_mut() = status;
    response
}
