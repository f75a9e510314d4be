//! The events of a block, from any bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::events::check(data));
