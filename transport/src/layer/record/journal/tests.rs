use std::io::Cursor;

use super::*;

/// A file in memory that takes so many bytes more and then no others.
struct Disk {
    data: Cursor<Vec<u8>>,
    room: Option<usize>,
    /// Whether nothing at all happens once it has no room: the process is gone.
    killed: bool,
}

impl Disk {
    fn new(text: &[u8]) -> Self {
        Self { data: Cursor::new(text.to_vec()), room: None, killed: false }
    }
}

impl Read for Disk {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.data.read(into)
    }
}

impl Write for Disk {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let len = self.room.map_or(from.len(), |room| room.min(from.len()));
        if len == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.room = self.room.map(|room| room - len);
        self.data.write(&from[..len])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.data.seek(to)
    }
}

impl Medium for Disk {
    fn truncate(&mut self, len: u64) -> io::Result<()> {
        if self.killed && self.room == Some(0) {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.data.get_mut().truncate(usize::try_from(len).unwrap());
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Journal<Disk> {
    fn text(&self) -> &[u8] {
        self.file.data.get_ref()
    }
}

fn exchange(number: usize) -> String {
    format!(r#"{{"method":"m","params":[{number}],"result":["é\"]}}",123{number}]}}"#)
}

/// The numbers of the exchanges in a recording that a `Replay` reads.
fn numbers(text: &[u8]) -> Vec<u64> {
    check(text).unwrap_or_else(|error| panic!("{error} in {}", String::from_utf8_lossy(text)));
    let json: serde_json::Value = serde_json::from_slice(text).unwrap();
    let exchanges = json["exchanges"].as_array().unwrap().iter();
    exchanges.map(|exchange| exchange["params"][0].as_u64().unwrap()).collect()
}

fn recorded(count: usize) -> Vec<u8> {
    let mut journal = Journal::open(Disk::new(b"")).unwrap();
    assert!(numbers(journal.text()).is_empty(), "also before anything has passed");
    for number in 0..count {
        journal.append(&exchange(number)).unwrap();
        assert_eq!(numbers(journal.text()).len(), number + 1);
    }
    journal.text().to_vec()
}

/// Opens what is left of a recording, adds exchange 9, and gives those that are there then.
fn reopened(text: &[u8]) -> Vec<u64> {
    let mut journal = Journal::open(Disk::new(text)).unwrap_or_else(|error| {
        panic!("{error} in {}", String::from_utf8_lossy(text));
    });
    let before = numbers(journal.text());
    journal.append(&exchange(9)).unwrap();
    let after = numbers(journal.text());
    assert_eq!(after, [&before[..], &[9]].concat());
    before
}

#[test]
fn a_recording_cut_anywhere_keeps_its_whole_exchanges() {
    let text = recorded(3);
    let ends: Vec<usize> = (0..3)
        .map(|number| {
            let whole = exchange(number);
            let at = text.windows(whole.len()).position(|window| window == whole.as_bytes());
            at.unwrap() + whole.len()
        })
        .collect();
    for cut in 0..=text.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(reopened(&text[..cut]), [0, 1, 2][..whole], "cut at {cut}");
    }
}

#[test]
fn a_write_torn_anywhere_loses_only_its_own_exchange() {
    let recordings: [&[u8]; 4] = [
        &recorded(0),
        &recorded(2),
        b"{\"name\": \"x\", \"exchanges\": [\n {\"method\": \"m\", \"params\": [0], \"result\": 1},
            {\"method\": \"m\", \"params\": [1], \"result\": 1} ],\n \"commit\": {\"a\": [1]}\n}\n\n",
        br#"{"exchanges":[{"method":"m","params":[0],"result":1}
                                         ]             }"#,
    ];
    for old in recordings {
        let mut room = 0;
        loop {
            let mut journal = Journal::open(Disk::new(old)).unwrap();
            (journal.file.room, journal.file.killed) = (Some(room), true);
            let written = journal.append(&exchange(2));
            let left = reopened(journal.text());
            assert!(left.starts_with(&numbers(old)), "{room} bytes written");
            if written.is_ok() {
                break;
            }
            room += 1;
        }
        assert!(room > exchange(2).len());
    }
}

#[test]
fn what_stands_behind_the_exchanges_stays_there() {
    let old = b"{\"exchanges\":[],\"commit\":\"x\"}";
    let mut journal = Journal::open(Disk::new(old)).unwrap();
    journal.append(&exchange(0)).unwrap();
    journal.append(&exchange(1)).unwrap();
    let json: serde_json::Value = serde_json::from_slice(journal.text()).unwrap();
    assert_eq!((&json["commit"], numbers(journal.text()).len()), (&"x".into(), 2));
}

#[test]
fn a_full_disk_costs_an_exchange_and_no_more() {
    let text = recorded(2);
    for room in 0..exchange(2).len() + TAIL.len() + 2 {
        let mut journal = Journal::open(Disk::new(&text)).unwrap();
        journal.file.room = Some(room);
        let error = journal.append(&exchange(2)).unwrap_err();
        assert!(!error.is_empty());
        // Without room for the old end either it is torn, as if the process had been killed.
        assert!(reopened(journal.text()).starts_with(&[0, 1]), "room for {room}");
        journal.file.room = None;
        journal.append(&exchange(3)).unwrap();
        assert_eq!(numbers(journal.text()), [0, 1, 3], "room for {room}");
    }
}

#[test]
fn what_is_no_recording_is_left_alone() {
    let long = format!("{{\"exchanges\":[]{}", "]".repeat(5000));
    let cases = [
        ("x", "unexpected JSON at byte 0: x"),
        ("[]", "unexpected JSON at byte 0"),
        ("{}", "expected value"),
        ("{\"name\": 1, \"exchanges\"", "ends before its exchanges"),
        ("{\"exchanges\": 1}", "unexpected JSON at byte 14: 1}"),
        (&long, "unexpected JSON at byte 15"),
        (r#"{"exchanges":[{"method":"m"}]}"#, "exchange 0: neither a result nor an error"),
        (r#"{"exchanges":[],"exchanges":[]}"#, "duplicate field"),
    ];
    for (text, reason) in cases {
        let error = Journal::open(Disk::new(text.as_bytes())).err().unwrap_or_default();
        assert!(error.contains(reason), "{text}: {error}");
    }
}
