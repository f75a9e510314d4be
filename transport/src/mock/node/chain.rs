//! A chain as the node behind a connection.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use core::task::{Context, Poll};

use bytes::Bytes;

use super::{Conversation, Node};
use crate::mock::{Chain, Session};

impl Node for Chain {
    fn converse(&self) -> Box<dyn Conversation> {
        Box::new(Talk {
            chain: self.clone(),
            session: Some(self.session()),
            answers: VecDeque::new(),
            held: 0,
        })
    }

    fn converse_once(&self) -> Box<dyn Conversation> {
        Box::new(Talk { chain: self.clone(), session: None, answers: VecDeque::new(), held: 0 })
    }
}

/// A conversation that answers at once.
struct Talk {
    chain: Chain,
    /// What subscriptions belong to; none where nothing can be sent later.
    session: Option<Session>,
    answers: VecDeque<String>,
    /// Bytes of the answers.
    held: usize,
}

impl Conversation for Talk {
    fn handle_frame(&mut self, frame: Bytes) {
        // What is no text is no JSON either, and neither is an empty one.
        let frame = core::str::from_utf8(&frame).unwrap_or_default();
        let answer = match &mut self.session {
            Some(session) => session.handle(frame),
            None => self.chain.handle(frame),
        };
        self.held += answer.as_ref().map_or(0, String::len);
        self.answers.extend(answer);
    }

    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<String> {
        // The answer to a subscription goes before its items.
        match (self.answers.pop_front(), &mut self.session) {
            (Some(answer), _) => {
                self.held -= answer.len();
                Poll::Ready(answer)
            }
            (None, Some(session)) => session.poll_notification(cx),
            (None, None) => Poll::Pending,
        }
    }

    fn unanswered(&self) -> usize {
        self.answers.len()
    }

    fn held(&self) -> usize {
        self.held
    }
}

#[cfg(test)]
mod tests {
    use core::task::Waker;

    use super::*;

    /// The frames that are there to be sent.
    fn frames(talk: &mut dyn Conversation) -> Vec<String> {
        let mut cx = Context::from_waker(Waker::noop());
        let mut frames = Vec::new();
        while let Poll::Ready(frame) = talk.poll_frame(&mut cx) {
            frames.push(frame);
        }
        frames
    }

    const HEADS: &[u8] = br#"{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads"}"#;

    #[test]
    fn answers_go_before_the_items_of_their_subscriptions() {
        let chain = Chain::builder().build();
        let mut talk = chain.converse();
        talk.handle_frame(Bytes::from_static(HEADS));
        talk.handle_frame(Bytes::from_static(b"\xff"));
        assert_eq!(talk.unanswered(), 2);
        let sent = frames(&mut *talk);
        assert_eq!((sent.len(), talk.unanswered()), (3, 0));
        assert!(sent[0].contains(r#""id":1,"result":""#) && sent[1].contains("-32700"), "{sent:?}");
        assert!(sent[2].contains(r#""method":"chain_newHead""#), "{sent:?}");
        chain.advance(2);
        assert_eq!(frames(&mut *talk).len(), 2);
        drop(talk);
        assert_eq!(chain.subscriptions(), 0);
    }

    #[test]
    fn nothing_is_subscribed_to_where_nothing_can_be_sent_later() {
        let chain = Chain::builder().build();
        let mut talk = chain.converse_once();
        talk.handle_frame(Bytes::from_static(HEADS));
        assert!(frames(&mut *talk)[0].contains("-32603"));
        assert_eq!(chain.subscriptions(), 0);
    }
}
