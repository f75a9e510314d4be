//! Walks a type of the chain and a type of Rust side by side, by the names of fields and variants.
//!
//! The result is a graph of pairs: a recursive type meets itself again, and the pair is the same.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::difference::{Change, ChangeKind, Mismatch, Why};
use super::integer;
use super::side::{Side, describe};
use crate::schema::{Enum, Node, Schema};

/// Types inside each other, of any kind.
const MAX_DEPTH: usize = 128;

/// A type of the chain and a type of Rust that are read from each other.
const MAX_PAIRS: usize = 1 << 14;

/// The fields of one struct.
const MAX_FIELDS: usize = 1 << 10;

/// All fields and variants of all pairs.
const MAX_PARTS: usize = 1 << 18;

/// More differences are not told.
const MAX_CHANGES: usize = 256;

/// The place of a pair in [`Comparison::pairs`].
pub(super) type PairId = u32;

/// A type of the chain, and how a type of Rust is made of it.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) chain: Node,
    pub(super) relation: Relation,
    /// The types agree in everything, so the Rust type's own decoder reads the chain's bytes.
    pub(super) same: bool,
    /// Every valid value of the chain's type is the same bytes in Rust.
    pub(super) verbatim: bool,
}

#[derive(Debug)]
pub(super) enum Relation {
    /// The same, without parts.
    Alike,
    /// The same length, and each element from the chain's element.
    Array {
        each: PairId,
        length: u32,
    },
    /// An enum of the chain. For each of its indices, Rust's index and the fields.
    Enum {
        of: u32,
        variants: Vec<Option<(u8, PairId)>>,
    },
    Integer {
        from: Node,
        to: Node,
    },
    Option(PairId),
    /// `of` is the node of the chain's element, none where that is a byte.
    Sequence {
        each: PairId,
        of: Option<u32>,
    },
    /// A value that is always there, for an `Option`.
    Some(PairId),
    /// A group of the chain. For each field of Rust, which of the chain's it is, if any.
    Struct {
        group: u32,
        sources: Vec<Option<(u32, PairId)>>,
    },
}

/// All pairs that a pair of types is made of.
pub(super) struct Comparison {
    pub(super) pairs: Vec<Pair>,
    pub(super) root: PairId,
    pub(super) changes: Vec<Change>,
}

/// Compares the nodes `from` of the chain and `to` of Rust.
pub(super) fn compare(
    chain: &Schema,
    from: Node,
    rust: &Schema,
    to: Node,
) -> Result<Comparison, Mismatch> {
    let mut walk = Walk {
        chain: Side::new(chain),
        rust: Side::new(rust),
        pairs: Vec::new(),
        known: BTreeMap::new(),
        parts: 0,
        path: Vec::new(),
        changes: Vec::new(),
    };
    let root = walk.pair(from, to)?;
    let Walk { mut pairs, changes, .. } = walk;
    settle(&mut pairs);
    Ok(Comparison { pairs, root, changes })
}

/// A pair is the same, or verbatim, if it is so by itself and all its parts are: what is not
/// spreads from the parts to what they are parts of, and each pair is told of at most twice.
fn settle(pairs: &mut [Pair]) {
    // Each part with what it is a part of.
    let mut uses: Vec<(PairId, PairId)> = Vec::new();
    let mut open = Vec::new();
    for (pair, whole) in pairs.iter().zip(0..) {
        uses.extend(parts(&pair.relation).map(|part| (part, whole)));
        if !(pair.same && pair.verbatim) {
            open.push(whole);
        }
    }
    uses.sort_unstable();
    while let Some(part) = open.pop() {
        let Pair { same, verbatim, .. } = pairs[part as usize];
        let first = uses.partition_point(|(of, _)| *of < part);
        for &(_, whole) in uses[first..].iter().take_while(|(of, _)| *of == part) {
            let pair = &mut pairs[whole as usize];
            if (pair.same && !same) || (pair.verbatim && !verbatim) {
                (pair.same, pair.verbatim) = (pair.same && same, pair.verbatim && verbatim);
                open.push(whole);
            }
        }
    }
}

fn parts(relation: &Relation) -> impl Iterator<Item = PairId> + '_ {
    let (one, variants, fields): (_, &[_], &[_]) = match relation {
        Relation::Alike | Relation::Integer { .. } => (None, &[], &[]),
        Relation::Array { each, .. } | Relation::Sequence { each, .. } => (Some(*each), &[], &[]),
        Relation::Option(some) | Relation::Some(some) => (Some(*some), &[], &[]),
        Relation::Enum { variants, .. } => (None, variants.as_slice(), &[]),
        Relation::Struct { sources, .. } => (None, &[], sources.as_slice()),
    };
    let variants = variants.iter().flatten().map(|(_, pair)| *pair);
    one.into_iter().chain(variants).chain(fields.iter().flatten().map(|(_, pair)| *pair))
}

