//! Carries out a plan on a value's bytes.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::error::{ValueError, ValueErrorKind};
use super::integer::{convert, convert_run};
use super::output::Output;
use super::plan::{NONE, Op, Plan, Step};
use crate::cursor::Fault;
use crate::schema::{Enum, ReadError, Skip, Source, Table, deeper};

/// What a plan has made of bytes.
pub(super) enum Outcome {
    /// The bytes are the Rust type's bytes as they are.
    AsTheyAre,
    /// The Rust type's bytes: so many at the start of the buffer.
    Written(usize),
}

/// Why a plan has stopped.
pub(super) struct Stop {
    pub(super) fault: Fault,
    /// Where it stopped for a variant of the chain that Rust does not know.
    pub(super) unknown: Option<Unknown>,
}

/// A variant that Rust does not know: where its index stands, the enum, and the variant's group.
#[derive(Clone, Copy)]
pub(super) struct Unknown {
    offset: usize,
    of: u32,
    group: u32,
}

impl Plan {
    /// Makes the Rust type's bytes of exactly one value of the chain. `buffer` may hold anything.
    pub(super) fn run(&self, bytes: &[u8], buffer: &mut Vec<u8>) -> Result<Outcome, Stop> {
        let limits = self.chain.limits();
        let table = self.chain.table();
        let mut source = self.chain.source(bytes);
        if let Op::Copy(node) = self.ops[self.root as usize] {
            let read =
                table.skip(node, &mut source, self.chain.depth()).and_then(|()| end(&source));
            return match read {
                Ok(()) => Ok(Outcome::AsTheyAre),
                Err(fault) => Err(Stop { fault, unknown: None }),
            };
        }
        let expected = bytes.len() + bytes.len() / 4;
        let output = Output::new(core::mem::take(buffer), expected, limits.output);
        let marks = Vec::new();
        let mut runner =
            Runner { plan: self, table, source, total: bytes.len(), output, marks, unknown: None };
        let ran = runner.op(self.root, self.chain.depth()).and_then(|()| end(&runner.source));
        let (bytes, len) = runner.output.finish();
        *buffer = bytes;
        let ran = ran.and(if len > limits.output { Err(Fault::Output) } else { Ok(()) });
        match ran {
            Ok(()) => Ok(Outcome::Written(len)),
            Err(fault) => Err(Stop { fault, unknown: runner.unknown }),
        }
    }
}

fn end(source: &Source<'_>) -> Result<(), Fault> {
    if source.rest.is_empty() { Ok(()) } else { Err(Fault::Trailing) }
}

struct Runner<'p, 'b> {
    plan: &'p Plan,
    table: &'p Table,
    source: Source<'b>,
    total: usize,
    output: Output,
    /// The ends of the pieces of structs that are being written.
    marks: Vec<usize>,
    unknown: Option<Unknown>,
}

impl Runner<'_, '_> {
    fn op(&mut self, op: u32, depth: u32) -> Result<(), Fault> {
        let plan = self.plan;
        match plan.ops[op as usize] {
            Op::Copy(node) => {
                let start = self.source.rest;
                self.table.skip(node, &mut self.source, depth)?;
                self.output.copy(start, start.len() - self.source.rest.len())
            }
            Op::Integer { from, to } => convert(from, to, &mut self.source, &mut self.output),
            Op::Struct(program) => self.program(program, depth),
            Op::Sequence { each, of } => {
                let depth = deeper(depth)?;
                let start = self.source.rest;
                let length = match of {
                    Some(of) => self.table.length(&mut self.source, of)?,
                    None => self.source.length()?,
                };
                self.output.copy(start, start.len() - self.source.rest.len())?;
                self.elements(each, length, depth)
            }
            Op::Array { each, length } => self.elements(each, length as usize, depth),
            Op::Option(some) => {
                let depth = deeper(depth)?;
                let tag = self.source.byte()?;
                self.output.fixed([tag])?;
                match tag {
                    0 => Ok(()),
                    1 => self.op(some, depth),
                    _ => Err(Fault::Variant),
                }
            }
            Op::Some(some) => {
                let depth = deeper(depth)?;
                self.output.fixed([1])?;
                self.op(some, depth)
            }
            Op::Enum { of, first } => {
                let depth = deeper(depth)?;
                let offset = self.total - self.source.rest.len();
                let index = self.source.byte()?;
                let group = self.table.variant(of, index)?;
                let Some((index, fields)) = plan.variants[first as usize + usize::from(index)]
                else {
                    self.unknown = Some(Unknown { offset, of, group });
                    return Err(Fault::Variant);
                };
                self.output.fixed([index])?;
                self.op(fields, depth)
            }
        }
    }

