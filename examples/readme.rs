//! The programs in the project's README, so that they are compiled with the tests.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
