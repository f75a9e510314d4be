//! Reads values of one Rust type from values of one type of the chain, whatever lies between them.

use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use parity_scale_codec::Decode;
use scale_info::TypeInfo;

use super::compare::compare;
use super::difference::{Change, ChangeKind, Mismatch, Why};
use super::error::{ValueError, ValueErrorKind};
use super::plan::Plan;
use super::side::describe;
use crate::input::{decode_exact, decode_untagged_some};
use crate::registry::Registry;
use crate::schema::{Node, Schema};

/// Reads a `T` from values of a type of the chain.
///
/// Where the two are the same, or each value of the chain is the same bytes in Rust, this is `T`'s
/// own `Decode`. Elsewhere a plan rewrites the bytes first. Making one compares the types, which
/// takes about a tenth of a millisecond: keep it as long as the runtime is the same. It owns all
/// that it needs, and clones of it share that.
pub struct Decoder<T> {
    chain: Schema,
    /// None where it is the fields of a variant.
    ty: Option<u32>,
    how: How,
    /// The chain's type is that of what a `Some` holds.
    untagged: bool,
    types: PhantomData<fn() -> T>,
}

#[derive(Clone)]
enum How {
    Same,
    Plan(Arc<Plan>),
    /// Every value of the chain's type is the same bytes in Rust; the plan knows the differences.
    Verbatim(Arc<Plan>),
    Wrapped {
        option: bool,
    },
}

