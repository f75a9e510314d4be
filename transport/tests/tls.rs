//! `wss://` against a TLS server on loopback.

#![cfg(all(feature = "tls", feature = "websocket"))]

mod support;

use std::net::TcpStream;
use std::sync::Arc;

use async_tungstenite::tungstenite::Message;
use futures::StreamExt;
use futures::executor::block_on;
#[cfg(feature = "http")]
use futures::{AsyncReadExt, AsyncWriteExt};
use futures_rustls::TlsAcceptor;
use futures_rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use futures_rustls::rustls::ServerConfig;
use futures_rustls::rustls::crypto::ring;
use futures_rustls::server::TlsStream;
use smol::Async;
#[cfg(feature = "http")]
use subwire_transport::Http;
use subwire_transport::mock::Chain;
use subwire_transport::{Error, Params, Transport, WebSocket, WebSocketBuilder};

/// A server for `localhost` that treats each connection so, under TLS; gives the port and the
/// certificate (DER) that signs itself.
fn tls_server<F>(
    serve: impl Fn(TlsStream<Async<TcpStream>>) -> F + Send + Sync + 'static,
) -> (u16, Vec<u8>)
where
    F: Future<Output = Option<()>>,
{
    let certified = rcgen::generate_simple_self_signed(["localhost".to_string()]).unwrap();
    let certificate = certified.cert.der().clone();
    let key = PrivatePkcs8KeyDer::from(certified.key_pair.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let address = support::accept(move |stream| {
        smol::block_on(async {
            let stream = Async::new(stream).ok()?;
            serve(acceptor.accept(stream).await.ok()?).await
        });
    });
    (address.port(), certificate.to_vec())
}

/// A chain behind `wss://localhost`.
fn wss_server() -> (u16, Vec<u8>) {
    let chain = Chain::builder().name("secret").build();
    tls_server(move |stream| {
        let chain = chain.clone();
        async move {
            let mut socket = async_tungstenite::accept_async(stream).await.ok()?;
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message {
                    let request = serde_json::from_str(&text).ok()?;
                    let frame = support::answer(&chain, &request);
                    socket.send(Message::text(frame)).await.ok()?;
                }
            }
            Some(())
        }
    })
}

/// A chain behind `https://localhost`.
#[cfg(feature = "http")]
fn https_server() -> (u16, Vec<u8>) {
    let chain = Chain::builder().name("secret").build();
    tls_server(move |mut stream| {
        let chain = chain.clone();
        async move {
            loop {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).await.ok()?;
                    head.push(byte[0]);
                }
                let head = String::from_utf8(head).ok()?;
                let length = support::header(&head, "content-length")?.parse().ok()?;
                let mut body = vec![0; length];
                stream.read_exact(&mut body).await.ok()?;
                let answer = support::answer(&chain, &serde_json::from_slice(&body).ok()?);
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.len());
                stream.write_all((head + &answer).as_bytes()).await.ok()?;
            }
        }
    })
}

fn name(builder: WebSocketBuilder) -> Result<String, Error> {
    let (websocket, driver) = builder.build();
    block_on(driver.run(async {
        let reply = websocket.request("system_chain", Params::new()).await?;
        reply.read("a name")
    }))
}

#[test]
fn a_trusted_certificate_is_accepted() {
    let (port, certificate) = wss_server();
    let builder = WebSocket::builder().endpoint(format!("wss://localhost:{port}"));
    assert_eq!(name(builder.root_certificate(certificate)).unwrap(), "secret");
}

#[test]
fn an_unknown_certificate_is_refused() {
    let (port, _) = wss_server();
    let error = name(WebSocket::builder().endpoint(format!("wss://localhost:{port}"))).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }) && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let (port, certificate) = wss_server();
    let builder = WebSocket::builder().endpoint(format!("wss://127.0.0.1:{port}"));
    let error = name(builder.root_certificate(certificate)).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error}");
}

#[test]
fn a_server_without_tls_is_no_tls() {
    let url = support::serve(|_| Vec::new()).replace("ws://", "wss://");
    let error = name(WebSocket::builder().endpoint(url)).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error}");
}

#[test]
fn a_server_that_hangs_up_may_be_asked_again() {
    let address = support::accept(drop);
    for scheme in ["ws", "wss"] {
        let error = name(WebSocket::builder().endpoint(format!("{scheme}://{address}")));
        let error = error.unwrap_err();
        assert!(error.is_retryable(), "{error}");
    }
}

#[test]
fn a_root_that_is_no_certificate_is_refused() {
    let (port, _) = wss_server();
    let builder = WebSocket::builder().endpoint(format!("wss://localhost:{port}"));
    let error = name(builder.root_certificate([1, 2, 3])).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error}");
}

#[cfg(feature = "http")]
#[test]
fn https_is_http_under_tls() {
    let (port, certificate) = https_server();
    let to = || Http::builder().endpoint(format!("https://localhost:{port}"));
    let (http, driver) = to().root_certificate(certificate).build();
    block_on(driver.run(async {
        for _ in 0..3 {
            let reply = http.request("system_chain", Params::new()).await.unwrap();
            assert_eq!(reply.as_json(), b"\"secret\"");
        }
    }));
    let (http, driver) = to().build();
    let error = block_on(driver.run(http.request("system_chain", Params::new()))).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }) && !error.is_retryable(), "{error}");
}
