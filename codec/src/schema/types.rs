//! What a schema shares with the values that it made: the types, and their names.

use super::table::{Group, Table};
use crate::registry::Registry;

/// The types by themselves, and compiled.
#[derive(Debug)]
pub(crate) struct Types {
    pub(crate) registry: Registry,
    pub(crate) table: Table,
}

impl Types {
    /// The name of a variant's group.
    pub(crate) fn variant(&self, group: &Group) -> Option<&str> {
        group.variant.map(|name| self.registry.str(name))
    }

    /// The name of a group's field, where its fields have names.
    pub(crate) fn field(&self, group: &Group, at: usize) -> Option<&str> {
        let first = group.names.filter(|_| at < group.fields.len())?;
        Some(self.registry.field_name(first + at as u32))
    }
}
