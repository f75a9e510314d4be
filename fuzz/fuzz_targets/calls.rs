//! Calls made by names, of arguments as people and programs write them.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::calls::check(data));
