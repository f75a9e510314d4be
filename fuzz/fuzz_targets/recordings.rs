//! Any bytes as the file of a recording.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::recordings::check(data));