struct Walk<'s> {
    chain: Side<'s>,
    rust: Side<'s>,
    pairs: Vec<Pair>,
    known: BTreeMap<(Node, Node), PairId>,
    parts: usize,
    path: Vec<Part<'s>>,
    changes: Vec<Change>,
}

#[derive(Clone, Copy)]
enum Part<'s> {
    /// What an `Option` holds. Not told, but it counts as depth.
    Content,
    Element,
    Name(&'s str),
    Place(usize),
}

impl<'s> Walk<'s> {
    fn pair(&mut self, from: Node, to: Node) -> Result<PairId, Mismatch> {
        let (from, to) = self.unwrap(from, to);
        if let Some(&known) = self.known.get(&(from, to)) {
            return Ok(known);
        }
        if self.pairs.len() >= MAX_PAIRS || self.path.len() >= MAX_DEPTH {
            return Err(self.mismatch(Why::TooLarge));
        }
        let id = self.pairs.len() as PairId;
        self.known.insert((from, to), id);
        let relation = Relation::Alike;
        self.pairs.push(Pair { chain: from, relation, same: true, verbatim: true });
        let (relation, same, verbatim) = self.relation(from, to)?;
        let pair = &mut self.pairs[id as usize];
        (pair.relation, pair.same, pair.verbatim) = (relation, same, verbatim);
        Ok(id)
    }

