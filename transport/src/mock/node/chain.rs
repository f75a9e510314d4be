//! A chain as the node behind a connection.

use alloc::boxed::Box;

use super::{Answers, Conversation, Node};
use crate::mock::Chain;

impl Node for Chain {
    fn converse(&self) -> Box<dyn Conversation> {
        Answers::of(self.clone()).converse()
    }
}
