//! Any bytes as a value or a key: the first byte chooses of which type.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::types::check(data));
