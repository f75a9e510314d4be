//! Writes what a JSON text says, in one pass over the text.

use alloc::format;
use alloc::vec::Vec;

use super::error::{EncodeError, EncodeErrorKind, bare};
use super::parts::{Object, Run};
use super::reader::{Next, Reader};
use super::sink::{Sink, Spot};
use crate::schema::Schema;

/// The bytes of the value that a JSON text says, as one of type `ty`.
pub(super) fn encode(schema: &Schema, ty: u32, text: &str) -> Result<Vec<u8>, EncodeError> {
    let (sink, spot) = Sink::new(schema, ty)?;
    let mut from = FromJson { reader: Reader::new(text), sink };
    from.value(spot)?;
    from.reader.end()?;
    Ok(from.sink.finish())
}

/// As [`encode`], for what a person has typed: a text need not be in quotes.
pub(super) fn encode_word(schema: &Schema, ty: u32, text: &str) -> Result<Vec<u8>, EncodeError> {
    let json = encode(schema, ty, text);
    let Err(error) = json else { return json };
    // Nobody means these as the start of a bare word.
    if text.trim_start().starts_with(['"', '[', '{']) {
        return Err(error);
    }
    let (mut sink, spot) = Sink::new(schema, ty)?;
    match sink.text(spot, text) {
        Ok(()) => Ok(sink.finish()),
        // What was JSON is refused as that.
        Err(_) if error.kind() != EncodeErrorKind::Syntax => Err(error),
        Err(error) => Err(error),
    }
}

struct FromJson<'t, 's> {
    reader: Reader<'t>,
    sink: Sink<'s>,
}

impl FromJson<'_, '_> {
    fn value(&mut self, spot: Spot) -> Result<(), EncodeError> {
        let next = self.reader.next()?;
        let start = self.reader.position();
        let sink = &mut self.sink;
        match next {
            Next::String => {
                let text = self.reader.string()?;
                sink.text(spot, &text)
            }
            Next::Number => match self.reader.number()? {
                (digits, true) => sink.digits(spot, digits),
                (float, false) => {
                    Err(sink.mismatch(spot, || format!("{}, no whole number", bare(float))))
                }
            },
            Next::Null => self.reader.word("null").and_then(|()| sink.null(spot)),
            Next::True => self.reader.word("true").and_then(|()| sink.bool(spot, true)),
            Next::False => self.reader.word("false").and_then(|()| sink.bool(spot, false)),
            Next::Array => self.array(spot),
            Next::Object => self.object(spot),
        }
        .map_err(|error| error.at(start))
    }

    fn array(&mut self, spot: Spot) -> Result<(), EncodeError> {
        let mut run = Run::open(&mut self.sink, spot)?;
        let mut more = self.reader.open(b']');
        while more {
            let element = run.next(&mut self.sink)?;
            self.value(element).map_err(|error| run.locate(error))?;
            more = self.reader.more(b']')?;
        }
        run.close(&mut self.sink)
    }

    fn object(&mut self, spot: Spot) -> Result<(), EncodeError> {
        let mut object = Object::open(&mut self.sink, spot)?;
        let mut more = self.reader.open(b'}');
        while more {
            let start = self.reader.position();
            let name = self.reader.name()?;
            let field = object.key(&mut self.sink, &name).map_err(|error| error.at(start))?;
            self.value(field).map_err(|error| object.locate(error, &name))?;
            more = self.reader.more(b'}')?;
        }
        object.close(&mut self.sink)
    }
}
