//! Transports that wrap a transport.

mod meter;

pub use meter::{Meter, Usage};
