//! Frames from a peer that may send anything, and what is made of the replies in them.

use core::time::Duration;

use bytes::Bytes;
use futures::executor::block_on;
use serde_json::value::RawValue;
use subwire::{BlockHash, Client};
use subwire_codec::AccountId;
use subwire_codec::subtensor::pallets::system::storage::ACCOUNT;
use subwire_transport::connection::{Action, Config, Connection, Event, Genesis, RequestId};
use subwire_transport::mock::Replay;
use subwire_transport::rpc::{self, Incoming};
use subwire_transport::{Error, Params, Reply, Request, Transport};

/// Frames, one a line, between which a caller asks, gives up and waits.
pub fn check(data: &[u8]) {
    let frame = Bytes::copy_from_slice(data);
    let _ = rpc::parse(&frame).map(|messages| messages.into_iter().for_each(read));
    if let Ok(text) = core::str::from_utf8(data) {
        let _ = Replay::from_json(text);
        if let Ok(params) = Params::from_json(text) {
            // What was taken for parameters makes a whole request.
            let request = rpc::request(1, "m", &params.null());
            serde_json::from_str::<&RawValue>(&request).expect("a request is JSON");
        }
    }
    converse(data);
}

/// A result is JSON again and reads as something or not at all.
fn read(message: Incoming) {
    let reply = match message {
        Incoming::Response { result: Ok(reply), .. } => reply,
        Incoming::Notification { params, .. } => params,
        other => return drop(other),
    };
    reply.read::<&RawValue>("JSON").expect("a result is JSON");
    if let Ok(Some(bytes)) = reply.hex_or_null() {
        assert_eq!(reply.as_json().len(), 4 + 2 * bytes.len());
    }
    let is_list = reply.as_json().starts_with(b"[");
    let client = Client::new(Parrot(reply));
    block_on(async {
        let Ok(at) = client.at(BlockHash::from([0x11; 32])).await else { return };
        let account = AccountId::from([0x22; 32]);
        if let Ok(found) = at.fetch_many(&ACCOUNT, [(account,), (account,)]).await {
            assert_eq!(found[0], found[1]);
        }
        let _ = at.fetch(&ACCOUNT, (account,)).await;
        if is_list {
            // Asks for hundreds of keys: slow, and in vain for any other answer.
            let _ = at.netuids().await;
        }
        let _ = client.at_head().await;
    });
}

/// Plays a connection: each line is a frame, its first byte says what the caller does before it.
fn converse(data: &[u8]) {
    let mut config = Config::default();
    config.max_in_flight = 3;
    config.max_queued_bytes = 300;
    config.genesis = Genesis::Unchecked;
    let mut connection = Connection::new(config, ["ws://a".to_string()], 1);
    let mut now = Duration::ZERO;
    let mut open: Vec<(u32, RequestId)> = Vec::new();
    let (mut tokens, mut ended) = (0, 0);
    for line in data.split(|byte| *byte == b'\n') {
        let deed = line.first().copied().unwrap_or_default();
        // Garbage ended the last socket; the next one is there when its time has come.
        connection.handle_timeout(now);
        if let Some(Action::Connect(_)) = connection.poll_action() {
            connection.handle_connected(now);
        }
        for _ in 0..deed % 4 {
            tokens += 1;
            match connection.request(now, Request::new("m", Params::new()), tokens) {
                Ok(id) => open.push((tokens, id)),
                Err((token, _)) => ended += u32::from(token == tokens),
            }
        }
        if deed & 4 != 0 {
            while connection.poll_transmit(now).is_some() {}
        }
        if deed & 8 != 0 {
            if let Some((token, id)) = open.pop() {
                // `None`: it has its outcome, which was counted then.
                ended += connection.cancel(id).map_or(0, |given| u32::from(given == token));
            }
        }
        if deed & 16 != 0 {
            now += Duration::from_secs(25);
            connection.handle_timeout(now);
        }
        let _ = connection.handle_frame(now, &Bytes::copy_from_slice(line));
        ended += outcomes(&mut connection);
    }
    connection.close(Error::closed("the end"));
    ended += outcomes(&mut connection);
    assert_eq!(ended, tokens, "each request has one outcome");
    assert!(connection.is_idle() && connection.poll_timeout().is_none());
    assert!(connection.poll_transmit(now).is_none());
}

fn outcomes(connection: &mut Connection<u32>) -> u32 {
    let events = core::iter::from_fn(|| connection.poll_event());
    events.filter(|event| matches!(event, Event::Ended { .. })).count() as u32
}

/// Answers everything with the same.
struct Parrot(Reply);

#[async_trait::async_trait]
impl Transport for Parrot {
    async fn send(&self, _: Request<'_>) -> Result<Reply, Error> {
        Ok(self.0.clone())
    }
}
