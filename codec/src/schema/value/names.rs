//! The names of a value's fields and variant, shared by all structs of one value.

use alloc::boxed::Box;
use alloc::sync::Arc;

use super::super::types::Types;

/// Where the shapes of a value find their names.
#[derive(Debug)]
pub(super) enum Names {
    /// In the types of a chain, by the index of a group.
    Chain(Arc<Types>),
    /// Here: this is one shape, made by hand.
    Own { variant: Option<Box<str>>, fields: Option<Box<[Box<str>]>> },
}

/// What a group is called: a struct, a tuple or a variant. Its values stand beside it.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    names: Arc<Names>,
    group: u32,
}

impl Shape {
    pub(super) fn of_chain(names: &Arc<Names>, group: u32) -> Self {
        Self { names: Arc::clone(names), group }
    }

    pub(super) fn own(variant: Option<&str>, fields: Option<Box<[Box<str>]>>) -> Self {
        let names = Names::Own { variant: variant.map(Box::from), fields };
        Self { names: Arc::new(names), group: 0 }
    }

    /// The name of a variant; `None` for structs and tuples.
    pub(super) fn variant(&self) -> Option<&str> {
        match &*self.names {
            Names::Chain(types) => types.variant(types.table.group(self.group)),
            Names::Own { variant, .. } => variant.as_deref(),
        }
    }

    /// The name of a field; `None` where fields have none.
    pub(super) fn field(&self, at: usize) -> Option<&str> {
        match &*self.names {
            Names::Chain(types) => types.field(types.table.group(self.group), at),
            Names::Own { fields, .. } => fields.as_ref()?.get(at).map(|name| &**name),
        }
    }

    /// How many fields a struct of a chain has.
    pub(super) fn width(&self) -> usize {
        match &*self.names {
            Names::Chain(types) => types.table.group(self.group).fields.len(),
            Names::Own { fields, .. } => fields.as_ref().map_or(0, |fields| fields.len()),
        }
    }

    /// Whether two shapes are one and the same, so that their names need no comparison.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.group == other.group && Arc::ptr_eq(&self.names, &other.names)
    }
}
