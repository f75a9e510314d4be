//! The pool as the driver sees it, against servers that behave badly.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::net::SocketAddr;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use bytes::Bytes;
use futures::executor::block_on;
use futures::{SinkExt, StreamExt};

use super::*;
use crate::driver::{Arrival, BoxSocket, Outgoing};
use crate::mock::VirtualClock;

mod answers;

const ANSWER: &str = r#"{"jsonrpc":"2.0","id":1,"result":"0x00"}"#;

/// Runs `serve` for each connection, with its number, on a thread of its own.
fn server(serve: impl Fn(usize, TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let serve = serve.clone();
            thread::spawn(move || serve(number, stream));
        }
    });
    address
}

/// Reads a whole POST; gives its body.
fn read_post(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let (_, length) = head.split_once("content-length: ").unwrap();
    let mut body = vec![0; length.split_once("\r\n").unwrap().0.parse().unwrap()];
    stream.read_exact(&mut body).ok()?;
    Some(body)
}

fn answer(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// A server that gives each POST this answer. It hangs up after it.
fn answering(answer: impl Into<Vec<u8>>) -> SocketAddr {
    let answer = answer.into();
    server(move |_, mut stream| {
        if read_post(&mut stream).is_some() {
            let _ = stream.write_all(&answer);
        }
    })
}

fn socket(address: SocketAddr, builder: HttpBuilder, reach: Reach) -> Result<BoxSocket, Error> {
    let mut settings = builder.settings.clone();
    settings.endpoints = vec![format!("http://{address}")];
    let mut connector = connector(&settings, Protocol::Http, reach, move |dialer| {
        Box::pin(open(dialer, builder.settings.max_message_size, builder.max_connections))
    });
    Ok(block_on(connector(0))?.socket)
}

fn to(address: SocketAddr) -> BoxSocket {
    socket(address, Http::builder(), Reach::Tcp).unwrap()
}

fn send(socket: &mut BoxSocket, id: u64) {
    let text = Bytes::from_static(br#"{"id":1,"method":"m"}"#);
    block_on(socket.send(Outgoing { id, text, deadline: None })).unwrap();
}

/// What comes for one frame: the answer, with the end of the frame behind it, or the frame's error.
fn ask(socket: &mut BoxSocket, id: u64) -> Result<Bytes, Error> {
    send(socket, id);
    receive(socket, id)
}

fn receive(socket: &mut BoxSocket, id: u64) -> Result<Bytes, Error> {
    let mut next = || block_on(socket.next()).expect("the socket goes on");
    let (answer, end) = match next()? {
        Arrival::Frame(frame) => (Some(frame), next()?),
        end => (None, end),
    };
    let Arrival::Lost { id: ended, error } = end else { panic!("one answer for one frame") };
    assert_eq!(ended, id);
    answer.ok_or(error)
}

/// A server that answers its first connections when it is told to, and refuses the next.
fn refusing_the_last(answered: usize) -> (SocketAddr, impl Fn()) {
    let (go, may_go) = channel();
    let may_go = Mutex::new(may_go);
    let address = server(move |number, mut stream| {
        if read_post(&mut stream).is_none() {
            return;
        }
        let text = if number < answered {
            let _ = may_go.lock().unwrap().recv();
            answer(ANSWER)
        } else {
            "HTTP/1.1 429 Slow down\r\nretry-after: 9\r\ncontent-length: 0\r\n\r\n".into()
        };
        let _ = stream.write_all(text.as_bytes());
    });
    (address, move || go.send(()).unwrap())
}

fn is_429(error: &Error) -> bool {
    let nine = Some(Duration::from_secs(9));
    matches!(error, Error::Refused { status: 429, retry_after, .. } if *retry_after == nine)
}

#[test]
fn a_server_that_wants_to_be_left_alone_is_after_what_is_under_way() {
    let (address, go) = refusing_the_last(2);
    let mut socket = to(address);
    for id in 1..=3 {
        send(&mut socket, id);
    }
    assert!(is_429(&receive(&mut socket, 3).unwrap_err()));
    // Nothing more is sent, and nothing that was is given up.
    let mut cx = Context::from_waker(Waker::noop());
    assert!(socket.as_mut().poll_ready(&mut cx).is_pending());
    assert!(socket.as_mut().poll_next(&mut cx).is_pending());
    go();
    go();
    for _ in 0..2 {
        let mut next = || block_on(socket.next()).unwrap().unwrap();
        assert!(matches!(next(), Arrival::Frame(text) if text == ANSWER));
        assert!(matches!(next(), Arrival::Lost { id: 1 | 2, .. }));
    }
    assert!(is_429(&block_on(socket.next()).unwrap().unwrap_err()));
    assert!(block_on(socket.next()).is_none());
}

#[test]
fn what_is_under_way_does_not_hold_the_end_up_for_ever() {
    let (address, _go) = refusing_the_last(1);
    let clock = VirtualClock::new();
    let builder = Http::builder().clock(Arc::new(clock.clone()));
    let mut socket = socket(address, builder, Reach::Tcp).unwrap();
    send(&mut socket, 1);
    send(&mut socket, 2);
    assert!(is_429(&receive(&mut socket, 2).unwrap_err()));
    let mut cx = Context::from_waker(Waker::noop());
    assert!(socket.as_mut().poll_next(&mut cx).is_pending());
    clock.advance(Duration::from_secs(2));
    let Poll::Ready(Some(Err(error))) = socket.as_mut().poll_next(&mut cx) else {
        panic!("the time is up");
    };
    assert!(is_429(&error));
}

/// A socket whose connections come from this channel; none means that it cannot be made.
fn fed(address: SocketAddr, builder: HttpBuilder, lines: Receiver<bool>) -> BoxSocket {
    let lines = Mutex::new(lines);
    let reach = Reach::asked(move |_, _| {
        let line = lines.lock().unwrap().try_recv().unwrap_or_default();
        async move {
            if line {
                async_net::TcpStream::connect(address).await
            } else {
                Err(io::Error::other("no more"))
            }
        }
    });
    socket(address, builder, reach).unwrap()
}

#[test]
fn an_endpoint_that_has_gone_ends_the_socket() {
    let end = "\r\nconnection: close\r\n\r\n";
    let address = answering(answer(ANSWER).replace("\r\n\r\n", end));
    let (line, lines) = channel();
    line.send(true).unwrap();
    let mut socket = fed(address, Http::builder(), lines);
    assert_eq!(ask(&mut socket, 1).unwrap(), ANSWER);
    let error = ask(&mut socket, 2).unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error}");
    let end = block_on(socket.next()).unwrap().unwrap_err();
    assert!(end.to_string().ends_with(": no more"), "{end}");
}

#[test]
fn an_endpoint_that_takes_no_further_connection_is_used_with_those_it_took() {
    let (go, may_go) = channel::<()>();
    let may_go = Mutex::new(may_go);
    let address = server(move |_, mut stream| {
        while read_post(&mut stream).is_some() {
            let _ = may_go.lock().unwrap().recv();
            let _ = stream.write_all(answer(ANSWER).as_bytes());
        }
    });
    let (line, lines) = channel();
    line.send(true).unwrap();
    let clock = VirtualClock::new();
    let mut socket = fed(address, Http::builder().clock(Arc::new(clock.clone())), lines);
    send(&mut socket, 1);
    let error = ask(&mut socket, 2).unwrap_err();
    assert!(matches!(error, Error::Connect { .. }), "{error}");
    // The next waits until the only connection is free.
    let mut cx = Context::from_waker(Waker::noop());
    assert!(socket.as_mut().poll_ready(&mut cx).is_pending());
    go.send(()).unwrap();
    assert_eq!(receive(&mut socket, 1).unwrap(), ANSWER);
    for id in 3..6 {
        go.send(()).unwrap();
        assert_eq!(ask(&mut socket, id).unwrap(), ANSWER);
    }
    // It may take more later.
    send(&mut socket, 6);
    assert!(socket.as_mut().poll_ready(&mut cx).is_pending());
    clock.advance(pool::WIDEN_AFTER);
    line.send(true).unwrap();
    drop(go);
    send(&mut socket, 7);
    let mut next = || block_on(socket.next()).unwrap().unwrap();
    let arrived = [next(), next(), next(), next()];
    let answers = arrived.iter().filter(|one| matches!(one, Arrival::Frame(_)));
    assert_eq!(answers.count(), 2, "{arrived:?}");
}

#[test]
fn an_answer_before_the_request_was_read_holds_nothing_up() {
    // The rest of the request would fill every buffer on the way.
    let address = server(|number, mut stream| {
        if number == 0 {
            let _ = stream.read(&mut [0; 100]);
            let refusal = "HTTP/1.1 413 Too large\r\ncontent-length: 0\r\n\r\n";
            let _ = stream.write_all(refusal.as_bytes());
            thread::park();
        }
        if read_post(&mut stream).is_some() {
            let _ = stream.write_all(answer(ANSWER).as_bytes());
        }
    });
    let mut socket = to(address);
    let text = Bytes::from(vec![b' '; 32 << 20]);
    block_on(socket.send(Outgoing { id: 1, text, deadline: None })).unwrap();
    let error = receive(&mut socket, 1).unwrap_err();

    assert!(matches!(error, Error::Refused { status: 413, .. }), "{error}");
    assert_eq!(ask(&mut socket, 2).unwrap(), ANSWER);
}

#[test]
fn no_more_frames_than_connections_are_taken() {
    let address = server(|_, mut stream| {
        let _ = read_post(&mut stream);
        thread::park();
    });
    let builder = Http::builder().max_connections(3);
    let mut socket = socket(address, builder, Reach::Tcp).unwrap();
    for id in 0..3 {
        send(&mut socket, id);
    }
    let mut cx = Context::from_waker(Waker::noop());
    assert!(socket.as_mut().poll_ready(&mut cx).is_pending());
    assert!(socket.as_mut().poll_next(&mut cx).is_pending());
    block_on(socket.close()).unwrap();
    assert!(block_on(socket.next()).is_none());
}

#[test]
fn a_server_that_never_answers_keeps_no_connection_for_ever() {
    let address = server(|number, mut stream| {
        while read_post(&mut stream).is_some() {
            if number < 2 {
                thread::park();
            }
            let _ = stream.write_all(answer(ANSWER).as_bytes());
        }
    });
    let clock = VirtualClock::new();
    let builder = Http::builder().max_connections(2).clock(Arc::new(clock.clone()));
    let mut socket = socket(address, builder, Reach::Tcp).unwrap();
    for id in 0..2 {
        let text = Bytes::from_static(b"{}");
        let deadline = Some(Duration::from_secs(60));
        block_on(socket.send(Outgoing { id, text, deadline })).unwrap();
    }
    let mut cx = Context::from_waker(Waker::noop());
    clock.advance(Duration::from_secs(59));
    assert!(socket.as_mut().poll_ready(&mut cx).is_pending());
    clock.advance(Duration::from_secs(1));
    assert!(socket.as_mut().poll_ready(&mut cx).is_ready());
    assert_eq!(ask(&mut socket, 2).unwrap(), ANSWER);
}
