//! Reads JSON text token by token, exactly as RFC 8259 has it. Keeps no tree and no stack.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

use super::error::{EncodeError, EncodeErrorKind, quoted};

/// A text, and how far it has been read.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
}

/// The kind of value that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Array,
    False,
    Null,
    Number,
    Object,
    String,
    True,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte at which the next token starts, or the last one that was looked at.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// What comes next. Nothing of it is read but white space before it.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Next, EncodeError> {
        self.white_space();
        match self.byte() {
            Some(b'"') => Ok(Next::String),
            Some(b'{') => Ok(Next::Object),
            Some(b'[') => Ok(Next::Array),
            Some(b'-' | b'0'..=b'9') => Ok(Next::Number),
            Some(b'n') => Ok(Next::Null),
            Some(b't') => Ok(Next::True),
            Some(b'f') => Ok(Next::False),
            _ => Err(self.error("a JSON value")),
        }
    }

    /// Reads past `null`, `true` or `false`.
    pub(super) fn word(&mut self, word: &'static str) -> Result<(), EncodeError> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(());
        }
        Err(self.error(word))
    }

    /// Reads past the `[` or `{` that comes next. Whether a first element or name follows: if not,
    /// the end is read as well.
    pub(super) fn open(&mut self, end: u8) -> bool {
        self.at += 1;
        self.white_space();
        let is_empty = self.byte() == Some(end);
        self.at += usize::from(is_empty);
        !is_empty
    }

    /// Reads the comma or the end behind an element. Whether another one follows.
    #[inline]
    pub(super) fn more(&mut self, end: u8) -> Result<bool, EncodeError> {
        self.white_space();
        match self.byte() {
            Some(b',') => {
                self.at += 1;
                self.white_space();
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            _ => Err(self.error(if end == b']' { "',' or ']'" } else { "',' or '}'" })),
        }
    }

    /// Reads a name and the colon behind it.
    #[inline]
    pub(super) fn name(&mut self) -> Result<Cow<'t, str>, EncodeError> {
        if self.byte() != Some(b'"') {
            return Err(self.error("a name in quotes"));
        }
        let name = self.string()?;
        self.white_space();
        if self.byte() != Some(b':') {
            return Err(self.error("':'"));
        }
        self.at += 1;
        Ok(name)
    }

    /// Nothing but white space may be left.
    pub(super) fn end(&mut self) -> Result<(), EncodeError> {
        self.white_space();
        if self.at == self.text.len() { Ok(()) } else { Err(self.error("the end of the text")) }
    }

    /// Reads the number that comes next: its text, and whether that is digits alone, with a minus
    /// or not.
    #[inline]
    pub(super) fn number(&mut self) -> Result<(&'t str, bool), EncodeError> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        match self.byte() {
            Some(b'0') => self.at += 1,
            Some(b'1'..=b'9') => self.digits(),
            _ => return Err(self.error("a digit")),
        }
        let is_integer = !matches!(self.byte(), Some(b'.' | b'e' | b'E'));
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.some_digits()?;
        }
        Ok((&self.text[start..self.at], is_integer))
    }

    /// Reads the string that comes next. Borrows it where nothing in it is escaped.
    #[inline]
    pub(super) fn string(&mut self) -> Result<Cow<'t, str>, EncodeError> {
        self.at += 1;
        let start = self.at;
        let plain = self.plain();
        match self.byte() {
            Some(b'"') => {
                self.at = start + plain.len() + 1;
                Ok(Cow::Borrowed(plain))
            }
            _ => self.escaped(plain.to_owned()).map(Cow::Owned),
        }
    }

    /// The rest of a string that has more in it than plain text.
    #[cold]
    fn escaped(&mut self, mut text: String) -> Result<String, EncodeError> {
        loop {
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return Err(self.error("an escape for a control character")),
                None => return Err(self.error("the end of a string")),
            }
            text.push_str(self.plain());
        }
    }

    /// Text up to a quote, a backslash, a control character or the end.
    #[inline]
    fn plain(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let is_plain = |byte: &u8| !matches!(byte, b'"' | b'\\' | 0..=0x1f);
        let end = rest.as_bytes().iter().position(|byte| !is_plain(byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn escape(&mut self) -> Result<char, EncodeError> {
        self.at += 1;
        let char = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(self.error("one of \"\\/bfnrtu behind a backslash")),
        };
        self.at += 1;
        Ok(char)
    }

    /// The four digits behind `\u`; of a character above U+FFFF also the second half.
    fn unicode(&mut self) -> Result<char, EncodeError> {
        let first = self.four_digits()?;
        let code = match first {
            0xd800..=0xdbff => {
                if !self.text.as_bytes()[self.at..].starts_with(b"\\u") {
                    return Err(self.error("the second half of a surrogate pair"));
                }
                self.at += 2;
                let second = self.four_digits()?;
                match second {
                    0xdc00..=0xdfff => 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => return Err(self.error("the second half of a surrogate pair")),
                }
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.error("the first half of a surrogate pair"))
    }

    fn four_digits(&mut self) -> Result<u32, EncodeError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return Err(self.error("four hex digits")) };
            code = code << 4 | digit;
            self.at += 1;
        }
        Ok(code)
    }

    fn some_digits(&mut self) -> Result<(), EncodeError> {
        if !matches!(self.byte(), Some(b'0'..=b'9')) {
            return Err(self.error("a digit"));
        }
        self.digits();
        Ok(())
    }

    #[inline]
    fn digits(&mut self) {
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
    }

    #[inline]
    fn white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[cold]
    fn error(&self, expected: &str) -> EncodeError {
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(char) => quoted(char.encode_utf8(&mut [0; 4])),
            None => "nothing more".to_owned(),
        };
        EncodeError::new(EncodeErrorKind::Syntax, expected.to_owned(), found).at(self.at)
    }
}
