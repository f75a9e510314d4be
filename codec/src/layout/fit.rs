//! How a Rust type is read from a type of the chain, the Rust type known by its description alone.
//!
//! Apart from [`Decoder`](super::Decoder), so that it is compiled once and not for each type.

use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

use scale_info::MetaType;

use super::compare::compare;
use super::difference::{Change, ChangeKind, Mismatch, Why};
use super::error::{ValueError, ValueErrorKind};
use super::plan::Plan;
use super::side::describe;
use crate::registry::Registry;
use crate::schema::{Node, Schema};

/// What [`Decoder`](super::Decoder) knows without its type.
#[derive(Clone)]
pub(crate) struct Fit {
    chain: Schema,
    /// None where it is the fields of a variant.
    ty: Option<u32>,
    how: How,
    /// The chain's type is that of what a `Some` holds.
    untagged: bool,
}

#[derive(Clone)]
pub(super) enum How {
    Same,
    Plan(Arc<Plan>),
    /// Every value of the chain's type is the same bytes in Rust; the plan knows the differences.
    Verbatim(Arc<Plan>),
    Wrapped {
        /// Of an `Option`: nothing is in there for `None`, and for `Some` the bare value.
        untagged: bool,
    },
}

impl Fit {
    /// As [`Decoder::new`](super::Decoder::new).
    pub(crate) fn new(chain: &Schema, ty: u32, rust: &MetaType) -> Result<Self, Mismatch> {
        let (rust, to) = described(rust)?;
        let from = node(chain, ty)?;
        Self::between(chain, Some(ty), from, (&rust, to))
    }

    /// Of the fields of a variant, by its group.
    pub(crate) fn of_fields(chain: &Schema, group: u32, rust: &MetaType) -> Result<Self, Mismatch> {
        let (rust, to) = described(rust)?;
        Self::between(chain, None, Node::Struct(group), (&rust, to))
    }

    /// As [`new`](Self::new) for a Rust type that is an `Option`, where the chain's values are what a
    /// `Some` holds: so FRAME stores Optional items.
    pub(crate) fn untagged(chain: &Schema, ty: u32, rust: &MetaType) -> Result<Self, Mismatch> {
        let (rust, to) = described(rust)?;
        let Node::Option { some, .. } = to else {
            return Err(Mismatch::new("", Why::MayBeAbsent));
        };
        let (from, to) = (node(chain, ty)?, rust.table().child(some));
        let fit = Self::between(chain, Some(ty), from, (&rust, to))?;
        Ok(Self { untagged: true, ..fit })
    }

    /// As [`Decoder::of_output`](super::Decoder::of_output); with `keeps_tag` what is wrapped of an
    /// `Option` is all of it.
    pub(crate) fn of_output(
        chain: &Schema,
        ty: u32,
        rust: &MetaType,
        keeps_tag: bool,
    ) -> Result<Self, Mismatch> {
        let (rust, to) = described(rust)?;
        let from = node(chain, ty)?;
        if from == Node::Bytes && !is_bytes(&rust, to) {
            if compare(chain, from, &rust, to).is_ok() {
                let (chain, rust) = (describe(from), describe(to));
                return Err(Mismatch::new("", Why::Unlike { chain, rust }));
            }
            let untagged = !keeps_tag && matches!(to, Node::Option { .. });
            return Ok(Self::by(chain, Some(ty), How::Wrapped { untagged }));
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
        Self { chain: chain.clone(), ty, how, untagged: false }
    }

    pub(super) fn how(&self) -> &How {
        &self.how
    }

    pub(super) fn is_untagged(&self) -> bool {
        self.untagged
    }

    /// Whether the Rust type's own decoder reads the chain's bytes as they are.
    pub(crate) fn keeps_bytes(&self) -> bool {
        matches!(self.how, How::Same | How::Verbatim(_))
    }

    pub(crate) fn changes(&self) -> Vec<Change> {
        match &self.how {
            How::Same => Vec::new(),
            How::Plan(plan) | How::Verbatim(plan) => plan.changes.clone(),
            How::Wrapped { .. } => vec![Change::new("", ChangeKind::Wrapped)],
        }
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

    /// What is wrapped in a list of bytes.
    pub(super) fn content<'b>(&self, bytes: &'b [u8]) -> Result<&'b [u8], ValueError> {
        let ty = self.ty.unwrap_or(u32::MAX);
        let content = self.chain.read_all(ty, bytes, |_, source, _| source.bytes());
        content.map_err(|error| ValueError::new(ValueErrorKind::Bytes(error)))
    }

    /// What is wrong with bytes that the Rust type refused: the chain's own types know a path.
    pub(super) fn blame(&self, bytes: &[u8], refused: ValueError) -> ValueError {
        let wrong = self.ty.and_then(|ty| self.chain.validate(ty, bytes).err());
        wrong.map_or(refused, |error| ValueError::new(ValueErrorKind::Bytes(error)))
    }
}

fn described(rust: &MetaType) -> Result<(Schema, Node), Mismatch> {
    let (registry, ty) = Registry::of_meta(rust);
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
