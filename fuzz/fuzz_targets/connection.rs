//! Any bytes as what callers, peers and sockets do to a connection.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| subwire_fuzz::connection::check(data));