impl<T: Decode + TypeInfo + 'static> Decoder<T> {
    /// Reads a `T` from values of the type `ty`.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] with the path at which the types do not fit.
    pub fn new(chain: &Schema, ty: u32) -> Result<Self, Mismatch> {
        let (rust, to) = rust::<T>()?;
        let from = node(chain, ty)?;
        Self::between(chain, Some(ty), from, (&rust, to))
    }

    /// Reads a `T` from the fields of a variant, by its group.
    pub(crate) fn of_fields(chain: &Schema, group: u32) -> Result<Self, Mismatch> {
        let (rust, to) = rust::<T>()?;
        Self::between(chain, None, Node::Struct(group), (&rust, to))
    }

    /// As [`new`](Self::new) for a `T` that is an `Option`, where the chain's values are what a
    /// `Some` holds: so FRAME stores Optional items.
    pub(crate) fn untagged(chain: &Schema, ty: u32) -> Result<Self, Mismatch> {
        let (rust, to) = rust::<T>()?;
        let Node::Option { some, .. } = to else {
            return Err(Mismatch::new("", Why::MayBeAbsent));
        };
        let (from, to) = (node(chain, ty)?, rust.table().child(some));
        let decoder = Self::between(chain, Some(ty), from, (&rust, to))?;
        Ok(Self { untagged: true, ..decoder })
    }

    /// As [`new`](Self::new) for what a runtime API returns. Some runtimes of Subtensor before spec
    /// version 219 return the value's bytes wrapped in a `Vec<u8>`, and their metadata does not say
    /// of which type they are: a `T` that is no list of bytes is then read from them as it is, with
    /// nothing left over. Of an `Option` they wrote nothing for `None` and a bare value for `Some`.
    ///
    /// A `T` that could be read either way, such as a `Vec<u16>` or an `Option<Vec<u8>>`, is refused:
    /// nobody could tell which is meant.
    ///
    /// # Errors
    ///
    /// [`Mismatch`] with the path at which the types do not fit.
    pub fn of_output(chain: &Schema, ty: u32) -> Result<Self, Mismatch> {
        let (rust, to) = rust::<T>()?;
        let from = node(chain, ty)?;
        if from == Node::Bytes && !is_bytes(&rust, to) {
            if compare(chain, from, &rust, to).is_ok() {
                let (chain, rust) = (describe(from), describe(to));
                return Err(Mismatch::new("", Why::Unlike { chain, rust }));
            }
            let option = matches!(to, Node::Option { .. });
            return Ok(Self::by(chain, Some(ty), How::Wrapped { option }));
        }
        Self::between(chain, Some(ty), from, (&rust, to))
    }

    fn between(
        chain: &Schema,
        ty: Option<u32>,
        from: Node,
        (rust, to): (&Schema, Node),
    ) -> Result<Self, Mismatch> {
        let comparison = compare(chain, from, rust, to)?;
        let root = &comparison.pairs[comparison.root as usize];
        let (same, verbatim) = (root.same, root.verbatim);
        let how = if same {
            How::Same
        } else {
            let plan = Arc::new(Plan::new(chain, ty, comparison));
            if verbatim { How::Verbatim(plan) } else { How::Plan(plan) }
        };
        Ok(Self::by(chain, ty, how))
    }

    fn by(chain: &Schema, ty: Option<u32>, how: How) -> Self {
        Self { chain: chain.clone(), ty, how, untagged: false, types: PhantomData }
    }

    /// Whether `T`'s own decoder reads the chain's bytes, in which case it does.
    #[must_use]
    pub fn is_same(&self) -> bool {
        matches!(self.how, How::Same)
    }

    /// What the two types differ in; empty where they are the same.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        match &self.how {
            How::Same => Vec::new(),
            How::Plan(plan) | How::Verbatim(plan) => plan.changes.clone(),
            How::Wrapped { .. } => {
                vec![Change::new("", ChangeKind::Wrapped)]
            }
        }
    }

    /// Decodes one value, which must be all of `bytes`.
    ///
    /// # Errors
    ///
    /// [`ValueError`] with the offset and the path of what is wrong.
    pub fn decode(&self, bytes: &[u8]) -> Result<T, ValueError> {
        self.decode_with(bytes, &mut Vec::new())
    }

    /// As [`decode`](Self::decode), with a buffer that may be used again.
    pub(crate) fn decode_with(&self, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<T, ValueError> {
        let decoded = match &self.how {
            How::Same | How::Verbatim(_) => self.derived(bytes),
            How::Plan(plan) => self.derived(plan.apply(bytes, buffer)?),
            How::Wrapped { option } => return self.wrapped(bytes, *option),
        };
        decoded.map_err(|refused| {
            // The chain's own types know a path.
            let wrong = self.ty.and_then(|ty| self.chain.validate(ty, bytes).err());
            wrong.map_or(refused, |error| ValueError::new(ValueErrorKind::Bytes(error)))
        })
    }

    /// The bytes of the Rust type, in the buffer or the same bytes.
    pub(crate) fn rewrite<'b>(
        &self,
        bytes: &'b [u8],
        buffer: &'b mut Vec<u8>,
    ) -> Result<&'b [u8], ValueError> {
        match &self.how {
            How::Plan(plan) => plan.apply(bytes, buffer),
            How::Same | How::Verbatim(_) | How::Wrapped { .. } => Ok(bytes),
        }
    }

    fn derived(&self, bytes: &[u8]) -> Result<T, ValueError> {
        let decoded = if self.untagged { decode_untagged_some(bytes) } else { decode_exact(bytes) };
        decoded.map_err(ValueError::from)
    }

    fn wrapped(&self, bytes: &[u8], option: bool) -> Result<T, ValueError> {
        let ty = self.ty.unwrap_or(u32::MAX);
        let content = self.chain.read_all(ty, bytes, |_, source, _| source.bytes());
        let content = content.map_err(|error| ValueError::new(ValueErrorKind::Bytes(error)))?;
        let decoded = match (option, content) {
            (true, []) => decode_exact(&[0]),
            (true, _) => decode_untagged_some(content),
            (false, _) => decode_exact(content),
        };
        decoded.map_err(ValueError::from)
    }
}

fn rust<T: TypeInfo + 'static>() -> Result<(Schema, Node), Mismatch> {
    let (registry, ty) = Registry::of::<T>();
    let rust = Schema::new(registry);
    let node = node(&rust, ty)?;
    Ok((rust, node))
}

/// The node of a type's id.
pub(super) fn node(schema: &Schema, ty: u32) -> Result<Node, Mismatch> {
    schema.node(ty).map_err(|_| Mismatch::new("", Why::Undescribed))
}

/// Whether a Rust type is a list of bytes, of one form or another.
fn is_bytes(rust: &Schema, to: Node) -> bool {
    match to {
        Node::Bytes => true,
        Node::Sequence(of) => matches!(rust.table().child(of), Node::U8 | Node::C8),
        _ => false,
    }
}

impl<T> Clone for Decoder<T> {
    fn clone(&self) -> Self {
        let (chain, how) = (self.chain.clone(), self.how.clone());
        Self { chain, ty: self.ty, how, untagged: self.untagged, types: PhantomData }
    }
}

impl<T> fmt::Debug for Decoder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.how {
            How::Same => "same",
            How::Plan(_) | How::Verbatim(_) => "adapted",
            How::Wrapped { .. } => "wrapped",
        };
        write!(f, "Decoder({}, {how})", core::any::type_name::<T>())
    }
}
