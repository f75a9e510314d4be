//! WebSocket connections against servers that behave, and servers that do not.

#![cfg(feature = "websocket")]

mod support;

use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::io::Write;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::task::Wake;

use futures::executor::block_on;
use futures::future::{join_all, select};
use futures::{FutureExt, pin_mut, poll};
use serde_json::{Value, json};
use subwire_transport::mock::Chain;
use subwire_transport::{Error, Params, Reply, Transport, WebSocket, WebSocketBuilder};
use support::{Act, accept, serve, serve_transport};

fn to(url: impl Into<String>) -> WebSocketBuilder {
    WebSocket::builder().endpoint(url)
}

/// Runs `work` with a connection and no executor.
fn with<F: Future>(builder: WebSocketBuilder, work: impl FnOnce(WebSocket) -> F) -> F::Output {
    let (websocket, driver) = builder.build();
    block_on(driver.run(work(websocket)))
}

async fn ask(websocket: WebSocket) -> Result<Reply, Error> {
    websocket.request("m", Params::new()).await
}

fn reply(request: &Value, result: impl Into<Value>) -> Act {
    Act::Send(json!({ "jsonrpc": "2.0", "id": request["id"], "result": result.into() }).to_string())
}

#[test]
fn requests_are_answered() {
    let url = serve_transport(Chain::builder().name("here").storage([1], [2]).build());
    with(to(url), |websocket| async move {
        let name = websocket.request("system_chain", Params::new()).await.unwrap();
        assert_eq!(name.read::<&str>("a name").unwrap(), "here");
        let value = websocket.request("state_getStorage", Params::new().hex(&[1])).await.unwrap();
        assert_eq!(value.hex().unwrap(), [2]);
        let error = websocket.request("nonsense", Params::new()).await.unwrap_err();
        assert!(matches!(error, Error::Rpc(error) if error.code == -32601));
    });
}

#[test]
fn replies_out_of_order_find_their_requests() {
    // Answers in threes, last first, one of them in a batch.
    let waiting: Mutex<Vec<Value>> = Mutex::new(Vec::new());
    let url = serve(move |request| {
        let mut waiting = waiting.lock().unwrap();
        waiting.push(request);
        if waiting.len() < 3 {
            return Vec::new();
        }
        let frame = |request: &Value| json!({ "id": request["id"], "result": request["method"] });
        let [a, b, c] = [0, 1, 2].map(|i| frame(&waiting[i]));
        waiting.clear();
        vec![Act::Send(c.to_string()), Act::Send(json!([b, a]).to_string())]
    });
    with(to(url), |websocket| async move {
        let methods: Vec<String> = (0..300).map(|i| format!("method{i}")).collect();
        let requests = methods.iter().map(|method| websocket.request(method, Params::new()));
        for (result, method) in join_all(requests).await.into_iter().zip(&methods) {
            assert_eq!(result.unwrap().read::<&str>("its method").unwrap(), method);
        }
    });
}

#[test]
fn more_requests_than_may_be_in_flight() {
    let url = serve(|request| vec![reply(&request, 1)]);
    with(to(url).max_in_flight(7), |websocket| async move {
        let results = join_all((0..5000).map(|_| ask(websocket.clone()))).await;
        assert!(results.iter().all(Result::is_ok));
    });
}

#[test]
fn a_dropped_request_harms_no_other() {
    let url = serve(|request| match request["method"].as_str() {
        Some("never") => Vec::new(),
        _ => vec![reply(&request, 1)],
    });
    with(to(url).max_in_flight(1), |websocket| async move {
        for _ in 0..3 {
            // The first holds the only slot until it is dropped.
            let never = websocket.request("never", Params::new()).fuse();
            let queued = ask(websocket.clone()).fuse();
            pin_mut!(never, queued);
            futures::select_biased! {
                _ = never => panic!("nobody answers this"),
                _ = queued => panic!("it must wait for the slot"),
                () = async_yield().fuse() => {}
            }
        }
        ask(websocket).await.unwrap();
    });
}

