//! The network in memory, and what stands behind its connections.

#![cfg(feature = "serve")]

use core::time::Duration;
use std::sync::Arc;

use futures::future::{Either, select};
use futures::{AsyncReadExt, AsyncWriteExt};
use subwire_transport::clock::Clock;
use subwire_transport::mock::{Break, Chain, LinkFaults, LinkStream, Network, VirtualClock};
use subwire_transport::{Params, Transport, WebSocket};

fn network() -> (VirtualClock, Network) {
    let clock = VirtualClock::new();
    let network = Network::new(&clock, 1);
    network.serve("here", Chain::builder().name("here").build());
    (clock, network)
}

fn dial(network: &Network, host: &str) -> std::io::Result<LinkStream> {
    network.run(network.clone().connect(host.into()))
}

/// What the host says to this text, as a client over HTTP hears it.
fn say(network: &Network, text: &str) -> String {
    let mut stream = dial(network, "here").unwrap();
    network.run(async {
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    })
}

fn post(json: &str) -> String {
    let len = json.len();
    format!(
        "POST / HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: {len}\r\n\r\n{json}"
    )
}

#[test]
fn a_websocket_over_a_slow_line() {
    let (clock, network) = network();
    let second = Duration::from_secs(1);
    network.set_faults("here", LinkFaults::none().latency(second).pieces(3));
    let clocked = WebSocket::builder().endpoint("ws://here").clock(Arc::new(clock.clone()));
    let (rpc, driver) = clocked.build_with(network.connector());
    let name = network.run(driver.run(rpc.request("system_chain", Params::new()))).unwrap();
    assert_eq!(name.as_json(), br#""here""#);
    // A round trip each for the connection, the handshake and the request.
    assert_eq!(clock.now(), 6 * second);
    assert_eq!((network.connections("here"), network.attempts("here")), (1, 1));
    network.run_out();
    assert_eq!((network.connections("here"), clock.alarms()), (0, 0));
}

#[test]
fn http_on_the_same_port() {
    let (_, network) = network();
    let answer = say(&network, &post(r#"{"jsonrpc":"2.0","id":7,"method":"system_chain"}"#));
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.contains("content-type: application/json"), "{answer}");
    assert!(answer.ends_with(r#"{"jsonrpc":"2.0","id":7,"result":"here"}"#), "{answer}");
    let batch = r#"[{"jsonrpc":"2.0","id":1,"method":"system_chain"},{"jsonrpc":"2.0","id":2,"method":"x"}]"#;
    let answer = say(&network, &post(batch));
    assert!(answer.contains(r#"[{"jsonrpc":"2.0","id":1,"result":"here"},{"#), "{answer}");
    assert!(answer.contains("-32601"), "{answer}");
    let answer = say(&network, &post("nonsense"));
    assert!(answer.contains("-32700"), "{answer}");
    let put = "PUT / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n";
    assert!(say(&network, put).starts_with("HTTP/1.1 405 "));
    let large =
        "POST / HTTP/1.1\r\nhost: here\r\nconnection: close\r\ncontent-length: 99999999\r\n\r\n";
    assert!(say(&network, large).starts_with("HTTP/1.1 413 "));
    let notification = post(r#"{"jsonrpc":"2.0","method":"system_chain"}"#);
    assert!(say(&network, &notification).starts_with("HTTP/1.1 204 "));
    assert!(say(&network, "SSH-2.0-OpenSSH\r\n\r\n").starts_with("HTTP/1.1 400 "));
    network.run_out();
}

#[test]
fn hosts_that_are_not_there_or_do_not_want() {
    let (clock, network) = network();
    assert_eq!(dial(&network, "nowhere").unwrap_err().to_string(), "no host nowhere");
    network.set_faults("here", LinkFaults::none().unreachable());
    assert_eq!(dial(&network, "here").unwrap_err().kind(), std::io::ErrorKind::ConnectionRefused);

    let wait = Some(Duration::from_secs(17));
    network.set_faults("here", LinkFaults::none().refuse(429, wait));
    let refused = say(&network, &post("{}"));
    assert!(
        refused.starts_with("HTTP/1.1 429 ") && refused.contains("retry-after: 17"),
        "{refused}"
    );
    let upgrade = "GET / HTTP/1.1\r\nhost: here\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
        sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    let refused = say(&network, upgrade);
    assert!(
        refused.starts_with("HTTP/1.1 429 ") && refused.contains("retry-after: 17"),
        "{refused}"
    );

    network.set_faults("here", LinkFaults::none().mute());
    let mut stream = dial(&network, "here").unwrap();
    let minute = Duration::from_secs(60);
    network.run(async {
        stream.write_all(&post("{}").repeat(10_000).into_bytes()).await.unwrap();
        let mut buffer = [0];
        let answer = select(stream.read(&mut buffer), clock.sleep(minute)).await;
        assert!(matches!(answer, Either::Right(_)), "it never answers");
    });
    drop(stream);
    network.run_out();
    assert_eq!((network.attempts("here"), clock.alarms()), (4, 0));
}

#[test]
fn connections_that_stand_can_be_broken() {
    let (_, network) = network();
    let mut stream = dial(&network, "here").unwrap();
    network.break_now("here", Break::Cut);
    network.run(async {
        let error = stream.read(&mut [0]).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    });
}
