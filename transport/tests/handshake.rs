//! How a WebSocket connection comes to stand, and why it does not.

#![cfg(feature = "websocket")]

mod support;

use core::time::Duration;
use std::io::{Read, Write};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use async_tungstenite::tungstenite::Message;
use async_tungstenite::tungstenite::handshake::server::{Request, Response};
use futures::executor::block_on;
use serde_json::{Value, json};
use subwire_transport::connection::{Config, Genesis};
use subwire_transport::{Error, Params, Reply, Transport, WebSocket, WebSocketBuilder};
use support::{Act, accept, read_head, serve, serve_all};

fn to(url: impl Into<String>) -> WebSocketBuilder {
    WebSocket::builder().endpoint(url)
}

/// Asks one question over a connection, without an executor.
fn ask_once(builder: WebSocketBuilder) -> Result<Reply, Error> {
    let (websocket, driver) = builder.build();
    block_on(driver.run(ask(websocket)))
}

async fn ask(websocket: WebSocket) -> Result<Reply, Error> {
    websocket.request("m", Params::new()).await
}

fn reply(request: &Value, result: impl Into<Value>) -> Act {
    Act::Send(json!({ "jsonrpc": "2.0", "id": request["id"], "result": result.into() }).to_string())
}

/// A server that answers each request with `answer` and hangs up.
fn refusing(answer: &'static str) -> String {
    let address = accept(move |mut stream| {
        let _ = read_head(&mut stream);
        let _ = stream.write_all(answer.as_bytes());
    });
    format!("ws://{address}")
}

#[test]
fn an_unreachable_endpoint_is_named() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("ws://127.0.0.1:{port}");
    let error = ask_once(to(&url)).unwrap_err();
    assert!(error.to_string().starts_with(&format!("cannot connect to {url}: ")), "{error}");
    assert!(error.is_retryable());
    let error = ask_once(WebSocket::builder()).unwrap_err();
    assert_eq!(error.to_string(), "endpoint \"\": none was given");
}

#[test]
fn to_connect_is_the_handshake_and_no_round_trip_more() {
    let mute = serve_all(|_| Vec::new());
    assert!(block_on(to(mute).connect()).is_ok());

    let mut config = Config::default();
    config.genesis = Genesis::Is([7; 32]);
    let other = serve(|request| vec![reply(&request, 1)]);
    block_on(async {
        let websocket = to(other).config(config).connect().await.unwrap();
        let error = ask(websocket.clone()).await.unwrap_err();
        assert!(matches!(error, Error::WrongChain { .. }), "{error}");
        let error = websocket.connected().await.unwrap_err();
        assert!(matches!(error, Error::WrongChain { .. }), "{error}");
    });
}

#[test]
fn to_connect_fails_where_there_is_no_socket() {
    let refusing = refusing("HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n");
    let error = block_on(to(refusing).connect()).unwrap_err();
    assert!(matches!(error, Error::Refused { status: 403, .. }), "{error}");
    let error = block_on(to("ws://127.0.0.1:1").connect()).unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error}");
}

#[test]
fn a_server_that_never_answers_the_handshake_is_given_up() {
    let address = accept(|mut stream| {
        let _ = stream.read_to_end(&mut Vec::new());
    });
    let builder = to(format!("ws://{address}")).connect_timeout(Duration::from_millis(30));
    let error = ask_once(builder).unwrap_err().to_string();
    assert!(error.ends_with("no answer within 0.03 s"), "{error}");
}

#[test]
fn a_refused_handshake_says_with_which_status() {
    for (status, retryable) in [(401, false), (403, false), (429, true), (503, true)] {
        let address = accept(move |mut stream| {
            let _ = stream.read(&mut [0; 4096]);
            let _ = write!(stream, "HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n");
        });
        let error = ask_once(to(format!("ws://{address}"))).unwrap_err();
        assert!(error.to_string().contains(&format!("with HTTP status {status}")), "{error}");
        assert_eq!(error.is_retryable(), retryable);
    }
    let address = accept(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH\r\n\r\n");
    });
    let error = ask_once(to(format!("ws://{address}"))).unwrap_err();
    assert!(matches!(error, Error::Handshake { .. }), "{error}");
}

#[test]
fn the_next_endpoint_is_tried() {
    let good = serve(|request| vec![reply(&request, 1)]);
    let refusing = accept(|mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n");
    });
    let builder = to("ws://127.0.0.1:1").endpoint(format!("ws://{refusing}")).endpoint(good);
    assert!(ask_once(builder).is_ok());
}

