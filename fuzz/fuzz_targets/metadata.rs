//! Metadata, from bytes and from edits that leave its encoding whole.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::metadata::check(data));
