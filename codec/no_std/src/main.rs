//! Links `subwire-codec` without `std` and runs it. A crate in its tree that pulls `std` in
//! brings a second panic handler with it, and the build fails.
//!
//! The process's exit status is 0, or the number of the check that failed; see `check.sh`.

#![no_std]
#![no_main]

use core::alloc::{GlobalAlloc, Layout};
use core::ffi::{c_char, c_int};
use core::panic::PanicInfo;

use subwire_codec_no_std::CHECKS;

// A std crate that no code names is not loaded, and the proof that the check bites would be none.
#[cfg(feature = "leak")]
use serde_json as _;

#[unsafe(no_mangle)]
extern "C" fn main(_argc: c_int, _argv: *const *const c_char) -> c_int {
    let failed = CHECKS.iter().position(|check| !check());
    match failed {
        // SAFETY: a C string of this program.
        None => unsafe { puts(c"no_std ok".as_ptr()) }.min(0),
        Some(index) => index as c_int + 1,
    }
}

unsafe extern "C" {
    fn abort() -> !;
    fn aligned_alloc(align: usize, size: usize) -> *mut u8;
    fn free(memory: *mut u8);
    fn puts(text: *const c_char) -> c_int;
}

struct LibcAllocator;

// SAFETY: C11's aligned_alloc gives memory of the asked alignment and size, or null; free takes it
// back. It wants the size to be a multiple of the alignment.
unsafe impl GlobalAlloc for LibcAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let layout = layout.pad_to_align();
        // Some systems want at least a pointer's alignment.
        let align = layout.align().max(size_of::<usize>());
        // SAFETY: the size is a multiple of a power of two that is at least a pointer's.
        unsafe { aligned_alloc(align, layout.size().next_multiple_of(align)) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, _: Layout) {
        // SAFETY: the caller gives back what `alloc` gave.
        unsafe { free(memory) }
    }
}

#[global_allocator]
static ALLOCATOR: LibcAllocator = LibcAllocator;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // SAFETY: it takes nothing.
    unsafe { abort() }
}

// The host's `alloc` was built for unwinding and names these two symbols in unoptimised builds.
// With `panic = "abort"` nobody calls them.

#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[unsafe(no_mangle)]
extern "C" fn _Unwind_Resume() -> ! {
    // SAFETY: it takes nothing.
    unsafe { abort() }
}
