//! Which runtime the metadata is of: the constant `System.Version`, read by the names of its
//! fields.

use super::pallet::Constant;
use crate::cursor::Cursor;
use crate::registry::TypeDef;
use crate::schema::Schema;

/// Which runtime it is, as a runtime says it of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuntimeVersion<'m> {
    spec_name: &'m str,
    spec_version: u32,
    transaction_version: u32,
}

impl<'m> RuntimeVersion<'m> {
    /// None where the constant is not a struct with these fields.
    pub(super) fn read(schema: &Schema, constant: Constant<'m>) -> Option<Self> {
        let TypeDef::Composite(fields) = schema.registry().get(constant.ty())?.def() else {
            return None;
        };
        let (mut name, mut spec, mut transaction) = (None, None, None);
        let mut rest = constant.value();
        for field in fields.iter() {
            let (value, after) = rest.split_at_checked(schema.measure(field.ty(), rest).ok()?)?;
            rest = after;
            match field.name() {
                "spec_name" => name = text(value),
                "spec_version" => spec = integer(value),
                "transaction_version" => transaction = integer(value),
                _ => {}
            }
        }
        Some(Self { spec_name: name?, spec_version: spec?, transaction_version: transaction? })
    }

    /// The kind of runtime, `node-subtensor`: the same on all networks of a chain.
    #[must_use]
    pub fn spec_name(&self) -> &'m str {
        self.spec_name
    }

    /// Its version, which every upgrade raises.
    #[must_use]
    pub fn spec_version(&self) -> u32 {
        self.spec_version
    }

    /// Raised when calls or extensions change so that transactions signed before become invalid.
    #[must_use]
    pub fn transaction_version(&self) -> u32 {
        self.transaction_version
    }
}

fn text(value: &[u8]) -> Option<&str> {
    let mut cursor = Cursor::new(value);
    let text = cursor.text().ok()?;
    cursor.rest.is_empty().then_some(text)
}

fn integer(value: &[u8]) -> Option<u32> {
    value.try_into().ok().map(u32::from_le_bytes)
}
