//! Compares `subwire-codec` with named peers, in one process and interleaved, over recorded
//! values; and runs its operations one at a time, so that their instructions can be counted.
//!
//! - [`corpus`] finds the recorded values and their types; [`names`] finds a type by its name.
//! - [`peers`] and [`ours`] hold the operations: closures that do one thing to one [`Set`].
//! - [`typed`] has the Rust types that values are decoded into.
//! - [`rows`] is the table: what is compared with what, and the floor that we want to reach.
//! - [`measure`] takes the times.
//!
//! The README tells how a row gets its column.

pub mod corpus;
pub mod measure;
pub mod names;
pub mod ours;
pub mod peers;
pub mod rows;
pub mod typed;

use std::rc::Rc;

pub use corpus::{Corpus, Part, Runtime, Set};

/// One thing done to one set: decodes, checks that all bytes were read, and gives a number that
/// hangs on the outcome, so that no compiler leaves the work away. Panics where its subject
/// fails.
pub type Op = Box<dyn FnMut() -> usize>;

/// Makes an [`Op`] for a set. What is done once per runtime is done here and not timed.
pub type Make = fn(Rc<Set>) -> Op;
