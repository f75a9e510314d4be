//! A small owned tree, for those who want to keep a value, to compare or to build one.
//!
//! Names are not copied: the structs of one value share the names of the schema's types. Lists of
//! plain things are packed, a list of structs is one block. What a value *is* does not hang on
//! that: [`Value::kind`] shows it, and equality looks at the content.

mod bits;
mod decode;
mod display;
mod kind;
mod look;
mod names;
#[cfg(feature = "serde")]
mod serde;
#[cfg(test)]
mod tests;
mod tree;
mod wide;

pub use self::bits::Bits;
pub use self::kind::{Fields, Kind, List};
pub use self::tree::Value;
