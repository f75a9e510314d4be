//! Plans between randomly edited types, held against a plain reading by names.

#[path = "../../codec/tests/layout/by_name.rs"]
mod by_name;

/// The bytes choose a type, what is edited in it, and values.
pub fn check(data: &[u8]) {
    by_name::check(data);
}
