//! `subwire decode`: JSON lines with raw bytes in, JSON lines with values out.

use std::borrow::Cow;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::json;
use subwire::codec::Metadata;
use subwire::codec::schema::ReadError;
use subwire::codec::storage_key::{StorageKeyError, StorageKeyErrorKind};

use crate::Failure;
use crate::output::ACCOUNTS;

/// A line may be this long: the hex of 128 MiB.
const MAX_LINE: u64 = 256 << 20;

/// Answers each line of stdin with one on stdout.
pub(crate) fn run(metadata: &Path) -> Result<(), Failure> {
    let decoder = Decoder { metadata: read_metadata(metadata)? };
    let outcome = decoder.answer_all(io::stdin().lock(), io::stdout().lock());
    match outcome {
        // A reader that has seen enough and closes the pipe is no failure.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure { status: 1, message: format!("cannot read or answer a line: {error}") })
        }
        _ => Ok(()),
    }
}

/// Reads a file of metadata: its bytes, or their hex behind `0x`.
pub(crate) fn read_metadata(file: &Path) -> Result<Metadata, Failure> {
    let name = file.display();
    let bytes = read_bytes(file)?;
    Metadata::decode(&bytes).map_err(|error| Failure::arguments(format!("{name}: {error}")))
}

/// Reads a file of bytes, or of their hex behind `0x`.
pub(crate) fn read_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let name = file.display();
    let read = fs::read(file).map_err(|error| Failure::arguments(format!("{name}: {error}")))?;
    match core::str::from_utf8(&read).map(str::trim) {
        Ok(text) if text.starts_with("0x") => {
            hex(text).map_err(|error| Failure::arguments(format!("{name}: {}", error.message)))
        }
        _ => Ok(read),
    }
}

struct Decoder {
    metadata: Metadata,
}

/// What a line asks for; each kind has its own fields.
#[derive(Deserialize)]
struct Request<'l> {
    #[serde(borrow)]
    kind: Cow<'l, str>,
    key: Option<String>,
    call: Option<String>,
    id: Option<u32>,
    raw: Option<String>,
}

/// Why there is no value.
#[derive(Serialize)]
struct Refusal {
    offset: usize,
    path: String,
    message: String,
}

impl Refusal {
    /// A line that asks for nothing that could be answered.
    fn request(message: impl ToString) -> Self {
        Self { offset: 0, path: String::new(), message: message.to_string() }
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self {
            offset: error.offset(),
            path: error.path().to_string(),
            message: error.fault().to_string(),
        }
    }
}

impl From<StorageKeyError> for Refusal {
    fn from(error: StorageKeyError) -> Self {
        let (offset, path) = match error.kind() {
            StorageKeyErrorKind::Bytes { error, .. } => (error.offset(), error.path()),
            StorageKeyErrorKind::End { offset, .. }
            | StorageKeyErrorKind::Hash { offset, .. }
            | StorageKeyErrorKind::Trailing { offset, .. } => (*offset, ""),
            _ => (0, ""),
        };
        Self { offset, path: path.to_string(), message: error.to_string() }
    }
}

