//! Writes down how the chain's bytes become those of the Rust type.
//!
//! A struct becomes a program in the chain's order, so that every byte is read once: fields that
//! stay as they are are read and copied together, the others one by one. Where Rust has them in
//! another order, the pieces that were written are put in order at the end.

use alloc::vec::Vec;
use core::ops::Range;

use super::compare::{Comparison, Pair, PairId, Relation};
use super::difference::Change;
use crate::schema::{Node, Schema, Skip, Table};

/// A struct inside with more steps than this is called to be skipped, not dissolved.
const MAX_INLINE: usize = 48;

/// How values of a type of the chain become values of a Rust type.
pub struct Plan {
    pub(super) chain: Schema,
    /// The type, by which errors find their paths; none where it is the fields of a variant.
    pub(super) ty: Option<u32>,
    pub(super) root: u32,
    pub(super) ops: Vec<Op>,
    pub(super) programs: Vec<Program>,
    pub(super) steps: Vec<Step>,
    pub(super) order: Vec<u16>,
    pub(super) skips: Vec<Skip>,
    pub(super) variants: Vec<Option<(u8, u32)>>,
    pub(crate) changes: Vec<Change>,
}

/// How one value is made. Numbers are places in [`Plan::ops`] unless something else is said.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    Array {
        each: u32,
        length: u32,
    },
    Copy(Node),
    /// The chain's enum, and the first of its places in [`Plan::variants`].
    Enum {
        of: u32,
        first: u32,
    },
    Integer {
        from: Node,
        to: Node,
    },
    Option(u32),
    /// `of` is the node of the chain's element.
    Sequence {
        each: u32,
        of: Option<u32>,
    },
    Some(u32),
    /// A place in [`Plan::programs`].
    Struct(u32),
}

/// How a struct is made.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Range<u32>,
    /// The pieces in Rust's order, or [`NONE`]; empty where that is the chain's order.
    pub(super) order: Range<u32>,
}

/// In [`Plan::order`]: a field that reads as `None`.
pub(super) const NONE: u16 = u16::MAX;

#[derive(Debug)]
pub(super) enum Step {
    /// So many bytes, whatever they are.
    Copy(u32),
    /// All that these of [`Plan::skips`] go past.
    CopyPast(Range<u32>),
    Integer {
        from: Node,
        to: Node,
    },
    /// A field that reads as `None`.
    None,
    Op(u32),
    /// A piece ends here.
    Mark,
    Skip(u32),
    SkipPast(Range<u32>),
}

impl Plan {
    pub(super) fn new(chain: &Schema, ty: Option<u32>, comparison: Comparison) -> Self {
        let Comparison { pairs, root, changes } = comparison;
        let mut plan = Self {
            chain: chain.clone(),
            ty,
            root,
            ops: Vec::with_capacity(pairs.len()),
            programs: Vec::new(),
            steps: Vec::new(),
            order: Vec::new(),
            skips: Vec::new(),
            variants: Vec::new(),
            changes,
        };
        for pair in &pairs {
            let op = plan.op(chain.table(), &pairs, pair);
            plan.ops.push(op);
        }
        plan
    }

    fn op(&mut self, table: &Table, pairs: &[Pair], pair: &Pair) -> Op {
        if pair.verbatim {
            return Op::Copy(pair.chain);
        }
        match &pair.relation {
            Relation::Alike => Op::Copy(pair.chain),
            Relation::Array { each, length } => Op::Array { each: *each, length: *length },
            Relation::Enum { of, variants } => {
                let first = self.variants.len() as u32;
                self.variants.extend_from_slice(variants);
                Op::Enum { of: *of, first }
            }
            Relation::Integer { from, to } => Op::Integer { from: *from, to: *to },
            Relation::Option(some) => Op::Option(*some),
            Relation::Sequence { each, of } => Op::Sequence { each: *each, of: *of },
            Relation::Some(some) => Op::Some(*some),
            Relation::Struct { group, sources } => {
                let fields = table.fields(table.group(*group));
                let mut writer = Writer { plan: self, table, pairs, fields };
                let program = writer.program(sources);
                self.programs.push(program);
                Op::Struct(self.programs.len() as u32 - 1)
            }
        }
    }
}

struct Writer<'w> {
    plan: &'w mut Plan,
    table: &'w Table,
    pairs: &'w [Pair],
    /// The nodes of the chain's fields.
    fields: &'w [u32],
}

