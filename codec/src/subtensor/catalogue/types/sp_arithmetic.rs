//! Types of the crate `sp_arithmetic`.

use crate::codec::{Decode, Encode};
use crate::describe;

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub enum ArithmeticError {
    Underflow,
    Overflow,
    DivisionByZero,
}

describe!(enum ArithmeticError {
    0 Underflow,
    1 Overflow,
    2 DivisionByZero,
});

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct FixedU128(pub u128);

describe!(FixedU128(u128));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Perbill(pub u32);

describe!(Perbill(u32));

#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Permill(pub u32);

describe!(Permill(u32));