    /// Takes off what only wraps one value: tuples of one on both sides, and structs with one named
    /// field where the other side is no struct with names, which would have to agree.
    fn unwrap(&self, from: Node, to: Node) -> (Node, Node) {
        let (mut from, mut to) = (from, to);
        for _ in 0..MAX_DEPTH {
            let inner = |side: &Side<'_>, node, names| match node {
                Node::Struct(group) if side.is_named(group) == names => side.only_field(group),
                _ => None,
            };
            if let Some(inner) = inner(&self.chain, from, false) {
                from = inner;
            } else if let Some(inner) = inner(&self.rust, to, false) {
                to = inner;
            } else if self.is_struct_with_names(&self.chain, from) {
                let held = self.held(to);
                match inner(&self.chain, from, true) {
                    Some(inner) if !self.is_struct_with_names(&self.rust, held) => from = inner,
                    _ => return (from, to),
                }
            } else if let Some(inner) = inner(&self.rust, to, true) {
                to = inner;
            } else {
                return (from, to);
            }
        }
        (from, to)
    }

    /// What an `Option` of Rust holds: a struct of the chain may be that.
    fn held(&self, to: Node) -> Node {
        let mut held = to;
        for _ in 0..MAX_DEPTH {
            held = match held {
                Node::Option { some, .. } => self.rust.child(some),
                Node::Struct(group) if !self.rust.is_named(group) => {
                    let Some(inner) = self.rust.only_field(group) else { break };
                    inner
                }
                _ => break,
            };
        }
        held
    }

    /// Whether a node is a struct whose fields have names, or that has none.
    fn is_struct_with_names(&self, side: &Side<'_>, node: Node) -> bool {
        match node {
            Node::Struct(group) => side.is_named(group) || side.fields(group).is_empty(),
            _ => false,
        }
    }

    /// How the one is made of the other, and whether it is the same, and verbatim, by itself.
    fn relation(&mut self, from: Node, to: Node) -> Result<(Relation, bool, bool), Mismatch> {
        if from == Node::Bad || to == Node::Bad {
            return Err(self.mismatch(Why::Undescribed));
        }
        if self.alike(from, to) {
            return Ok((Relation::Alike, true, true));
        }
        if integer::is_integer(from) && integer::is_integer(to) {
            let (chain, rust) = (describe(from), describe(to));
            if !integer::fits(from, to) {
                return Err(self.mismatch(Why::Narrower { chain, rust }));
            }
            self.change(ChangeKind::Integer { chain, rust });
            let verbatim = integer::is_verbatim(from, to);
            return Ok((Relation::Integer { from, to }, false, verbatim));
        }
        match (from, to) {
            (Node::Option { some: from, .. }, Node::Option { some: to, .. }) => {
                let (from, to) = (self.chain.child(from), self.rust.child(to));
                Ok((Relation::Option(self.below(Part::Content, from, to)?), true, true))
            }
            (Node::Option { .. }, _) => Err(self.mismatch(Why::MayBeAbsent)),
            (_, Node::Option { some, .. }) => {
                self.change(ChangeKind::Present);
                let some = self.below(Part::Content, from, self.rust.child(some))?;
                Ok((Relation::Some(some), false, false))
            }
            (Node::Sequence(_) | Node::Bytes, Node::Sequence(_) | Node::Bytes) => {
                let (of, from) = element(&self.chain, from);
                let (_, to) = element(&self.rust, to);
                let each = self.below(Part::Element, from, to)?;
                Ok((Relation::Sequence { each, of }, true, true))
            }
            (
                Node::Array(_, length) | Node::ByteArray(length),
                Node::Array(_, rust) | Node::ByteArray(rust),
            ) => {
                if length != rust {
                    return Err(self.mismatch(Why::Length { chain: length, rust }));
                }
                let (_, from) = element(&self.chain, from);
                let (_, to) = element(&self.rust, to);
                let each = self.below(Part::Element, from, to)?;
                Ok((Relation::Array { each, length }, true, true))
            }
            (Node::Struct(from), Node::Struct(to)) => self.fields(from, to),
            (Node::Enum(from), Node::Enum(to)) => self.variants(from, to),
            (Node::Struct(group), to) if self.chain.fixed_point(group).is_some() => {
                let integer = integer::is_integer(to);
                let (chain, rust) = ("a fixed-point number", describe(to));
                let why = if integer { Why::FixedPoint } else { Why::Unlike { chain, rust } };
                Err(self.mismatch(why))
            }
            (_, Node::Struct(group)) if self.rust.fixed_point(group).is_some() => {
                Err(self.mismatch(Why::FixedPoint))
            }
            _ => {
                let (chain, rust) = (describe(from), describe(to));
                Err(self.mismatch(Why::Unlike { chain, rust }))
            }
        }
    }

    /// Whether two nodes without parts are the same. An account and a U256 are known by their paths
    /// and are not each other; a type that has no such path may be the 32 bytes of either.
    fn alike(&self, from: Node, to: Node) -> bool {
        let quarters = |side: &Side<'_>, of| side.child(of) == Node::U64;
        match (from, to) {
            (Node::Account, Node::ByteArray(32)) | (Node::ByteArray(32), Node::Account) => true,
            (Node::U256, Node::ByteArray(32)) | (Node::ByteArray(32), Node::U256) => true,
            (Node::U256, Node::Array(of, 4)) => quarters(&self.rust, of),
            (Node::Array(of, 4), Node::U256) => quarters(&self.chain, of),
            (Node::Struct(group), Node::Null) => self.chain.fields(group).is_empty(),
            (Node::Null, Node::Struct(group)) => self.rust.fields(group).is_empty(),
            (Node::Bad | Node::Sequence(_) | Node::Array(..), _) => false,
            (Node::Struct(_) | Node::Enum(_) | Node::Option { .. }, _) => false,
            (from, to) => from == to,
        }
    }

    fn fields(&mut self, from: u32, to: u32) -> Result<(Relation, bool, bool), Mismatch> {
        let (theirs, ours) = (self.chain.fields(from), self.rust.fields(to));
        self.spend(theirs.len() + ours.len())?;
        match (self.chain.fixed_point(from), self.rust.fixed_point(to)) {
            // One's own `struct { bits: i128 }` is the bits of whatever number it is.
            (_, None) => {}
            (Some(chain), rust) if chain.is_some() && Some(chain) == rust => {}
            _ => return Err(self.mismatch(Why::FixedPoint)),
        }
        let nameless =
            |side: &Side<'_>, group, fields: &[u32]| !side.is_named(group) && !fields.is_empty();
        let chain_names = !nameless(&self.chain, from, theirs);
        let rust_names = !nameless(&self.rust, to, ours);
        if chain_names && rust_names {
            return self.named_fields(from, to);
        }
        if theirs.len() != ours.len() {
            let (chain, rust) = (theirs.len() as u32, ours.len() as u32);
            return Err(self.mismatch(Why::Length { chain, rust }));
        }
        if chain_names {
            return Err(self.mismatch(Why::Unnamed));
        }
        // Places on the chain have no names, so a Rust struct may give them some.
        let mut sources = Vec::new();
        for (at, (&theirs, &ours)) in theirs.iter().zip(ours).enumerate() {
            let (theirs, ours) = (self.chain.child(theirs), self.rust.child(ours));
            sources.push(Some((at as u32, self.below(Part::Place(at), theirs, ours)?)));
        }
        Ok((Relation::Struct { group: from, sources }, true, true))
    }

    fn named_fields(&mut self, from: u32, to: u32) -> Result<(Relation, bool, bool), Mismatch> {
        let (theirs, ours) = (self.chain.fields(from), self.rust.fields(to));
        let names: Vec<&'s str> = (0..theirs.len()).map(|at| self.chain.name(from, at)).collect();
        let mut sources = Vec::new();
        let mut read = Vec::new();
        read.resize(theirs.len(), false);
        for (at, &field) in ours.iter().enumerate() {
            let name = self.rust.name(to, at);
            // Structs mostly agree, so the field at the same place is tried first.
            let place = match names.get(at) {
                Some(same) if *same == name => Some(at),
                _ => names.iter().position(|other| *other == name),
            };
            let to = self.rust.child(field);
            self.path.push(Part::Name(name));
            match place {
                // Rust's names are unique; those of another runtime's metadata need not be.
                Some(place) if read[place] => return Err(self.mismatch(Why::Missing)),
                Some(place) => {
                    read[place] = true;
                    let pair = self.pair(self.chain.child(theirs[place]), to)?;
                    sources.push(Some((place as u32, pair)));
                }
                None if matches!(to, Node::Option { .. }) => {
                    self.change(ChangeKind::Unknown);
                    sources.push(None);
                }
                None => return Err(self.mismatch(Why::Missing)),
            }
            self.path.pop();
        }
        for (at, read) in read.into_iter().enumerate() {
            if !read {
                self.path.push(Part::Name(names[at]));
                self.change(ChangeKind::Skipped);
                self.path.pop();
            }
        }
        let places = sources.iter().map(|source| source.map(|(place, _)| place));
        let same = places.clone().eq((0..theirs.len() as u32).map(Some));
        if !places.flatten().is_sorted_by(|a, b| a < b) {
            self.change(ChangeKind::Order);
        }
        Ok((Relation::Struct { group: from, sources }, same, same))
    }

    fn variants(&mut self, from: u32, to: u32) -> Result<(Relation, bool, bool), Mismatch> {
        let (theirs, ours) = (self.chain.table().groups_of(from), self.rust.table().groups_of(to));
        self.spend(theirs.len() + ours.len())?;
        let mut variants = Vec::new();
        for &group in theirs {
            variants.push(match group {
                Enum::NONE => None,
                group => self.variant(group, ours)?,
            });
        }
        let count = |groups: &[u32]| groups.iter().filter(|group| **group != Enum::NONE).count();
        let (theirs, ours) = (count(theirs), count(ours));
        let known = variants.iter().flatten().count();
        if known == 0 && theirs > 0 {
            return Err(self.mismatch(Why::Variants));
        }
        let in_place = |(at, variant): (usize, &Option<(u8, PairId)>)| match variant {
            Some((index, _)) => usize::from(*index) == at,
            None => true,
        };
        let verbatim = known == theirs && variants.iter().enumerate().all(in_place);
        let same = verbatim && known == ours;
        if !same {
            self.change(ChangeKind::Variants);
        }
        Ok((Relation::Enum { of: from, variants }, same, verbatim))
    }

    /// The Rust variant of the same name, if there is one, and its fields.
    fn variant(&mut self, group: u32, ours: &[u32]) -> Result<Option<(u8, PairId)>, Mismatch> {
        let name = self.chain.variant_name(group);
        let named = |of: &u32| *of != Enum::NONE && self.rust.variant_name(*of) == name;
        let Some(index) = ours.iter().position(named) else { return Ok(None) };
        let fields =
            self.below(Part::Name(name), Node::Struct(group), Node::Struct(ours[index]))?;
        // An enum has at most 256 places.
        Ok(Some((index as u8, fields)))
    }

    fn below(&mut self, part: Part<'s>, from: Node, to: Node) -> Result<PairId, Mismatch> {
        self.path.push(part);
        let pair = self.pair(from, to)?;
        self.path.pop();
        Ok(pair)
    }

    fn spend(&mut self, parts: usize) -> Result<(), Mismatch> {
        self.parts += parts;
        if parts > 2 * MAX_FIELDS || self.parts > MAX_PARTS {
            Err(self.mismatch(Why::TooLarge))
        } else {
            Ok(())
        }
    }

    fn change(&mut self, what: ChangeKind) {
        if self.changes.len() < MAX_CHANGES {
            self.changes.push(Change::new(self.path(), what));
        }
    }

    #[cold]
    fn mismatch(&self, why: Why) -> Mismatch {
        Mismatch::new(self.path(), why)
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for part in &self.path {
            let dot = if path.is_empty() { "" } else { "." };
            // Writing to a String does not fail.
            let _ = match part {
                Part::Content => Ok(()),
                Part::Element => write!(path, "[]"),
                Part::Name(name) => write!(path, "{dot}{name}"),
                Part::Place(place) => write!(path, "{dot}{place}"),
            };
        }
        path
    }
}

/// The element of a list: its node's index, where it has one, and its node.
fn element(side: &Side<'_>, list: Node) -> (Option<u32>, Node) {
    match list {
        Node::Sequence(of) | Node::Array(of, _) => (Some(of), side.child(of)),
        _ => (None, Node::U8),
    }
}
