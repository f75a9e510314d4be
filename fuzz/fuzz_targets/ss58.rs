//! Any text as an address, an account, an amount and a subnet's number.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| subwire_fuzz::text::check(text));
