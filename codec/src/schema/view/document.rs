//! Bytes that were checked, with the tape of their places.

use core::fmt;

use super::tape::Tape;
use super::walk::View;
use crate::schema::Schema;
use crate::schema::locate::ReadError;

impl Schema {
    /// Checks that `bytes` are exactly one value of a type, and notes where its parts begin.
    ///
    /// Takes 8 bytes of memory for each option, enum and list inside and for each struct that is
    /// an element, unless its size is fixed; each counts as an item of
    /// [`Limits::items`](crate::schema::Limits).
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the offset and the path of what is wrong; bytes of 4 GiB or more are
    /// refused.
    pub fn view<'d>(&'d self, ty: u32, bytes: &'d [u8]) -> Result<Document<'d>, ReadError> {
        let mut tape = Tape::new();
        self.view_in(ty, bytes, &mut tape)?;
        Ok(Document { schema: self, ty, bytes, tape })
    }

    /// The same with a tape that was used before, which spares an allocation.
    ///
    /// # Errors
    ///
    /// Those of [`view`](Self::view). The tape may be used again.
    pub fn view_in<'d>(
        &'d self,
        ty: u32,
        bytes: &'d [u8],
        tape: &'d mut Tape,
    ) -> Result<View<'d>, ReadError> {
        self.read_all(ty, bytes, |node, source, depth| {
            tape.write(self.table(), node, source, depth)
        })?;
        Ok(View::root(self, ty, bytes, tape))
    }
}

/// A value that was checked, to look into: [`Schema::view`] makes it.
#[derive(Clone)]
pub struct Document<'d> {
    schema: &'d Schema,
    ty: u32,
    bytes: &'d [u8],
    tape: Tape,
}

impl Document<'_> {
    /// The whole value.
    #[must_use]
    pub fn root(&self) -> View<'_> {
        View::root(self.schema, self.ty, self.bytes, &self.tape)
    }

    /// The tape, to use it again.
    #[must_use]
    pub fn into_tape(self) -> Tape {
        self.tape
    }
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({} bytes, {:?})", self.bytes.len(), self.tape)
    }
}
