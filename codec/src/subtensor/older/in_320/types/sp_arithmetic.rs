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
