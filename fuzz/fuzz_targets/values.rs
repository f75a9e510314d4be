//! Any bytes as a value of any type of a runtime: the first three choose the type.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::values::check(data));
