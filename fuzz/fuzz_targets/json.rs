//! JSON text into values of every type, and values into text and back.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::json::check(data));
