//! Answers that are cut, too long or none.

use super::*;

#[test]
fn an_answer_that_is_cut_at_any_byte_is_lost_and_nothing_else() {
    let whole = answer(ANSWER);
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        &ANSWER[..5],
        ANSWER.len() - 5,
        &ANSWER[5..]
    );
    for whole in [whole, chunked] {
        let length = whole.len();
        let address = server(move |number, mut stream| {
            if read_post(&mut stream).is_some() {
                let _ =
                    stream.write_all(whole.as_bytes().get(..number).unwrap_or(whole.as_bytes()));
            }
        });
        // One connection after the other, each of which is cut one byte later.
        let mut socket = to(address);
        for end in 0..length {
            let error = ask(&mut socket, end as u64).unwrap_err();
            assert!(
                matches!(error, Error::Closed { .. }) && error.is_retryable(),
                "{end}: {error}"
            );
        }
        assert_eq!(ask(&mut socket, 0).unwrap(), ANSWER);
    }
}

#[test]
fn a_connection_that_was_closed_while_it_stood_idle_is_replaced() {
    let (closed, has_closed) = channel();
    let closed = Mutex::new(closed);
    let address = server(move |_, mut stream| {
        if read_post(&mut stream).is_some() {
            let _ = stream.write_all(answer(ANSWER).as_bytes());
        }
        drop(stream);
        closed.lock().unwrap().send(()).unwrap();
    });
    let mut socket = to(address);
    for id in 0..20 {
        assert_eq!(ask(&mut socket, id).unwrap(), ANSWER);
        has_closed.recv().unwrap();
    }
}

#[test]
fn lengths_that_lie() {
    for (lie, lost) in [
        (format!("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{ANSWER}"), "closed"),
        (format!("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{ANSWER}"), "no JSON-RPC"),
        (
            format!("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{ANSWER}"),
            "no JSON-RPC",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-length: 9999999999999999\r\n\r\n".into(),
            "too large: more than 268435456 bytes",
        ),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n".into(), "closed"),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n".into(),
            "closed",
        ),
    ] {
        let error = ask(&mut to(answering(lie.clone())), 1).unwrap_err().to_string();
        assert!(error.contains(lost), "{lie}: {error}");
    }
    // What comes after an answer belongs to nobody, and its connection serves nobody else.
    let address = server(|_, mut stream| {
        while read_post(&mut stream).is_some() {
            let _ = stream.write_all((answer(ANSWER) + "HTTP/1.1 200 OK\r\n\r\nmore").as_bytes());
        }
    });
    let mut socket = to(address);
    for id in 0..5 {
        assert_eq!(ask(&mut socket, id).unwrap(), ANSWER);
    }
}

#[test]
fn answers_over_the_limit() {
    let limited = || Http::builder().max_message_size(100);
    let long = format!("\"{}\"", "x".repeat(100));
    let chunk = format!("{:x}\r\n{}\r\n", 60, "x".repeat(60));
    let chunks =
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}", chunk.repeat(9));
    for too_long in [answer(&long), chunks] {
        let mut socket = socket(answering(too_long), limited(), Reach::Tcp).unwrap();
        let error = ask(&mut socket, 1).unwrap_err();
        assert!(matches!(error, Error::TooLarge { .. }), "{error}");
    }
    let just = answer(&long[2..]);
    assert!(ask(&mut socket(answering(just), limited(), Reach::Tcp).unwrap(), 1).is_ok());
}

#[test]
fn heads_over_the_limit() {
    let long = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(1000));
    for head in [long, many, "SSH-2.0-OpenSSH\r\n\r\n".into()] {
        let error = ask(&mut to(answering(head)), 1).unwrap_err();
        assert!(matches!(error, Error::BadFrame { .. }), "{error}");
    }
}

#[test]
fn statuses_that_lose_one_frame() {
    for (status, note) in [
        ("204 No Content", "204"),
        (
            "301 Moved\r\nlocation: http://elsewhere.example",
            "301 (it points elsewhere, where nobody follows)",
        ),
        ("401 No", "401 (credentials wanted)"),
        ("403 No", "403 (credentials wanted)"),
        ("404 No", "404"),
        ("500 Oh", "500"),
    ] {
        let address = server(move |_, mut stream| {
            while let Some(body) = read_post(&mut stream) {
                let refusal = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
                let text = if body == b"good" { answer(ANSWER) } else { refusal };
                let _ = stream.write_all(text.as_bytes());
            }
        });
        let mut socket = to(address);
        let error = ask(&mut socket, 7).unwrap_err();
        assert!(matches!(error, Error::Refused { .. }), "{error}");
        assert!(error.to_string().ends_with(note), "{error}");
        block_on(socket.send(Outgoing { id: 8, text: "good".into(), deadline: None })).unwrap();
        assert_eq!(receive(&mut socket, 8).unwrap(), ANSWER);
    }
}

#[test]
fn what_is_no_answer() {
    let nameless = r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error"}}"#;
    let error = ask(&mut to(answering(answer(nameless))), 1).unwrap_err();
    assert!(matches!(&error, Error::Rpc(error) if error.code == -32700), "{error}");
    let gzip = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n\x1f\x00";
    let error = ask(&mut to(answering(gzip)), 1).unwrap_err();
    assert!(matches!(error, Error::BadFrame { .. }), "{error}");
    assert!(error.to_string().contains("gzip"), "{error}");
}
