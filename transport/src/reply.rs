//! The result of a request, still as the JSON text that came.

use core::fmt;

use alloc::vec::Vec;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::Error;
use crate::error::{excerpt, flaw};

/// How many bytes of a frame a piece of it may keep in memory that are not its own. What comes with
/// more around it is copied: a few small pieces would else keep as many of the largest frames.
const MAX_AROUND: usize = 4096;

/// The result of a request: a piece of the frame that brought it, not decoded, and not copied unless
/// it is a small piece of a large frame.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    json: Bytes,
}

impl Reply {
    /// A reply with this JSON text. That it is JSON shows when it is read.
    #[must_use]
    pub fn from_json(json: impl Into<Bytes>) -> Self {
        Self { json: json.into() }
    }

    /// The JSON text.
    #[must_use]
    pub fn as_json(&self) -> &[u8] {
        &self.json
    }

    /// A piece of a frame, which was found by reading it.
    pub(crate) fn piece(frame: &Bytes, raw: &RawValue) -> Self {
        let raw = raw.get().as_bytes();
        if frame.len() - raw.len() > MAX_AROUND {
            return Self { json: Bytes::copy_from_slice(raw) };
        }
        Self { json: frame.slice_ref(raw) }
    }

    /// A piece of this reply's text, which was found by reading it.
    pub(crate) fn part(&self, raw: &RawValue) -> Self {
        Self::piece(&self.json, raw)
    }

    /// Whether the reply is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self.json == *b"null"
    }

    /// Reads any value; strings and raw values may be borrowed from the reply.
    ///
    /// # Errors
    ///
    /// [`Error::BadReply`] where the reply is not of that form.
    pub fn read<'a, T: Deserialize<'a>>(&'a self, wanted: &'static str) -> Result<T, Error> {
        serde_json::from_slice(&self.json)
            .map_err(|error| Error::bad_reply(wanted, flaw(&error, &self.json)))
    }

    /// Reads a string of hex digits behind `0x`, straight from the frame's text to bytes.
    ///
    /// # Errors
    ///
    /// [`Error::BadReply`] where the reply is something else.
    pub fn hex(&self) -> Result<Vec<u8>, Error> {
        let text = self.json.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\""));
        let bytes = text.and_then(read_hex);
        bytes.ok_or_else(|| Error::bad_reply("hex bytes", format!("found {}", excerpt(&self.json))))
    }

    /// Reads hex as [`hex`](Self::hex) does, or `null`.
    ///
    /// # Errors
    ///
    /// [`Error::BadReply`] where the reply is something else.
    pub fn hex_or_null(&self) -> Result<Option<Vec<u8>>, Error> {
        if self.is_null() { Ok(None) } else { self.hex().map(Some) }
    }
}

/// Reads hex digits behind exactly one `0x`.
#[must_use]
pub fn read_hex(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_prefix(b"0x")?;
    // The decoder would pass over a second prefix.
    if digits.starts_with(b"0x") {
        return None;
    }
    const_hex::decode(digits).ok()
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({})", excerpt(&self.json))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_is_read_or_refused() {
        assert_eq!(Reply::from_json(r#""0x01Ff""#).hex().unwrap(), [1, 255]);
        assert!(Reply::from_json(r#""0x""#).hex().unwrap().is_empty());
        assert_eq!(Reply::from_json("null").hex_or_null().unwrap(), None);
        for bad in [
            "",
            "\"",
            "null",
            "\"01\"",
            "\"0x1\"",
            "\"0x0g\"",
            "\"0x\\u0030\"",
            "\"0x0x01\"",
            "[]",
            "1",
        ] {
            let error = Reply::from_json(bad).hex().unwrap_err().to_string();
            assert!(error.starts_with("unexpected reply: hex bytes wanted, found"), "{error}");
        }
    }

    #[test]
    fn a_wrong_form_is_named_with_its_start() {
        let reply = Reply::from_json("[\"a\"]");
        assert_eq!(reply.read::<Vec<&str>>("names").unwrap(), ["a"]);
        let error = reply.read::<u32>("a number").unwrap_err().to_string();
        assert!(error.contains("a number wanted") && error.ends_with("in [\"a\"]"), "{error}");
    }
}
