//! Connections through HTTP proxies, good and bad.

#![cfg(feature = "serve")]

mod support;

use core::net::SocketAddr;
use std::io::{Write, copy};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use futures::executor::block_on;
use subwire_transport::mock::{Chain, Server, serve};
use subwire_transport::{Error, Http, Params, Reply, Transport, WebSocket};
use support::{accept, header, read_head};

/// A proxy that connects everybody with `node`, whomever they ask for. Gives its address and the
/// heads that it was sent.
fn proxy(node: SocketAddr) -> (SocketAddr, Receiver<String>) {
    let (seen, heads) = channel();
    let seen = Mutex::new(seen);
    let address = accept(move |mut client| {
        let Some(head) = read_head(&mut client) else { return };
        let _ = seen.lock().unwrap().send(head);
        let upstream = TcpStream::connect(node).expect("the node is there");
        let _ = client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
        let back = [upstream.try_clone().unwrap(), client.try_clone().unwrap()];
        thread::spawn(move || pump(back));
        pump([client, upstream]);
    });
    (address, heads)
}

fn pump([mut from, mut to]: [TcpStream; 2]) {
    let _ = copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}

/// A proxy that answers each request so and hangs up.
fn refusing(answer: &'static str) -> SocketAddr {
    accept(move |mut client| {
        let _ = read_head(&mut client);
        let _ = client.write_all(answer.as_bytes());
    })
}

fn node() -> (SocketAddr, Server) {
    let server = serve(Chain::builder().name("here").build(), 0).unwrap();
    let address = server.http_url().trim_start_matches("http://").parse().unwrap();
    (address, server)
}

async fn name(transport: impl Transport) -> Result<Reply, Error> {
    transport.request("system_chain", Params::new()).await
}

fn refused(proxy: impl core::fmt::Display) -> Error {
    let builder = WebSocket::builder().endpoint("ws://node.example").proxy(proxy.to_string());
    let (websocket, driver) = builder.build();
    block_on(driver.run(name(websocket))).unwrap_err()
}

#[test]
fn both_transports_go_through_a_proxy() {
    let (address, server) = node();
    let (proxy, heads) = proxy(address);
    let url = format!("http://user:p%40ss@{proxy}");
    block_on(server.run(async {
        let builder = WebSocket::builder().endpoint("ws://node.example:9944").proxy(&url);
        assert!(!format!("{builder:?}").contains("p%40ss"), "{builder:?}");
        let (websocket, driver) = builder.build();
        assert_eq!(driver.run(name(websocket)).await.unwrap().as_json(), b"\"here\"");
        let (http, driver) = Http::builder().endpoint("http://[fd12::1]").proxy(&url).build();
        assert_eq!(driver.run(name(http)).await.unwrap().as_json(), b"\"here\"");
    }));
    for authority in ["node.example:9944", "[fd12::1]:80"] {
        let head = heads.recv().unwrap();
        assert!(head.starts_with(&format!("CONNECT {authority} HTTP/1.1\r\n")), "{head}");
        assert_eq!(header(&head, "host"), Some(authority));
        assert_eq!(header(&head, "proxy-authorization"), Some("Basic dXNlcjpwQHNz"));
    }
}

#[test]
fn a_proxy_that_refuses_is_named() {
    for (answer, wanted, retryable) in [
        ("HTTP/1.1 407 Who?\r\n\r\n", "refused with HTTP status 407", false),
        ("HTTP/1.1 403 No\r\n\r\n", "refused with HTTP status 403", false),
        ("HTTP/1.1 502 Bad gateway\r\n\r\n", "refused with HTTP status 502", true),
        ("HTTP/1.1 200", "it closed the connection", true),
        ("", "it closed the connection", true),
        ("SSH-2.0-OpenSSH\r\n", "invalid HTTP version", false),
        ("HTTP/1.1 200 Ok\r\n\r\nHTTP/1.1 101", "the proxy sent more than its answer", false),
    ] {
        let proxy = refusing(answer);
        let error = refused(format_args!("http://user:secret@{proxy}"));
        let text = error.to_string();
        assert!(text.contains(wanted) && text.contains(&format!("http://{proxy}")), "{text}");
        assert!(!text.contains("secret"), "{text}");
        assert_eq!(error.is_retryable(), retryable, "{text}");
    }
}

#[test]
fn an_answer_without_end_is_given_up() {
    let proxy = accept(|mut client| {
        let _ = client.write_all(b"HTTP/1.1 200 Ok\r\n");
        while client.write_all(b"x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy").is_ok()
        {
        }
    });
    let error = refused(proxy).to_string();
    assert!(error.contains("the proxy's answer is too long"), "{error}");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = refused(format_args!("127.0.0.1:{port}"));
    let wanted =
        format!("cannot connect to ws://node.example: by the proxy http://127.0.0.1:{port}: ");
    assert!(error.to_string().starts_with(&wanted) && error.is_retryable(), "{error}");
}

/// Where this program is run again, with an environment of its own, this is what it does.
const INNER: &str = "SUBWIRE_TEST_ENDPOINT";

#[test]
fn the_environment_counts_where_it_is_asked_for() {
    if let Ok(endpoint) = std::env::var(INNER) {
        let (websocket, driver) = WebSocket::builder().endpoint(endpoint).proxy_from_env().build();
        let answer = block_on(driver.run(name(websocket))).unwrap();
        assert_eq!(answer.as_json(), b"\"here\"");
        return;
    }
    let (address, server) = node();
    let (proxy, heads) = proxy(address);
    smol::spawn(server).detach();
    let run = |endpoint: &str, vars: &[(&str, &str)]| {
        let program = std::env::current_exe().unwrap();
        let mut command = Command::new(program);
        command.args(["--exact", "the_environment_counts_where_it_is_asked_for"]);
        for var in ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUEST_METHOD"] {
            command.env_remove(var).env_remove(var.to_ascii_uppercase());
        }
        command.env(INNER, endpoint).envs(vars.iter().copied());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        heads.try_iter().count()
    };
    let proxy = proxy.to_string();
    let direct = format!("ws://{address}");
    assert_eq!(run("ws://node.example", &[("HTTP_PROXY", &proxy)]), 1);
    assert_eq!(run("ws://node.example", &[("all_proxy", &proxy)]), 1);
    // Loopback is nobody's business, and nothing is asked of a proxy that is not named.
    assert_eq!(run(&direct, &[("HTTP_PROXY", &proxy)]), 0);
    assert_eq!(run(&direct, &[("NO_PROXY", "127.0.0.0/8"), ("ALL_PROXY", &proxy)]), 0);
    assert_eq!(run(&direct, &[]), 0);
}
