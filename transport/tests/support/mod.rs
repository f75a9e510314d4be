//! A WebSocket server on loopback that does what a test tells it, good or bad.

#![allow(dead_code, unreachable_pub, reason = "shared by several test programs")]

use core::net::SocketAddr;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use async_tungstenite::tungstenite::{self, Message, WebSocket};
use serde_json::{Value, json};
use subwire_transport::{Error, Params, Transport};

/// What the server does after it has read a request.
pub enum Act {
    /// Sends a text frame.
    Send(String),
    /// Closes the connection in good order.
    Close,
    /// Drops the connection.
    Drop,
}

/// The hash of every mock's first block.
pub const GENESIS: &str = "0x0000000000000000000000000000000000000000000000000000000000000000";

/// A server that lets `behave` answer each frame of each connection, but for the question which
/// chain it serves, which a client asks by itself. Gives its `ws://` URL. Lives as long as the test
/// program.
pub fn serve(behave: impl Fn(Value) -> Vec<Act> + Send + Sync + 'static) -> String {
    serve_all(move |request| match genesis(&request) {
        Some(answer) => vec![Act::Send(answer)],
        None => behave(request),
    })
}

/// The answer to a question for the first block's hash.
pub fn genesis(request: &Value) -> Option<String> {
    let asked = request["method"] == "chain_getBlockHash" && request["params"] == json!([0]);
    let answer = || json!({ "jsonrpc": "2.0", "id": request["id"], "result": GENESIS });
    asked.then(|| answer().to_string())
}

/// A server that lets `behave` answer each frame, whatever it asks.
pub fn serve_all(behave: impl Fn(Value) -> Vec<Act> + Send + Sync + 'static) -> String {
    let behave = Arc::new(behave);
    let address = accept(move |stream| {
        let Ok(mut socket) = tungstenite::accept(stream) else { return };
        while let Ok(message) = socket.read() {
            let Message::Text(text) = message else { continue };
            let request = serde_json::from_str(&text).expect("the client sends JSON");
            if !act(&mut socket, behave(request)) {
                return;
            }
        }
    });
    format!("ws://{address}")
}

/// Puts a transport behind a WebSocket.
pub fn serve_transport(transport: impl Transport) -> String {
    serve(move |request| vec![Act::Send(answer(&transport, &request))])
}

/// The frame that a node with this transport's knowledge would send.
pub fn answer(transport: &impl Transport, request: &Value) -> String {
    let method = request["method"].as_str().expect("a method");
    let params = Params::from_json(&request["params"].to_string()).expect("an array");
    let id = &request["id"];
    match futures::executor::block_on(transport.request(method, params)) {
        Ok(reply) => {
            let result = String::from_utf8(reply.as_json().to_vec()).expect("JSON is UTF-8");
            format!(r#"{{"jsonrpc":"2.0","id":{id},"result":{result}}}"#)
        }
        Err(Error::Rpc(error)) => {
            let error = json!({ "code": error.code, "message": error.message });
            json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string()
        }
        Err(other) => panic!("a mock has no connection to lose: {other}"),
    }
}

/// Runs `serve` on a thread of its own for each connection to a free port of loopback.
pub fn accept(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a bound socket has an address");
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let serve = serve.clone();
            thread::spawn(move || {
                let _ = stream.set_nodelay(true);
                serve(stream);
            });
        }
    });
    address
}

/// Reads a message's head, byte by byte so that nothing after it is lost. `None` at the end.
pub fn read_head(stream: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

/// The value of a header in a head.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn act(socket: &mut WebSocket<TcpStream>, acts: Vec<Act>) -> bool {
    for act in acts {
        match act {
            Act::Send(text) => {
                if socket.send(Message::text(text)).is_err() {
                    return false;
                }
            }
            Act::Close => {
                let _ = socket.close(None);
                let _ = socket.flush();
            }
            Act::Drop => return false,
        }
    }
    true
}