    fn elements(&mut self, each: u32, length: usize, depth: u32) -> Result<(), Fault> {
        match self.plan.ops[each as usize] {
            Op::Struct(program) => {
                for _ in 0..length {
                    self.program(program, depth)?;
                }
            }
            Op::Integer { from, to } => {
                convert_run(from, to, length, &mut self.source, &mut self.output)?;
            }
            _ => {
                for _ in 0..length {
                    self.op(each, depth)?;
                }
            }
        }
        Ok(())
    }

    fn program(&mut self, program: u32, depth: u32) -> Result<(), Fault> {
        let plan = self.plan;
        let program = &plan.programs[program as usize];
        let (start, first_mark) = (self.output.len(), self.marks.len());
        for step in &plan.steps[program.steps.start as usize..program.steps.end as usize] {
            match step {
                Step::Copy(len) => {
                    let from = self.source.rest;
                    self.source.take(*len as usize)?;
                    self.output.copy(from, *len as usize)?;
                }
                Step::CopyPast(skips) => {
                    let from = self.source.rest;
                    self.past(&plan.skips[skips.start as usize..skips.end as usize], depth)?;
                    self.output.copy(from, from.len() - self.source.rest.len())?;
                }
                Step::Integer { from, to } => {
                    convert(*from, *to, &mut self.source, &mut self.output)?;
                }
                Step::None => self.output.fixed([0])?,
                Step::Op(op) => self.op(*op, depth)?,
                Step::Mark => self.marks.push(self.output.len()),
                Step::Skip(len) => self.source.take(*len as usize).map(drop)?,
                Step::SkipPast(skips) => {
                    self.past(&plan.skips[skips.start as usize..skips.end as usize], depth)?;
                }
            }
        }
        if program.order.is_empty() {
            return Ok(());
        }
        let end = self.output.len();
        for &piece in &plan.order[program.order.start as usize..program.order.end as usize] {
            if piece == NONE {
                self.output.fixed([0])?;
                continue;
            }
            let at = first_mark + usize::from(piece);
            let from = if piece == 0 { start } else { self.marks[at - 1] };
            self.output.repeat(from, self.marks[at])?;
        }
        self.output.replace(start, end);
        self.marks.truncate(first_mark);
        Ok(())
    }

    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn past(&mut self, skips: &[Skip], depth: u32) -> Result<(), Fault> {
        for skip in skips {
            self.table.skip_step(*skip, &mut self.source, depth)?;
        }
        Ok(())
    }
}

impl Plan {
    /// The Rust type's bytes of exactly one value of the chain: in the buffer, or the same bytes.
    pub(super) fn apply<'b>(
        &self,
        bytes: &'b [u8],
        buffer: &'b mut Vec<u8>,
    ) -> Result<&'b [u8], ValueError> {
        match self.run(bytes, buffer) {
            Ok(Outcome::AsTheyAre) => Ok(bytes),
            Ok(Outcome::Written(len)) => Ok(&buffer[..len]),
            Err(stop) => Err(self.error(bytes, &stop)),
        }
    }

    #[cold]
    fn error(&self, bytes: &[u8], stop: &Stop) -> ValueError {
        let Some(unknown) = stop.unknown else {
            let error = match self.ty {
                Some(ty) => self.chain.locate(ty, bytes, stop.fault),
                None => ReadError::new(stop.fault, 0, bytes.len(), String::new()),
            };
            return ValueError::new(ValueErrorKind::Bytes(error));
        };
        let name = self.chain.table().group(unknown.group).variant;
        let name = name.map_or("", |name| self.chain.registry().str(name)).to_owned();
        let path = self.path_to(bytes, unknown).unwrap_or_default();
        ValueError::new(ValueErrorKind::Variant { name, path, offset: unknown.offset })
    }

    /// The way to a variant: to what is wrong once its index is one that its enum does not have.
    fn path_to(&self, bytes: &[u8], unknown: Unknown) -> Option<String> {
        let groups = self.chain.table().groups_of(unknown.of);
        let hole = groups.iter().position(|group| *group == Enum::NONE).unwrap_or(groups.len());
        let mut bytes = bytes.to_vec();
        *bytes.get_mut(unknown.offset)? = u8::try_from(hole).ok()?;
        let error = self.chain.validate(self.ty?, &bytes).err()?;
        (error.offset() == unknown.offset).then(|| error.path().to_owned())
    }
}
