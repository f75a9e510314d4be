//! A look into a value where its bytes lie.
//!
//! One pass checks the bytes and notes where their parts begin: eight bytes for each part whose
//! place is not plain from the type. What is never looked at is never decoded.
//!
//! ```
//! use subwire_codec::codec::Encode;
//! use subwire_codec::registry::Registry;
//! use subwire_codec::scale_info::TypeInfo;
//! use subwire_codec::schema::Schema;
//!
//! #[derive(Encode, TypeInfo)]
//! # #[codec(crate = subwire_codec::codec)]
//! # #[scale_info(crate = subwire_codec::scale_info)]
//! struct Price {
//!     name: String,
//!     rao: u64,
//! }
//!
//! let (registry, prices) = Registry::of::<Vec<Price>>();
//! let schema = Schema::new(registry);
//! let bytes = vec![Price { name: "root".into(), rao: 9 }].encode();
//!
//! let document = schema.view(prices, &bytes)?;
//! let first = document.root().at(0).unwrap();
//! assert_eq!(first.get("name").and_then(|name| name.as_str()), Some("root"));
//! assert_eq!(first.get("rao").and_then(|rao| rao.as_u64()), Some(9));
//! # Ok::<(), subwire_codec::schema::ReadError>(())
//! ```

mod bridge;
mod document;
mod read;
mod tape;
#[cfg(test)]
mod tests;
mod walk;

pub use self::document::Document;
pub use self::tape::Tape;
pub use self::walk::View;
