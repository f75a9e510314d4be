//! JSON text that is put together from parts and names.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

use super::{Part, Parts};
use crate::cursor::Fault;
use crate::schema::{Accounts, ReadError, Schema};

/// JSON text under way.
pub(crate) struct Json<'m> {
    schema: &'m Schema,
    accounts: Accounts,
    out: Vec<u8>,
}

impl<'m> Json<'m> {
    pub(crate) fn new(schema: &'m Schema, accounts: Accounts) -> Self {
        Self { schema, accounts, out: Vec::new() }
    }

    pub(crate) fn finish(self) -> String {
        // Names and texts were UTF-8 before, the rest is ASCII.
        String::from_utf8(self.out).unwrap_or_default()
    }

    /// Text as it is.
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The same, formatted.
    pub(crate) fn format(&mut self, text: fmt::Arguments<'_>) {
        // It does not fail: a vector takes everything.
        let _ = self.write_fmt(text);
    }

    /// Bytes as `"0x…"`.
    pub(crate) fn hex(&mut self, bytes: &[u8]) {
        self.format(format_args!("\"0x{}\"", const_hex::display(bytes)));
    }

    /// A name in quotes. Those of honest metadata have nothing to escape.
    pub(crate) fn name(&mut self, name: &str) {
        self.raw("\"");
        for char in name.chars() {
            match char {
                '"' | '\\' => self.format(format_args!("\\{char}")),
                '\0'..='\x1f' => self.format(format_args!("\\u{:04x}", u32::from(char))),
                _ => self.format(format_args!("{char}")),
            }
        }
        self.raw("\"");
    }

    /// A value. The limit of the output holds for everything that has been written.
    pub(crate) fn part(&mut self, part: Part<'_, '_>) -> Result<(), ReadError> {
        self.schema.write_json(part.ty(), part.bytes(), self.accounts, &mut self.out)?;
        if self.out.len() > self.schema.limits().output {
            let len = part.bytes().len();
            return Err(ReadError::new(Fault::Output, len, len, String::new()));
        }
        Ok(())
    }

    /// Values as an object by their names.
    pub(crate) fn object(&mut self, parts: Parts<'_, '_>) -> Result<(), ReadError> {
        self.raw("{");
        for (at, (name, part)) in parts.iter().enumerate() {
            self.raw(if at == 0 { "" } else { "," });
            self.name(name);
            self.raw(":");
            self.part(part)?;
        }
        self.raw("}");
        Ok(())
    }

    /// Values as a struct has them.
    pub(crate) fn fields(&mut self, parts: Parts<'_, '_>) -> Result<(), ReadError> {
        match parts.len() {
            0 => self.raw("null"),
            _ if parts.are_named() => self.object(parts)?,
            1 => parts.iter().try_for_each(|(_, part)| self.part(part))?,
            _ => {
                for (at, (_, part)) in parts.iter().enumerate() {
                    self.raw(if at == 0 { "[" } else { "," });
                    self.part(part)?;
                }
                self.raw("]");
            }
        }
        Ok(())
    }
}

impl Write for Json<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.raw(text);
        Ok(())
    }
}