impl Writer<'_> {
    fn program(&mut self, sources: &[Option<(u32, PairId)>]) -> Program {
        let first_step = self.plan.steps.len() as u32;
        let first_piece = self.plan.order.len() as u32;
        if sources.iter().flatten().is_sorted_by(|a, b| a.0 < b.0) {
            self.in_order(sources);
        } else {
            self.out_of_order(sources);
        }
        Program {
            steps: first_step..self.plan.steps.len() as u32,
            order: first_piece..self.plan.order.len() as u32,
        }
    }

    fn in_order(&mut self, sources: &[Option<(u32, PairId)>]) {
        let mut run = Run::default();
        let mut next = 0;
        for source in sources {
            match *source {
                None => {
                    self.end(&mut run);
                    self.plan.steps.push(Step::None);
                }
                Some((place, pair)) => {
                    self.skip(&mut run, next..place);
                    self.field(&mut run, place, pair);
                    next = place + 1;
                }
            }
        }
        self.skip(&mut run, next..self.fields.len() as u32);
        self.end(&mut run);
    }

    fn out_of_order(&mut self, sources: &[Option<(u32, PairId)>]) {
        // Which field of Rust is made of a field of the chain. No two are: names are unique.
        let mut used = Vec::new();
        used.resize(self.fields.len(), None);
        for (at, source) in sources.iter().enumerate() {
            if let Some((place, pair)) = source {
                used[*place as usize] = Some((at, *pair));
            }
        }
        let mut piece_of = Vec::new();
        piece_of.resize(sources.len(), NONE);
        let mut run = Run::default();
        let mut pieces = 0;
        for (place, field) in used.iter().enumerate() {
            let Some((at, pair)) = *field else {
                self.skip(&mut run, place as u32..place as u32 + 1);
                continue;
            };
            self.field(&mut run, place as u32, pair);
            piece_of[at] = pieces;
            // The next one may follow it in Rust as well.
            let goes_on = matches!(used.get(place + 1), Some(Some((next, _))) if *next == at + 1);
            if !goes_on {
                self.end(&mut run);
                self.plan.steps.push(Step::Mark);
                pieces += 1;
            }
        }
        self.end(&mut run);
        let mut last = NONE;
        for piece in piece_of {
            if piece == NONE || piece != last {
                self.plan.order.push(piece);
            }
            last = piece;
        }
    }

    /// A field of the chain that Rust reads.
    fn field(&mut self, run: &mut Run, place: u32, pair: PairId) {
        let what = &self.pairs[pair as usize];
        if what.verbatim {
            self.extend(run, true, place);
            return;
        }
        self.end(run);
        let step = match what.relation {
            Relation::Integer { from, to } => Step::Integer { from, to },
            _ => Step::Op(pair),
        };
        self.plan.steps.push(step);
    }

    /// Fields of the chain that Rust does not read.
    fn skip(&mut self, run: &mut Run, places: Range<u32>) {
        for place in places {
            self.extend(run, false, place);
        }
    }

    /// One more field that is read past; all of a run are copied, or none.
    fn extend(&mut self, run: &mut Run, copy: bool, place: u32) {
        if run.copy != copy {
            self.end(run);
            run.copy = copy;
        }
        let index = self.fields[place as usize];
        if let Some(size) = self.table.info(index).plain_size() {
            run.push(Skip::Advance(size as u32));
            return;
        }
        match self.table.child(index) {
            Node::Struct(group) => {
                let inner = self.table.skips(self.table.group(group));
                if inner.len() <= MAX_INLINE {
                    inner.iter().for_each(|skip| run.push(*skip));
                } else {
                    run.push(Skip::Node(Node::Struct(group)));
                }
            }
            node => run.push(Skip::Node(node)),
        }
    }

    /// Writes down what a run has become.
    fn end(&mut self, run: &mut Run) {
        let step = match run.skips[..] {
            [] => return,
            [Skip::Advance(0)] => None,
            [Skip::Advance(len)] if run.copy => Some(Step::Copy(len)),
            [Skip::Advance(len)] => Some(Step::Skip(len)),
            _ => {
                let first = self.plan.skips.len() as u32;
                self.plan.skips.extend_from_slice(&run.skips);
                let past = first..self.plan.skips.len() as u32;
                Some(if run.copy { Step::CopyPast(past) } else { Step::SkipPast(past) })
            }
        };
        self.plan.steps.extend(step);
        run.skips.clear();
    }
}

/// Neighbouring fields that are read past.
#[derive(Default)]
struct Run {
    copy: bool,
    skips: Vec<Skip>,
}

impl Run {
    fn push(&mut self, skip: Skip) {
        if let (Some(Skip::Advance(all)), Skip::Advance(more)) = (self.skips.last_mut(), skip) {
            if let Some(sum) = all.checked_add(more) {
                *all = sum;
                return;
            }
        }
        self.skips.push(skip);
    }
}