/// Lets the driver have its turn a few times.
async fn async_yield() {
    for _ in 0..50 {
        let mut yielded = false;
        core::future::poll_fn(|cx| {
            cx.waker().wake_by_ref();
            if core::mem::replace(&mut yielded, true) { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

#[test]
fn garbage_ends_the_connection_for_everybody() {
    let url = serve(|_| vec![Act::Send("<html>no</html>".into())]);
    with(to(url), |websocket| async move {
        for result in join_all([ask(websocket.clone()), ask(websocket.clone())]).await {
            assert!(matches!(result, Err(Error::BadFrame { .. })), "{result:?}");
        }
        let later = ask(websocket).await.unwrap_err().to_string();
        assert!(later.starts_with("the node sent no JSON-RPC: "), "{later}");
    });
}

#[test]
fn a_lost_connection_says_so() {
    for lose in [|| Act::Close, || Act::Drop] {
        let url = serve(move |_| vec![lose()]);
        let error = with(to(url), ask).unwrap_err();
        assert!(matches!(error, Error::Closed { .. }) && error.is_retryable(), "{error}");
    }
}

#[test]
fn a_message_over_the_limit_is_refused() {
    let url = serve(|request| vec![reply(&request, "x".repeat(2000))]);
    let error = with(to(url).max_message_size(1000), ask).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[test]
fn a_silent_node_runs_into_the_timeout() {
    let url = serve(|_| Vec::new());
    let error = with(to(url).request_timeout(Duration::from_millis(30)), ask).unwrap_err();
    assert_eq!(error.to_string(), "no reply within 0.03 s");
}

/// Notes that it was woken, and nothing more.
struct Note(AtomicBool);

impl Wake for Note {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn a_request_that_times_out_makes_room_for_the_next() {
    // The node answers all but one, which holds the only slot until it has timed out. The driver
    // is polled where its task would be late, and from then on only when it was woken.
    const TIMEOUT: Duration = Duration::from_secs(1);
    let url = serve(|request| match request["method"].as_str() {
        Some("never") => Vec::new(),
        _ => vec![reply(&request, 1)],
    });
    let (websocket, mut driver) = to(url).max_in_flight(1).request_timeout(TIMEOUT).build();
    let note = Arc::new(Note(AtomicBool::new(false)));
    let waker = Waker::from(note.clone());
    let mut cx = Context::from_waker(&waker);
    let mut poll_driver = || assert!(driver.poll_unpin(&mut cx).is_pending());
    let mut asked = Context::from_waker(Waker::noop());

    let answered = ask(websocket.clone());
    let never = websocket.request("never", Params::new());
    let queued = ask(websocket.clone());
    pin_mut!(answered, never, queued);
    // Leaves an alarm behind that is set too early for the next.
    while answered.as_mut().poll(&mut asked).is_pending() {
        poll_driver();
    }
    std::thread::sleep(TIMEOUT / 2);
    assert!(never.as_mut().poll(&mut asked).is_pending());
    poll_driver();
    // That alarm has rung; the one for `never` is not set when it is due.
    std::thread::sleep(TIMEOUT * 3 / 4);
    poll_driver();
    assert!(queued.as_mut().poll(&mut asked).is_pending());
    std::thread::sleep(TIMEOUT / 2);
    note.0.store(false, Ordering::SeqCst);
    poll_driver();
    let result = loop {
        if let Poll::Ready(result) = queued.as_mut().poll(&mut asked) {
            break result;
        }
        if note.0.swap(false, Ordering::SeqCst) {
            poll_driver();
        }
    };
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn a_flood_of_empty_frames_holds_nobody_up() {
    // Pongs make no message: a poll that waits for one must end all the same.
    let address = accept(|stream| {
        let Ok(mut socket) = async_tungstenite::tungstenite::accept(stream) else { return };
        let pongs = [0x8a, 0].repeat(1 << 16);
        while socket.get_mut().write_all(&pongs).is_ok() {}
    });
    let builder = to(format!("ws://{address}")).request_timeout(Duration::from_millis(50));
    let error = with(builder, ask).unwrap_err();
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
}

#[test]
fn a_reply_that_came_before_the_end_counts() {
    let (read, was_read) = channel();
    let (go, may_go) = channel::<()>();
    let (read, may_go) = (Mutex::new(read), Mutex::new(may_go));
    let url = serve(move |request| {
        read.lock().unwrap().send(request["id"].clone()).unwrap();
        let _ = may_go.lock().unwrap().recv();
        vec![reply(&request, 1), Act::Drop]
    });
    let (websocket, mut driver) = to(url).build();
    block_on(async {
        let first;
        let answered = ask(websocket.clone());
        let unread = ask(websocket.clone());
        let unsent = ask(websocket.clone());
        pin_mut!(answered, unread, unsent);
        loop {
            assert!(poll!(&mut answered).is_pending() && poll!(&mut driver).is_pending());
            if let Ok(id) = was_read.try_recv() {
                first = id;
                break;
            }
        }
        // This one stays in the server's socket, which therefore resets the connection.
        assert!(poll!(&mut unread).is_pending() && poll!(&mut driver).is_pending());
        drop(go);
        std::thread::sleep(Duration::from_millis(100));
        // Sending fails now, but the answer is there to be read.
        assert!(poll!(&mut unsent).is_pending());
        let answers = driver.run(join_all([answered, unread, unsent])).await;
        assert!(answers.iter().all(Result::is_ok), "{answers:?}");
        assert!(!was_read.try_iter().any(|id| id == first), "it was asked again");
    });
}

#[test]
fn the_driver_ends_with_its_last_handle() {
    let url = serve(|request| vec![reply(&request, 1)]);
    let (websocket, driver) = to(url).build();
    let clone = websocket.clone();
    let work = async move {
        ask(websocket).await.unwrap();
        ask(clone).await.unwrap();
        core::future::pending::<()>().await;
    };
    // Both handles live in `work` and are dropped before it ends: the driver must notice.
    let both = async {
        pin_mut!(work, driver);
        match select(work, driver).await {
            futures::future::Either::Right((end, _)) => end,
            futures::future::Either::Left(_) => unreachable!("it is pending for ever"),
        }
    };
    block_on(both).unwrap();
}

#[test]
fn a_dropped_driver_ends_its_requests() {
    let url = serve(|_| Vec::new());
    let (websocket, driver) = to(url).build();
    drop(driver);
    let error = block_on(ask(websocket.clone())).unwrap_err();
    assert_eq!(error.to_string(), "connection closed: its driver was dropped");
    assert!(block_on(websocket.connected()).is_err());
}

#[test]
fn a_spawned_driver_serves_any_executor() {
    let url = serve(|request| vec![reply(&request, 1)]);
    let websocket = block_on(WebSocket::connect(&url)).unwrap();
    block_on(websocket.connected()).unwrap();
    block_on(ask(websocket.clone())).unwrap();
    smol::block_on(ask(websocket)).unwrap();
    assert!(block_on(WebSocket::connect("ws://127.0.0.1:1")).is_err());
}
