//! Any bytes as arguments of a storage item, and as its keys.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::keys::check(data));
