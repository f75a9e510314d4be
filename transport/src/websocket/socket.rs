//! A WebSocket as the driver sees it.

use alloc::boxed::Box;
use alloc::string::ToString;

use async_tungstenite::tungstenite::client::IntoClientRequest;
use async_tungstenite::tungstenite::error::ProtocolError;
use async_tungstenite::tungstenite::protocol::WebSocketConfig;
use async_tungstenite::tungstenite::{Error as WsError, Message, Utf8Bytes};
use async_tungstenite::{WebSocketStream, client_async_with_config};
use bytes::Bytes;
use futures::{SinkExt, StreamExt, future};

use crate::Error;
use crate::driver::{Arrival, BoxSocket, Connected, Outgoing, Received};
use crate::net::{Dialer, Stream, refusal};

/// How many bytes may wait in the socket for a peer that does not read. The socket takes the next
/// frame only when most of the last is gone, so this bounds a single frame: the largest batch.
const MAX_WRITE_BUFFER: usize = 1 << 30;

/// Connects and shakes hands.
pub(super) async fn open(dialer: &Dialer, max_message_size: usize) -> Result<Connected, Error> {
    let received = Received::default();
    let stream = dialer.dial(&received).await?;
    let refused = |error| refused(dialer, error);
    let mut request = dialer.endpoint.uri.clone().into_client_request().map_err(refused)?;
    // A `Host` of the caller's goes instead of ours.
    request.headers_mut().extend(dialer.headers.clone());
    let config = WebSocketConfig::default()
        .max_message_size(Some(max_message_size))
        .max_frame_size(Some(max_message_size))
        .max_write_buffer_size(MAX_WRITE_BUFFER);
    let (websocket, _) =
        client_async_with_config(request, stream, Some(config)).await.map_err(refused)?;
    Ok(Connected { socket: frames(websocket), received })
}

/// Why the handshake failed.
fn refused(dialer: &Dialer, error: WsError) -> Error {
    let endpoint = &dialer.endpoint;
    match error {
        WsError::Http(response) => refusal(&endpoint.shown, response.status(), response.headers()),
        // Cut off: an overloaded node does that, and may be better soon.
        WsError::Io(_) | WsError::Protocol(ProtocolError::HandshakeIncomplete) => {
            endpoint.unreachable(error.to_string())
        }
        other => endpoint.handshake(other.to_string()),
    }
}

/// Text both ways, with pings answered underneath.
fn frames(websocket: WebSocketStream<Stream>) -> BoxSocket {
    let socket = websocket
        .sink_map_err(lost)
        .with(|frame: Outgoing| {
            // Never refused: the frames are written as text.
            let text = Utf8Bytes::try_from(frame.text).map_err(|error| lost(error.into()));
            future::ready(text.map(Message::Text))
        })
        .filter_map(|message| {
            future::ready(match message {
                Ok(Message::Text(text)) => Some(Ok(Arrival::Frame(Bytes::from(text)))),
                Ok(Message::Binary(bytes)) => Some(Ok(Arrival::Frame(bytes))),
                Ok(Message::Close(Some(close))) if !close.reason.is_empty() => {
                    Some(Err(Error::closed(format!("by the other side: {}", close.reason))))
                }
                Ok(_) => None,
                Err(error) => Some(Err(lost(error))),
            })
        });
    Box::pin(socket)
}

fn lost(error: WsError) -> Error {
    match error {
        WsError::AlreadyClosed | WsError::ConnectionClosed => Error::closed("by the other side"),
        WsError::Capacity(error) => Error::too_large(error.to_string()),
        other => Error::closed(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use alloc::sync::Arc;
    use std::net::TcpListener;
    use std::thread;

    use async_tungstenite::tungstenite::accept;

    use super::*;
    use crate::net::{Protocol, Reach, Settings, connector};

    #[test]
    fn closing_says_so_to_the_other_side() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            let mut socket = accept(stream).unwrap();
            [socket.read(), socket.read()]
        });
        let mut settings = Settings::default();
        settings.endpoints.push(format!("ws://{address}"));
        let open = |dialer: Arc<Dialer>| Box::pin(async move { open(&dialer, 100).await }) as _;
        let mut connector = connector(&settings, Protocol::WebSocket, Reach::Tcp, open);
        futures::executor::block_on(async {
            let mut socket = connector(0).await.unwrap().socket;
            socket
                .send(Outgoing { id: 1, text: Bytes::from_static(b"{}"), deadline: None })
                .await
                .unwrap();
            socket.close().await.unwrap();
        });
        let [text, close] = server.join().unwrap();
        assert_eq!(text.unwrap(), Message::text("{}"));
        assert_eq!(close.unwrap(), Message::Close(None));
    }
}
