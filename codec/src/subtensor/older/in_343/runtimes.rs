//! The runtimes that descriptors were compared with.

use crate::Runtimes;

pub const IN_212_224_233: Runtimes = Runtimes::new("node-subtensor", &[212, 224, 233]);
pub const IN_315_320_343: Runtimes = Runtimes::new("node-subtensor", &[315, 320, 343]);
