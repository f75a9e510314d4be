//! Why a call failed, by name and with the chain's own words.

use core::fmt;

use crate::metadata::Metadata;
use crate::part::Part;
use crate::registry::{Fields, Type, TypeDef, Variant};
use crate::schema::Schema;

/// Why a call failed: the chain's `sp_runtime::DispatchError`, by name.
///
/// ```
/// # fn show(error: subwire_codec::dispatch_error::DispatchError<'_>) {
/// match error.module() {
///     Some(module) if module.pallet == "SubtensorModule" => println!("{}", error.docs()),
///     _ => println!("{error}"),       // Sudo.RequireSudo: Sender must be the Sudo account.
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DispatchError<'m> {
    kind: &'m str,
    module: Option<ModuleError<'m>>,
    name: &'m str,
    docs: &'m str,
}

/// An error of a pallet's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModuleError<'m> {
    /// The pallet's name; empty where the metadata has no pallet of this index.
    pub pallet: &'m str,
    /// The pallet's index.
    pub pallet_index: u8,
    /// The error's index, and what the pallet adds; zeros on runtimes that tell no more.
    pub error: [u8; 4],
}

impl<'m> DispatchError<'m> {
    /// What kind of error it is: the variant of `DispatchError`, `Module`, `Token`, `BadOrigin`.
    #[must_use]
    pub fn kind(&self) -> &'m str {
        self.kind
    }

    /// The pallet's own error, if it is one.
    #[must_use]
    pub fn module(&self) -> Option<ModuleError<'m>> {
        self.module
    }

    /// Its name: of the pallet's error, of what `Token` or `Arithmetic` holds, or of its kind. Empty
    /// for an error that the pallet does not describe.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.name
    }

    /// Whether it is the error of this name of a pallet.
    #[must_use]
    pub fn is(&self, pallet: &str, name: &str) -> bool {
        self.module.is_some_and(|module| module.pallet == pallet) && self.name == name
    }

    /// What the chain says about it, lines separated by line ends; empty where docs were not kept.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.docs
    }
}

/// One line: `SubtensorModule.NotEnoughBalanceToStake: The caller is requesting …`.
impl fmt::Display for DispatchError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.module {
            Some(module) if module.pallet.is_empty() || self.name.is_empty() => {
                let error = const_hex::Buffer::<4, true>::new().const_format(&module.error);
                match module.pallet {
                    "" => write!(f, "pallet {}", module.pallet_index)?,
                    pallet => f.write_str(pallet)?,
                }
                write!(f, ", error {}", error.as_str())?;
            }
            Some(module) => write!(f, "{}.{}", module.pallet, self.name)?,
            None if self.name == self.kind => f.write_str(self.kind)?,
            None => write!(f, "{}.{}", self.kind, self.name)?,
        }
        let mut lines = self.docs.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(first) = lines.next() {
            write!(f, ": {first}")?;
        }
        lines.try_for_each(|line| write!(f, " {line}"))
    }
}

impl core::error::Error for DispatchError<'_> {}

impl Metadata {
    /// Reads a value of the type `sp_runtime::DispatchError`, wherever it stands.
    ///
    /// None where the value is of another type.
    #[must_use]
    pub fn dispatch_error(&self, value: Part<'_, '_>) -> Option<DispatchError<'_>> {
        let registry = self.registry();
        let ty = registry.get(value.ty()).filter(is_dispatch_error)?;
        let (variant, rest) = variant(ty, value.bytes())?;
        let kind = variant.name();
        if kind == "Module" {
            return self.module_error(kind, variant.fields(), rest);
        }
        // `Token`, `Arithmetic` and alike hold an enum that says more.
        let inner = variant.fields().get(0).and_then(|field| registry.get(field.ty()));
        let inner = inner.and_then(|inner| self::variant(inner, rest)).map(|(inner, _)| inner);
        let (name, docs) =
            inner.map_or_else(|| (kind, variant.docs()), |of| (of.name(), of.docs()));
        Some(DispatchError { kind, module: None, name, docs })
    }

    /// Reads the index of a pallet and of its error: a byte, or four on newer runtimes. They stand in
    /// a struct, or on old runtimes in the variant itself.
    fn module_error<'m>(
        &'m self,
        kind: &'m str,
        fields: Fields<'m>,
        bytes: &[u8],
    ) -> Option<DispatchError<'m>> {
        let (pallet_index, error) = match *bytes {
            [pallet, error] => (pallet, [error, 0, 0, 0]),
            [pallet, a, b, c, d] => (pallet, [a, b, c, d]),
            _ => return None,
        };
        // The two numbers, and nothing else.
        if fields.len() > 2 {
            return None;
        }
        let pallet = self.pallet_at(pallet_index);
        let variant = pallet.and_then(|pallet| pallet.errors()).and_then(|of| of.at(error[0]));
        let (name, docs) = variant.map_or(("", ""), |of| (of.name(), of.docs()));
        let pallet = pallet.map_or("", |pallet| pallet.name());
        let module = Some(ModuleError { pallet, pallet_index, error });
        Some(DispatchError { kind, module, name, docs })
    }

    /// The first dispatch error in a value: the value itself, in a `Result` or in a struct.
    ///
    /// Lists are not searched.
    #[must_use]
    pub fn find_dispatch_error(&self, value: Part<'_, '_>) -> Option<DispatchError<'_>> {
        let found = find(self.schema(), value.ty(), value.bytes(), DEPTH)?;
        self.dispatch_error(found)
    }
}

/// How deep an error is looked for. `Err` of a `Result` in a struct is 3.
const DEPTH: u32 = 6;

fn find<'m, 'b>(schema: &'m Schema, ty: u32, bytes: &'b [u8], depth: u32) -> Option<Part<'m, 'b>> {
    let (registry, table) = (schema.registry(), schema.table());
    // What takes no bytes is no error, and may have any number of fields.
    if table.of_type(ty).is_some_and(|node| table.info(node).size == 0) {
        return None;
    }
    let described = registry.get(ty)?;
    if is_dispatch_error(&described) {
        return Part::first(schema, ty, bytes).ok();
    }
    let depth = depth.checked_sub(1)?;
    match described.def() {
        TypeDef::Variant(_) => {
            let (variant, rest) = variant(described, bytes)?;
            find_in(schema, variant.fields().iter().map(|field| field.ty()), rest, depth)
        }
        TypeDef::Composite(fields) => {
            find_in(schema, fields.iter().map(|field| field.ty()), bytes, depth)
        }
        TypeDef::Tuple(members) => find_in(schema, members.iter().copied(), bytes, depth),
        _ => None,
    }
}

/// Looks in values side by side.
fn find_in<'m, 'b>(
    schema: &'m Schema,
    types: impl ExactSizeIterator<Item = u32>,
    mut bytes: &'b [u8],
    depth: u32,
) -> Option<Part<'m, 'b>> {
    let count = types.len();
    for (at, ty) in types.enumerate() {
        let found = find(schema, ty, bytes, depth);
        if found.is_some() || at + 1 == count {
            return found;
        }
        bytes = &bytes[schema.measure(ty, bytes).ok()?..];
    }
    None
}

fn is_dispatch_error(ty: &Type<'_>) -> bool {
    ty.path() == "sp_runtime::DispatchError"
}

/// The variant of an enum's value, and the bytes behind its index.
fn variant<'m, 'b>(ty: Type<'m>, bytes: &'b [u8]) -> Option<(Variant<'m>, &'b [u8])> {
    let TypeDef::Variant(variants) = ty.def() else { return None };
    let (index, rest) = bytes.split_first()?;
    Some((variants.at(*index)?, rest))
}
