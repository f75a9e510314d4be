//! A node behind a real port.

#![cfg(feature = "serve")]

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use futures::executor::block_on;
use futures::future::join_all;
use subwire_transport::mock::{Chain, Server, serve};
use subwire_transport::{Params, Transport, WebSocket};

fn server() -> Server {
    serve(Chain::builder().name("here").build(), 0).unwrap()
}

fn post(stream: &mut TcpStream, json: &str) -> String {
    let len = json.len();
    write!(stream, "POST / HTTP/1.1\r\nhost: here\r\ncontent-length: {len}\r\n\r\n{json}").unwrap();
    let mut answer = Vec::new();
    // Keep-alive: there is no end to read to.
    while !answer.ends_with(b"}") {
        let mut buffer = [0; 1024];
        let len = stream.read(&mut buffer).unwrap();
        assert_ne!(len, 0, "{}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&buffer[..len]);
    }
    String::from_utf8(answer).unwrap()
}

async fn name(rpc: WebSocket) -> String {
    let reply = rpc.request("system_chain", Params::new()).await.unwrap();
    reply.read("a name").unwrap()
}

#[test]
fn websockets_and_http_share_a_port() {
    let server = server().spawn();
    let address = server.http_url().replace("http://", "");
    assert_eq!(server.ws_url(), format!("ws://{address}"));
    let mut http = TcpStream::connect(address).unwrap();
    let sockets = (0..3).map(|_| {
        let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
        driver.run(name(rpc))
    });
    assert_eq!(block_on(join_all(sockets)), ["here"; 3]);
    for id in 1..=3 {
        let json = format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"system_chain"}}"#);
        let answer = post(&mut http, &json);
        let body = format!(r#"{{"jsonrpc":"2.0","id":{id},"result":"here"}}"#);
        assert!(answer.ends_with(&body), "{answer}");
    }
}

/// Each of many clients may have one under way.
#[test]
fn requests_are_as_large_as_substrates_servers_take() {
    let server = server().spawn();
    let status = |length: usize| {
        let address = server.http_url().replace("http://", "");
        let mut stream = TcpStream::connect(address).unwrap();
        let head = "POST / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n";
        write!(stream, "{head}content-length: {length}\r\n\r\n").unwrap();
        // What is too large is refused by its length; of the rest nothing more comes.
        stream.shutdown(Shutdown::Write).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).map(str::to_owned)
    };
    assert_eq!(status((15 << 20) + 1).as_deref(), Some("413"));
    assert_ne!(status(15 << 20).as_deref(), Some("413"));
}

#[test]
fn a_server_runs_beside_its_client_in_one_task() {
    let server = server();
    let (rpc, driver) = WebSocket::builder().endpoint(server.ws_url()).build();
    assert_eq!(block_on(server.run(driver.run(name(rpc)))), "here");
}

#[test]
fn a_port_is_free_again_once_its_server_is_dropped() {
    let first = server().spawn();
    let port = first.ws_url().rsplit(':').next().unwrap().parse().unwrap();
    let taken = serve(Chain::builder().build(), port).unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);
    let client = TcpStream::connect(("127.0.0.1", port)).unwrap();
    drop(first);
    // The task is dropped by its executor, which another thread may be about to do.
    let end = (&client).read(&mut [0]);
    assert!(matches!(end, Ok(0) | Err(_)), "{end:?}");
    let again = serve(Chain::builder().build(), port).unwrap();
    assert_eq!(again.http_url(), format!("http://127.0.0.1:{port}"));
}
