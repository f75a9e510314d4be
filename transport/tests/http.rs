//! HTTP against servers that behave, and servers that do not.

#![cfg(feature = "http")]

mod support;

use core::sync::atomic::{AtomicUsize, Ordering};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Mutex};

use futures::executor::block_on;
use futures::future::join_all;
use serde_json::Value;
use subwire_transport::mock::Chain;
use subwire_transport::{Error, Http, HttpBuilder, Params, Reply, Request, Subscribe, Transport};
use support::{accept, header, read_head};

/// A server that answers each POST with what `answer` makes of its head and its JSON, whole with
/// status and headers, until that is empty. Gives its URL and how many connections it has had.
fn serve(
    answer: impl Fn(&str, Value) -> String + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    let address = accept(move |mut stream| {
        counted.fetch_add(1, Ordering::SeqCst);
        while let Some((head, request)) = read_request(&mut stream) {
            let answer = match support::genesis(&request) {
                Some(answer) => ok(&answer),
                None => answer(&head, request),
            };
            if answer.is_empty() || stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
        }
    });
    (format!("http://{address}"), connections)
}

fn read_request(stream: &mut TcpStream) -> Option<(String, Value)> {
    let head = read_head(stream)?;
    let mut body = vec![0; header(&head, "content-length")?.parse().ok()?];
    stream.read_exact(&mut body).ok()?;
    Some((head, serde_json::from_slice(&body).expect("the client sends JSON")))
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

fn result(request: &Value, result: &str) -> String {
    format!(r#"{{"jsonrpc":"2.0","id":{},"result":{result}}}"#, request["id"])
}

fn to(url: impl Into<String>) -> HttpBuilder {
    Http::builder().endpoint(url)
}

/// Runs `work` with connections and no executor.
fn with<F: Future>(builder: HttpBuilder, work: impl FnOnce(Http) -> F) -> F::Output {
    let (http, driver) = builder.build();
    block_on(driver.run(work(http)))
}

async fn ask(http: Http) -> Result<Reply, Error> {
    http.request("m", Params::new()).await
}

#[test]
fn requests_are_answered_by_one_connection() {
    let chain = Chain::builder().name("here").storage([1], [2]).build();
    let (url, connections) = serve(move |_, request| ok(&support::answer(&chain, &request)));
    with(to(url), |http| async move {
        http.connected().await.unwrap();
        for _ in 0..100 {
            let name = http.request("system_chain", Params::new()).await.unwrap();
            assert_eq!(name.read::<&str>("a name").unwrap(), "here");
        }
        let value = http.request("state_getStorage", Params::new().hex(&[1])).await.unwrap();
        assert_eq!(value.hex().unwrap(), [2]);
        let error = http.request("nonsense", Params::new()).await.unwrap_err();
        assert!(matches!(error, Error::Rpc(error) if error.code == -32601));
    });
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[test]
fn several_requests_have_several_connections() {
    // Nobody is answered before three have asked.
    let all = Barrier::new(3);
    let (url, connections) = serve(move |_, request| {
        all.wait();
        ok(&result(&request, "1"))
    });
    with(to(url).max_connections(3), |http| async move {
        for _ in 0..4 {
            let results = join_all((0..9).map(|_| ask(http.clone()))).await;
            assert!(results.iter().all(Result::is_ok));
        }
    });
    assert_eq!(connections.load(Ordering::SeqCst), 3);
}

/// Asks for some methods in one batch; a result is its method.
async fn batch(http: Http, methods: &[&str]) -> Vec<String> {
    let requests = methods.iter().map(|method| Request::new(method, Params::new())).collect();
    let results = http.batch(requests).await.unwrap();
    let results = results.into_iter().map(|result| match result {
        Ok(reply) => reply.read::<String>("a method").unwrap(),
        Err(error) => error.to_string(),
    });
    results.collect()
}

/// A server that notes the methods of each POST and answers with what `answer` makes of them.
fn noting(
    answer: impl Fn(&[Value]) -> String + Send + Sync + 'static,
) -> (String, Arc<Mutex<Vec<Vec<String>>>>) {
    let posts = Arc::new(Mutex::new(Vec::new()));
    let noted = posts.clone();
    let (url, _) = serve(move |_, request| {
        let requests = request.as_array().cloned().unwrap_or_else(|| vec![request]);
        let methods = requests.iter().map(|one| one["method"].as_str().unwrap().to_owned());
        noted.lock().unwrap().push(methods.collect());
        ok(&answer(&requests))
    });
    (url, posts)
}

fn echo(request: &Value) -> String {
    result(request, &request["method"].to_string())
}

#[test]
fn a_batch_is_one_post() {
    let (url, posts) = noting(|requests| {
        // In another order than they came in.
        let answers: Vec<_> = requests.iter().rev().map(echo).collect();
        format!("[{}]", answers.join(","))
    });
    let results = with(to(url), |http| async move { batch(http, &["a", "b", "c"]).await });
    assert_eq!(results, ["a", "b", "c"]);
    assert_eq!(*posts.lock().unwrap(), [["a", "b", "c"]]);
}

#[test]
fn what_an_answer_leaves_out_is_asked_for_again() {
    let (url, posts) = noting(|requests| {
        let answers: Vec<_> = requests.iter().take(2).map(echo).collect();
        format!("[{}]", answers.join(","))
    });
    let results = with(to(url), |http| async move {
        batch(http, &["a", "author_submitExtrinsic", "b", "author_submitExtrinsic"]).await
    });
    assert_eq!(results[..3], ["a", "author_submitExtrinsic", "b"]);
    assert!(results[3].contains("the outcome of author_submitExtrinsic is unknown"), "{results:?}");
    let submitted =
        posts.lock().unwrap().concat().into_iter().filter(|one| one != "a" && one != "b");
    assert_eq!(submitted.count(), 2);
}

#[test]
fn one_error_without_an_id_does_not_hide_the_other_answers() {
    let nameless =
        r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid request"}}"#;
    let (url, _) = noting(move |requests| match requests {
        [only] => echo(only),
        [first, ..] => format!("[{},{nameless}]", echo(first)),
        [] => unreachable!(),
    });
    let results =
        with(to(url), |http| async move { batch(http, &["author_submitExtrinsic", "a"]).await });
    assert_eq!(results, ["author_submitExtrinsic", "a"]);
}

#[test]
fn what_is_asked_for() {
    let (seen, heads) = channel();
    let seen = Mutex::new(seen);
    let (url, _) = serve(move |head, request| {
        let _ = seen.lock().unwrap().send(head.to_string());
        ok(&result(&request, "1"))
    });
    let builder = to(format!("{url}/path?key=1"))
        .header("Authorization", "Bearer secret")
        .header("user-agent", "mine");
    assert!(!format!("{builder:?}").contains("secret"), "{builder:?}");
    with(builder, ask).unwrap();
    let head = heads.recv().unwrap();
    assert!(head.starts_with("POST /path?key=1 HTTP/1.1\r\n"), "{head}");
    for (name, value) in [
        ("host", Some(url.trim_start_matches("http://"))),
        ("authorization", Some("Bearer secret")),
        ("user-agent", Some("mine")),
        ("content-type", Some("application/json")),
        ("accept", Some("application/json")),
        // Answers come as they are.
        ("accept-encoding", None),
    ] {
        assert_eq!(header(&head, name), value, "{name}");
    }
}

#[test]
fn answers_in_chunks() {
    let (url, connections) = serve(|_, request| {
        let mut answer = String::from("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        for c in result(&request, "\"0x0102\"").chars() {
            answer.push_str(&format!("1;x=y\r\n{c}\r\n"));
        }
        answer + "0\r\nx-trailer: 1\r\n\r\n"
    });
    with(to(url), |http| async move {
        http.connected().await.unwrap();
        for _ in 0..3 {
            assert_eq!(ask(http.clone()).await.unwrap().hex().unwrap(), [1, 2]);
        }
    });
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[test]
fn an_answer_that_ends_with_its_connection() {
    let address = accept(|mut stream| {
        let Some((_, request)) = read_request(&mut stream) else { return };
        let answer = support::genesis(&request).unwrap_or_else(|| result(&request, "7"));
        let _ = write!(stream, "HTTP/1.1 200 OK\r\n\r\n{answer}");
    });
    with(to(format!("http://{address}")), |http| async move {
        for _ in 0..3 {
            assert_eq!(ask(http.clone()).await.unwrap().read::<u8>("a number").unwrap(), 7);
        }
    });
}

#[test]
fn a_server_that_keeps_no_connection_alive() {
    let (url, connections) = serve(|_, request| {
        ok(&result(&request, "1")).replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n")
    });
    with(to(url), |http| async move {
        for _ in 0..5 {
            ask(http.clone()).await.unwrap();
        }
    });
    assert!(connections.load(Ordering::SeqCst) >= 5);
}

#[test]
fn a_status_beside_the_nodes_own_error() {
    for status in [400, 404, 500] {
        let (url, _) = serve(move |_, request| {
            let id = &request["id"];
            let error =
                format!(r#"{{"jsonrpc":"2.0","id":{id},"error":{{"code":-1,"message":"m"}}}}"#);
            ok(&error).replace("200 OK", &format!("{status} No"))
        });
        let error = with(to(url), ask).unwrap_err();
        assert!(matches!(&error, Error::Rpc(error) if error.code == -1), "{status}: {error}");
    }
}

#[test]
fn there_are_no_subscriptions() {
    let (url, _) = serve(|_, _| String::new());
    let heads = Subscribe::new("chain_subscribeNewHeads", Params::new(), "chain_unsubscribe");
    let error = with(to(url), |http| async move { http.subscribe(heads).await.unwrap_err() });
    let wanted = "not possible here: chain_subscribeNewHeads: there are no subscriptions over HTTP, \
                  a WebSocket has them";
    assert_eq!(error.to_string(), wanted);
}

#[test]
fn an_endpoint_that_cannot_be() {
    let (good, _) = serve(|_, request| ok(&result(&request, "1")));
    for (builder, reason) in [
        (Http::builder(), "endpoint \"\": none was given"),
        (
            to("ws://localhost"),
            "ws:// is not supported by Http, http:// and https:// are; WebSocket",
        ),
        (to(&good).endpoint("nonsense"), "no scheme"),
        (to(&good).header("transfer-encoding", "x"), "is the connection's own"),
    ] {
        let error = with(builder, ask).unwrap_err();
        assert!(matches!(error, Error::Endpoint { .. }), "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = block_on(Http::connect(&format!("http://127.0.0.1:{port}"))).unwrap_err();
    assert!(matches!(error, Error::Connect { .. }) && error.is_retryable(), "{error}");
}

#[test]
fn spawned_drivers_and_sockets_from_the_caller() {
    let (url, _) = serve(|_, request| ok(&result(&request, "1")));
    let http = block_on(Http::connect(&url)).unwrap();
    block_on(http.connected()).unwrap();
    block_on(ask(http.clone())).unwrap();
    smol::block_on(ask(http)).unwrap();

    let address = url.trim_start_matches("http://").to_string();
    let (http, driver) = to("http://node.example").build_with(move |host, port| {
        assert_eq!((host.as_str(), port), ("node.example", 80));
        smol::net::TcpStream::connect(address.clone())
    });
    block_on(driver.run(ask(http))).unwrap();
}