impl Decoder {
    fn answer_all(&self, input: impl Read, output: impl Write) -> io::Result<()> {
        let (mut input, mut output) = (BufReader::new(input), BufWriter::new(output));
        let mut line = Vec::new();
        let mut answer = Vec::new();
        loop {
            line.clear();
            if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
                return output.flush();
            }
            answer.clear();
            if line.len() as u64 == MAX_LINE && line.last() != Some(&b'\n') {
                skip_line(&mut input)?;
                refuse(Refusal::request("the line is too long"), &mut answer);
            } else if line.trim_ascii().is_empty() {
                continue;
            } else if let Err(refusal) = self.answer(&line, &mut answer) {
                answer.clear();
                refuse(refusal, &mut answer);
            }
            answer.push(b'\n');
            output.write_all(&answer)?;
            if input.buffer().is_empty() {
                // Who asks one thing after another waits for this answer.
                output.flush()?;
            }
        }
    }

    fn answer(&self, line: &[u8], answer: &mut Vec<u8>) -> Result<(), Refusal> {
        let request: Request<'_> = serde_json::from_slice(line).map_err(Refusal::request)?;
        match &*request.kind {
            "storage" => self.storage(&request, answer),
            "runtime_call" => self.runtime_call(&request, answer),
            "type" => {
                let id = request.id.ok_or_else(|| missing("id"))?;
                self.value(id, &request.bytes()?, answer)
            }
            "extrinsic" => {
                let raw = request.bytes()?;
                let extrinsic = self.metadata.decode_extrinsic(&raw)?;
                answer.extend_from_slice(extrinsic.to_json(ACCOUNTS)?.as_bytes());
                Ok(())
            }
            "events" => {
                let raw = request.bytes()?;
                let events = self.metadata.decode_events(&raw)?;
                answer.extend_from_slice(events.to_json(ACCOUNTS)?.as_bytes());
                Ok(())
            }
            kind => Err(Refusal::request(format!(
                "kind {kind:?} is not one of storage, runtime_call, type, extrinsic, events"
            ))),
        }
    }

    fn storage(&self, request: &Request<'_>, answer: &mut Vec<u8>) -> Result<(), Refusal> {
        let key = hex(request.key.as_deref().ok_or_else(|| missing("key"))?)?;
        let key = self.metadata.decode_key(&key)?;
        let item = key.item();
        let stored = request.raw.as_deref().map(hex).transpose()?;
        let args = key.to_json(ACCOUNTS)?.unwrap_or_else(|| "null".into());
        let (pallet, name) = (json!(item.pallet()), json!(item.name()));
        write!(answer, "{{\"pallet\":{pallet},\"item\":{name},\"args\":{args},\"value\":")
            .map_err(Refusal::request)?;
        match item.stored_or_default(stored.as_deref()) {
            Some(value) => self.json(item.value(), value, answer)?,
            None => answer.extend_from_slice(b"null"),
        }
        answer.push(b'}');
        Ok(())
    }

    fn value(&self, ty: u32, raw: &[u8], answer: &mut Vec<u8>) -> Result<(), Refusal> {
        answer.extend_from_slice(b"{\"value\":");
        self.json(ty, raw, answer)?;
        answer.push(b'}');
        Ok(())
    }

    fn json(&self, ty: u32, raw: &[u8], answer: &mut Vec<u8>) -> Result<(), Refusal> {
        Ok(self.metadata.schema().write_json(ty, raw, ACCOUNTS, answer)?)
    }

    fn runtime_call(&self, request: &Request<'_>, answer: &mut Vec<u8>) -> Result<(), Refusal> {
        let call = request.call.as_deref().ok_or_else(|| missing("call"))?;
        let method = call
            .split_once('_')
            .and_then(|(api, method)| self.metadata.api_method(api, method))
            .ok_or_else(|| Refusal::request(self.unknown_call(call)))?;
        let raw = request.bytes()?;
        let output = self.metadata.call_output(&method, &raw)?;
        self.value(output.ty(), output.bytes(), answer)
    }

    fn unknown_call(&self, call: &str) -> String {
        if self.metadata.describes_apis() {
            format!("the metadata has no runtime call {call:?}")
        } else {
            format!("metadata of version {} describes no runtime calls", self.metadata.version())
        }
    }
}

impl Request<'_> {
    fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        hex(self.raw.as_deref().ok_or_else(|| missing("raw"))?)
    }
}

fn missing(field: &str) -> Refusal {
    Refusal::request(format!("{field:?} is missing or null"))
}

/// Bytes as hex, with `0x` or without.
fn hex(text: &str) -> Result<Vec<u8>, Refusal> {
    const_hex::decode(text).map_err(|error| Refusal::request(format!("not hex: {error}")))
}

/// Reads up to the end of a line, and keeps nothing.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let len = end.map_or(buffer.len(), |end| end + 1);
        input.consume(len);
        if end.is_some() {
            return Ok(());
        }
    }
}

fn refuse(refusal: Refusal, answer: &mut Vec<u8>) {
    #[derive(Serialize)]
    struct Error {
        error: Refusal,
    }
    // Numbers and texts: neither they nor the memory they are written to can refuse.
    let _ = serde_json::to_writer(answer, &Error { error: refusal });
}
