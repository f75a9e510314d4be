//! The parameters of a request, as JSON text.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use serde::Serialize;
use serde_json::value::RawValue;

/// The parameters of a request: a JSON array, written as it grows.
///
/// ```
/// use subwire_transport::Params;
///
/// let params = Params::new().text("state").hex(&[1, 2]).number(7).null();
/// assert_eq!(params.as_json(), r#"["state","0x0102",7,null]"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Params {
    /// Always a whole array: each addition takes the closing bracket off and puts it back.
    json: String,
}

impl Params {
    /// No parameters.
    #[must_use]
    pub fn new() -> Self {
        Self { json: "[]".into() }
    }

    /// Parameters that somebody else wrote.
    ///
    /// # Errors
    ///
    /// Where the text is not one JSON array.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        let items: Vec<&RawValue> = serde_json::from_str(json)?;
        if items.is_empty() {
            // White space inside would pass for a first item.
            return Ok(Self::new());
        }
        Ok(Self { json: json.trim().into() })
    }

    /// Adds bytes as hex behind `0x`.
    #[must_use]
    pub fn hex(self, bytes: &[u8]) -> Self {
        self.push(|json| push_hex(json, bytes))
    }

    /// Adds an array of bytes as hex behind `0x`.
    #[must_use]
    pub fn hexes<B: AsRef<[u8]>>(self, items: impl IntoIterator<Item = B>) -> Self {
        self.push(|json| {
            json.push('[');
            for (i, item) in items.into_iter().enumerate() {
                if i > 0 {
                    json.push(',');
                }
                push_hex(json, item.as_ref());
            }
            json.push(']');
        })
    }

    /// Adds a string.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        // A string always has a JSON form.
        self.push(|json| json.push_str(&serde_json::to_string(text).unwrap_or_default()))
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, number: u64) -> Self {
        self.push(|json| {
            let _ = write!(json, "{number}");
        })
    }

    /// Adds `null`.
    #[must_use]
    pub fn null(self) -> Self {
        self.push(|json| json.push_str("null"))
    }

    /// Adds any value.
    ///
    /// # Errors
    ///
    /// Those of the value's `Serialize`.
    pub fn value(self, value: &impl Serialize) -> Result<Self, serde_json::Error> {
        let text = serde_json::to_string(value)?;
        Ok(self.push(|json| json.push_str(&text)))
    }

    /// The whole array.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.json
    }

    fn push(mut self, write: impl FnOnce(&mut String)) -> Self {
        self.json.pop();
        if self.json.len() > 1 {
            self.json.push(',');
        }
        write(&mut self.json);
        self.json.push(']');
        self
    }
}

impl Default for Params {
    fn default() -> Self {
        Self::new()
    }
}

fn push_hex(json: &mut String, bytes: &[u8]) {
    const CHUNK: usize = 256;
    json.reserve(bytes.len() * 2 + 5);
    json.push_str("\"0x");
    let mut digits = [0; 2 * CHUNK];
    for chunk in bytes.chunks(CHUNK) {
        // Never refused: the digits have twice the length of their bytes.
        if let Ok(text) = const_hex::encode_to_str(chunk, &mut digits[..2 * chunk.len()]) {
            json.push_str(text);
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_as_one_array() {
        assert_eq!(Params::new().as_json(), "[]");
        assert_eq!(Params::new().null().as_json(), "[null]");
        let params = Params::new().hexes([[1u8, 0xff]; 2]).text("a\"\n").hexes::<&[u8]>([]);
        assert_eq!(params.as_json(), r#"[["0x01ff","0x01ff"],"a\"\n",[]]"#);
        assert_eq!(Params::new().value(&(1, [true])).unwrap().as_json(), "[[1,[true]]]");
    }

    #[test]
    fn hex_of_any_length_is_whole() {
        for len in [0, 1, 255, 256, 257, 1000] {
            let bytes: Vec<u8> = (0..len).map(|at| (at * 7) as u8).collect();
            let digits: String = bytes.iter().map(|byte| alloc::format!("{byte:02x}")).collect();
            assert_eq!(Params::new().hex(&bytes).as_json(), ["[\"0x", &digits, "\"]"].concat());
        }
    }

    #[test]
    fn foreign_text_must_be_an_array() {
        assert_eq!(Params::from_json(" [1] ").unwrap().null().as_json(), "[1,null]");
        assert_eq!(Params::from_json("[ ]").unwrap().null().as_json(), "[null]");
        for bad in ["", "{}", "[1", "[1]]", "1"] {
            assert!(Params::from_json(bad).is_err(), "{bad}");
        }
    }
}
