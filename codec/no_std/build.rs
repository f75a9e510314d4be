//! Asks for libc, as std would.

fn main() {
    println!("cargo::rustc-link-lib=c");
}
