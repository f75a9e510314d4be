use futures::future::join;
use futures::{AsyncReadExt, AsyncWriteExt};

use super::*;

fn ends(clock: &VirtualClock, faults: &LinkFaults) -> (LinkStream, LinkStream) {
    let (_, client, server) = connect(clock, faults, Rng::with_seed(1));
    (client, server)
}

fn millis(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// All that comes, and how it ends.
async fn read(stream: &mut LinkStream) -> (Vec<u8>, Option<io::ErrorKind>) {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await;
    (bytes, end.err().map(|error| error.kind()))
}

#[test]
fn bytes_take_their_time_and_come_in_pieces() {
    let clock = VirtualClock::new();
    let faults = LinkFaults::none().latency(millis(100)).bytes_per_second(1000).pieces(2);
    let (mut client, mut server) = ends(&clock, &faults);
    clock.run(async {
        client.write_all(b"12345").await.unwrap();
        for (piece, arrival) in [("12", 102), ("34", 104), ("5", 105)] {
            let mut buffer = [0; 10];
            let len = server.read(&mut buffer).await.unwrap();
            assert_eq!(&buffer[..len], piece.as_bytes());
            assert_eq!(clock.now(), millis(arrival));
        }
        drop(client);
        assert_eq!(server.read(&mut [0]).await.unwrap(), 0);
        assert_eq!(clock.now(), millis(205));
    });
    assert_eq!(clock.alarms(), 0);
}

#[test]
fn jitter_changes_no_order() {
    let clock = VirtualClock::new();
    let faults = LinkFaults::none().jitter(millis(900)).pieces(1);
    let (mut client, mut server) = ends(&clock, &faults);
    let sent: Vec<u8> = (0..=255).collect();
    let received = clock.run(async {
        client.write_all(&sent).await.unwrap();
        client.close().await.unwrap();
        read(&mut server).await
    });
    assert_eq!(received, (sent, None));
    assert!(clock.now() > millis(800) && clock.now() < millis(1800), "{clock:?}");
}

#[test]
fn a_writer_waits_for_room() {
    let clock = VirtualClock::new();
    let (mut client, mut server) = ends(&clock, &LinkFaults::none());
    let sent = vec![7; 5 * CAPACITY];
    let mut cx = Context::from_waker(Waker::noop());
    let poll = Pin::new(&mut client).poll_write(&mut cx, &sent);
    assert!(matches!(poll, Poll::Ready(Ok(CAPACITY))));
    assert!(Pin::new(&mut client).poll_write(&mut cx, &sent).is_pending());
    let send = async {
        client.write_all(&sent).await.unwrap();
        drop(client);
    };
    let ((), (received, end)) = clock.run(join(send, read(&mut server)));
    assert_eq!((received.len(), end), (6 * CAPACITY, None));
}

#[test]
fn a_connection_breaks_after_exactly_so_many_bytes() {
    for at in 0..=6 {
        for (how, end) in [(Break::Close, None), (Break::Cut, Some(io::ErrorKind::ConnectionReset))]
        {
            let clock = VirtualClock::new();
            let faults = LinkFaults::none().latency(millis(1)).sent(at, how);
            let (mut client, mut server) = ends(&clock, &faults);
            clock.run(async {
                let _ = server.write_all(b"ab").await;
                let sent = client.write_all(b"123456").await;
                // At the sixth byte all was written before it broke.
                assert_eq!(sent.is_err(), at < 6, "{at}");
                let at = usize::try_from(at).unwrap();
                assert_eq!(read(&mut server).await, (b"123456"[..at].to_vec(), end));
                let answer: &[u8] = if at == 0 { b"" } else { b"ab" };
                assert_eq!(read(&mut client).await, (answer.to_vec(), end), "{at}");
            });
        }
    }
}

#[test]
fn a_line_that_hangs_swallows_everything_and_says_nothing() {
    let clock = VirtualClock::new();
    let (mut client, mut server) = ends(&clock, &LinkFaults::none().received(3, Break::Hang));
    clock.run(async {
        server.write_all(b"12345").await.unwrap();
        client.write_all(&[0; 4 * CAPACITY]).await.unwrap();
        drop(server);
        let mut buffer = [0; 3];
        client.read_exact(&mut buffer).await.unwrap();
        assert_eq!(&buffer, b"123");
    });
    let mut cx = Context::from_waker(Waker::noop());
    assert!(Pin::new(&mut client).poll_read(&mut cx, &mut [0]).is_pending());
}

#[test]
fn garbage_comes_between() {
    let clock = VirtualClock::new();
    let faults = LinkFaults::none().received(2, Break::Garbage(5));
    let (mut client, mut server) = ends(&clock, &faults);
    let (received, _) = clock.run(async {
        server.write_all(b"1234").await.unwrap();
        drop(server);
        read(&mut client).await
    });
    assert_eq!((&received[..2], &received[7..]), (&b"12"[..], &b"34"[..]));
}

#[test]
fn an_end_that_is_told_late_is_heard_by_who_waits() {
    let clock = VirtualClock::new();
    let (link, mut client, _server) = connect(&clock, &LinkFaults::none(), Rng::with_seed(1));
    clock.run(async {
        let breaks = async {
            clock.sleep(millis(10)).await;
            link.break_now(Break::Cut);
        };
        let ((), (_, end)) = join(breaks, read(&mut client)).await;
        assert_eq!(end, Some(io::ErrorKind::ConnectionReset));
    });
}
