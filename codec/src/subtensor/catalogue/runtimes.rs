//! The runtimes that descriptors were compared with.

use crate::Runtimes;

pub const IN_212: Runtimes = Runtimes::new("node-subtensor", &[212]);
pub const IN_212_224: Runtimes = Runtimes::new("node-subtensor", &[212, 224]);
pub const IN_212_224_233: Runtimes = Runtimes::new("node-subtensor", &[212, 224, 233]);
pub const IN_212_224_233_315: Runtimes = Runtimes::new("node-subtensor", &[212, 224, 233, 315]);
pub const IN_212_224_233_315_320: Runtimes =
    Runtimes::new("node-subtensor", &[212, 224, 233, 315, 320]);
pub const IN_212_224_233_315_320_343: Runtimes =
    Runtimes::new("node-subtensor", &[212, 224, 233, 315, 320, 343]);
pub const IN_212_224_233_315_320_343_365: Runtimes =
    Runtimes::new("node-subtensor", &[212, 224, 233, 315, 320, 343, 365]);
pub const IN_212_233_315_320_343_365: Runtimes =
    Runtimes::new("node-subtensor", &[212, 233, 315, 320, 343, 365]);
pub const IN_224_233_315_320_343_365: Runtimes =
    Runtimes::new("node-subtensor", &[224, 233, 315, 320, 343, 365]);
pub const IN_233: Runtimes = Runtimes::new("node-subtensor", &[233]);
pub const IN_233_315: Runtimes = Runtimes::new("node-subtensor", &[233, 315]);
pub const IN_233_315_320: Runtimes = Runtimes::new("node-subtensor", &[233, 315, 320]);
pub const IN_233_315_320_343_365: Runtimes =
    Runtimes::new("node-subtensor", &[233, 315, 320, 343, 365]);
pub const IN_315: Runtimes = Runtimes::new("node-subtensor", &[315]);
pub const IN_315_320_343_365: Runtimes = Runtimes::new("node-subtensor", &[315, 320, 343, 365]);
pub const IN_320_343_365: Runtimes = Runtimes::new("node-subtensor", &[320, 343, 365]);
pub const IN_343_365: Runtimes = Runtimes::new("node-subtensor", &[343, 365]);
pub const IN_365: Runtimes = Runtimes::new("node-subtensor", &[365]);
