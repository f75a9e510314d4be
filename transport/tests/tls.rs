//! `wss://` against a TLS server on loopback.

#![cfg(feature = "tls")]

mod support;

use std::sync::Arc;

use async_tungstenite::tungstenite::Message;
use futures::StreamExt;
use futures::executor::block_on;
use futures_rustls::TlsAcceptor;
use futures_rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use futures_rustls::rustls::ServerConfig;
use futures_rustls::rustls::crypto::ring;
use subwire_transport::mock::Chain;
use subwire_transport::{Error, Params, Transport, WebSocket, WebSocketBuilder};

/// A chain behind `wss://localhost`; gives the port and the certificate (DER) that signs itself.
fn tls_server() -> (u16, Vec<u8>) {
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
    let chain = Chain::builder().name("secret").build();
    let address = support::accept(move |stream| {
        let serve = async {
            let stream = smol::Async::new(stream).ok()?;
            let stream = acceptor.accept(stream).await.ok()?;
            let mut socket = async_tungstenite::accept_async(stream).await.ok()?;
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message {
                    let request = serde_json::from_str(&text).ok()?;
                    let frame = support::answer(&chain, &request);
                    socket.send(Message::text(frame)).await.ok()?;
                }
            }
            Some(())
        };
        smol::block_on(serve);
    });
    (address.port(), certificate.to_vec())
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
    let (port, certificate) = tls_server();
    let builder = WebSocket::builder().endpoint(format!("wss://localhost:{port}"));
    assert_eq!(name(builder.root_certificate(certificate)).unwrap(), "secret");
}

#[test]
fn an_unknown_certificate_is_refused() {
    let (port, _) = tls_server();
    let error = name(WebSocket::builder().endpoint(format!("wss://localhost:{port}"))).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }) && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("UnknownIssuer"), "{error}");
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let (port, certificate) = tls_server();
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
    let (port, _) = tls_server();
    let builder = WebSocket::builder().endpoint(format!("wss://localhost:{port}"));
    let error = name(builder.root_certificate([1, 2, 3])).unwrap_err();
    assert!(matches!(error, Error::Tls { .. }), "{error}");
}