#[test]
fn a_connection_over_a_stream_of_ones_own() {
    let url = serve(|request| vec![reply(&request, 1)]);
    let address = url.trim_start_matches("ws://").to_string();
    block_on(async {
        let stream = smol::net::TcpStream::connect(address).await.unwrap();
        let (websocket, driver) = to("ws://node.example").build_over(stream);
        driver.run(ask(websocket)).await.unwrap();
    });
}

#[test]
fn a_refusal_says_how_long_to_wait() {
    for (answer, seconds) in [
        ("HTTP/1.1 429 Slow down\r\nretry-after: 7\r\n\r\n", 7),
        (
            "HTTP/1.1 503 Later\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
             retry-after: Sun, 06 Nov 1994 08:50:37 GMT\r\n\r\n",
            60,
        ),
    ] {
        let error = ask_once(to(refusing(answer))).unwrap_err();
        let Error::Refused { retry_after: Some(wait), .. } = error else { panic!("{error}") };
        assert_eq!(wait, Duration::from_secs(seconds));
    }
}

#[test]
fn a_handshake_that_is_cut_off_may_be_tried_again() {
    // As a server would answer another request: the key is wrong, which shows only at the end.
    let answer = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\
                  connection: Upgrade\r\nsec-websocket-accept: AAAA\r\n\r\n";
    for end in 0..answer.len() {
        let error = ask_once(to(refusing(&answer[..end]))).unwrap_err();
        assert!(matches!(error, Error::Connect { .. }) && error.is_retryable(), "{end}: {error}");
    }
    let error = ask_once(to(refusing(answer))).unwrap_err();
    assert!(matches!(error, Error::Handshake { .. }) && !error.is_retryable(), "{error}");
}

#[test]
fn headers_arrive_and_a_host_goes_instead_of_ours() {
    let (seen, heads) = channel();
    let seen = Mutex::new(seen);
    let address = accept(move |stream| {
        #[expect(clippy::result_large_err, reason = "the library wants it so")]
        let note = |request: &Request, response: Response| {
            let _ = seen.lock().unwrap().send(request.headers().clone());
            Ok(response)
        };
        let Ok(mut socket) = async_tungstenite::tungstenite::accept_hdr(stream, note) else {
            return;
        };
        while let Ok(Message::Text(text)) = socket.read() {
            let request: Value = serde_json::from_str(&text).unwrap();
            let Act::Send(text) = reply(&request, support::GENESIS) else { unreachable!() };
            socket.send(Message::text(text)).unwrap();
        }
    });
    let builder = to(format!("ws://{address}"))
        .header("Authorization", "Bearer secret")
        .header("x-twice", "1")
        .header("x-twice", "2")
        .header("host", "node.example");
    assert!(!format!("{builder:?}").contains("secret"), "{builder:?}");
    ask_once(builder).unwrap();
    let headers = heads.recv().unwrap();
    assert_eq!(headers["authorization"], "Bearer secret");
    assert_eq!(headers.get_all("x-twice").iter().collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(headers.get_all("host").iter().collect::<Vec<_>>(), ["node.example"]);
}

#[test]
fn a_wrong_setting_is_no_bad_luck() {
    let good = serve(|request| vec![reply(&request, 1)]);
    for (builder, reason) in [
        (to(&good).endpoint("http://localhost"), "http:// is not supported by WebSocket"),
        (to(&good).header("a b", "1"), "\"a b\" is no name of a header"),
        (to(&good).header("authorization", "secret\n"), "the value of the header authorization"),
        (to(&good).header("Upgrade", "h2c"), "upgrade is the connection's own"),
        (to(&good).proxy("socks5://u:secret@localhost"), "socks5:// is not supported by a proxy"),
    ] {
        let error = ask_once(builder).unwrap_err();
        assert!(matches!(error, Error::Endpoint { .. }) && !error.is_retryable(), "{error}");
        let error = error.to_string();
        assert!(error.contains(reason) && !error.contains("secret"), "{error}");
    }
}

#[test]
fn sockets_from_the_caller() {
    let good = serve(|request| vec![reply(&request, 1)]);
    let address = good.trim_start_matches("ws://").to_string();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = asked.clone();
    let (websocket, driver) = to("ws://node.example:9944").build_with(move |host, port| {
        noted.lock().unwrap().push((host, port));
        smol::net::TcpStream::connect(address.clone())
    });
    block_on(driver.run(ask(websocket))).unwrap();
    assert_eq!(*asked.lock().unwrap(), [("node.example".to_string(), 9944)]);

    let (websocket, driver) = to("ws://node.example").build_with(|_, _| async {
        Err::<smol::net::TcpStream, _>(std::io::Error::other("no socket today"))
    });
    let error = block_on(driver.run(ask(websocket))).unwrap_err();
    let wanted = "cannot connect to ws://node.example: no socket today";
    assert_eq!(error.to_string(), wanted);
}
