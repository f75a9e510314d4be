//! Transports that wrap a transport.

mod limit;
mod meter;
mod record;
#[cfg(test)]
mod testing;

pub use limit::Limit;
pub use meter::{Meter, Usage};
pub use record::{Record, RecordError};
