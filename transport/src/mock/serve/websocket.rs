//! A conversation over a WebSocket, the server's side.

use alloc::boxed::Box;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};

use async_tungstenite::tungstenite::handshake::server::{
    Callback, ErrorResponse, Request, Response,
};
use async_tungstenite::tungstenite::{self, Message, protocol::WebSocketConfig};
use async_tungstenite::{WebSocketStream, accept_hdr_async_with_config};
use bytes::Bytes;
use futures::{Sink, Stream as _};
use http::StatusCode;
use http::header::RETRY_AFTER;

use super::MAX_REQUEST_SIZE;
use super::conversation::{Refusal, Stream};
use crate::mock::node::{Conversation, MAX_HELD, MAX_UNANSWERED, Node};

/// How many frames one poll moves in each direction before it lets other clients have their turn.
const FRAMES_PER_POLL: usize = 64;

pub(super) async fn converse(stream: impl Stream, node: &dyn Node, refusal: Option<Refusal>) {
    let config = WebSocketConfig::default()
        .max_message_size(Some(MAX_REQUEST_SIZE))
        .max_frame_size(Some(MAX_REQUEST_SIZE));
    let doorman = Doorman(refusal);
    let Ok(socket) = accept_hdr_async_with_config(stream, doorman, Some(config)).await else {
        return;
    };
    let mut client = Client { socket, conversation: node.converse(), heard: true };
    // Its error is that of a client that has gone or breaks the protocol.
    let _ = poll_fn(|cx| client.poll(cx)).await;
}

/// Answers handshakes.
struct Doorman(Option<Refusal>);

impl Callback for Doorman {
    fn on_request(self, _: &Request, response: Response) -> Result<Response, ErrorResponse> {
        let Some(Refusal { status, retry_after }) = self.0 else { return Ok(response) };
        let mut response = ErrorResponse::new(None);
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        if let Some(wait) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, wait.as_secs().into());
        }
        Err(response)
    }
}

struct Client<S> {
    socket: WebSocketStream<S>,
    conversation: Box<dyn Conversation>,
    /// Whether the client can still be read from.
    heard: bool,
}

impl<S: Stream> Client<S> {
    /// Moves frames both ways, to the client first: what it does not read must not pile up.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), tungstenite::Error>> {
        for _ in 0..FRAMES_PER_POLL {
            let sent = self.poll_send(cx)?;
            let received = self.poll_receive(cx)?;
            let flushed = Pin::new(&mut self.socket).poll_flush(cx)?;
            if !self.heard {
                return flushed.map(Ok);
            }
            if sent.is_pending() && self.conversation.is_over() {
                return Poll::Ready(Ok(()));
            }
            if sent.is_pending() && received.is_pending() {
                return Poll::Pending;
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Ready once a frame was sent.
    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), tungstenite::Error>> {
        core::task::ready!(Pin::new(&mut self.socket).poll_ready(cx))?;
        let frame = core::task::ready!(self.conversation.poll_frame(cx));
        Poll::Ready(Pin::new(&mut self.socket).start_send(Message::text(frame)))
    }

    /// Ready once a frame was taken in.
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), tungstenite::Error>> {
        let (unanswered, held) = (self.conversation.unanswered(), self.conversation.held());
        if unanswered >= MAX_UNANSWERED || held > MAX_HELD {
            // An answer wakes the task, and then there is room.
            return Poll::Pending;
        }
        let frame: Bytes = match core::task::ready!(Pin::new(&mut self.socket).poll_next(cx)) {
            Some(Ok(Message::Text(text))) => text.into(),
            Some(Ok(Message::Binary(bytes))) => bytes,
            Some(Ok(_)) => return Poll::Ready(Ok(())),
            Some(Err(error)) => return Poll::Ready(Err(error)),
            None => {
                self.heard = false;
                return Poll::Ready(Ok(()));
            }
        };
        self.conversation.handle_frame(frame);
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use alloc::sync::Arc;
    use alloc::vec::Vec;
    use core::sync::atomic::{AtomicBool, Ordering};
    use core::task::Waker;
    use std::io;

    use async_tungstenite::tungstenite::protocol::Role;
    use futures::executor::block_on;
    use futures::{AsyncRead, AsyncWrite};

    use super::*;
    use crate::mock::Chain;

    /// A client that has sent all it wants, and reads only while it is told to.
    struct Asker {
        sent: io::Cursor<Vec<u8>>,
        reads: Arc<AtomicBool>,
    }

    impl AsyncRead for Asker {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            buffer: &mut [u8],
        ) -> Poll<io::Result<usize>> {
            match io::Read::read(&mut self.sent, buffer)? {
                0 => Poll::Pending,
                read => Poll::Ready(Ok(read)),
            }
        }
    }

    impl AsyncWrite for Asker {
        fn poll_write(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
            bytes: &[u8],
        ) -> Poll<io::Result<usize>> {
            let reads = self.reads.load(Ordering::Relaxed);
            if reads { Poll::Ready(Ok(bytes.len())) } else { Poll::Pending }
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[test]
    fn what_a_client_does_not_read_does_not_pile_up() {
        const ANSWER: usize = 1 << 20;
        const ASKED: usize = 100;
        let request = br#"{"jsonrpc":"2.0","id":1,"method":"system_chain"}"#;
        // A text whose mask changes nothing.
        let frame = [&[0x81, 0x80 | request.len() as u8, 0, 0, 0, 0], &request[..]].concat();
        let reads = Arc::new(AtomicBool::new(false));
        let asker = Asker { sent: io::Cursor::new(frame.repeat(ASKED)), reads: reads.clone() };
        let chain = Chain::builder().name("x".repeat(ANSWER)).build();
        let socket = block_on(WebSocketStream::from_raw_socket(asker, Role::Server, None));
        let mut client = Client { socket, conversation: chain.converse(), heard: true };
        let mut cx = Context::from_waker(Waker::noop());
        let mut poll = |client: &mut Client<Asker>| {
            // One that goes on would need less than that.
            for _ in 0..ASKED {
                assert!(client.poll(&mut cx).is_pending());
            }
        };
        poll(&mut client);
        let held = client.conversation.held();
        assert!((MAX_HELD..MAX_HELD + 2 * ANSWER).contains(&held), "{held} bytes");
        reads.store(true, Ordering::Relaxed);
        poll(&mut client);
        assert_eq!(client.conversation.held(), 0);
        assert_eq!(client.socket.get_ref().sent.position() as usize, frame.len() * ASKED);
    }
}
