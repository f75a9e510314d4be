//! A range of keys, and what a page of it must look like.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The keys with a prefix, or a part of them in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) prefix: Vec<u8>,
    /// The keys behind this one.
    pub(crate) after: Option<Vec<u8>>,
    /// The keys before this one.
    until: Option<Vec<u8>>,
}

impl Span {
    pub(crate) fn new(prefix: Vec<u8>) -> Self {
        Self { prefix, after: None, until: None }
    }

    /// Those of the keys that come behind this one, whether it is one of them or not.
    pub(crate) fn start_after(&mut self, key: Vec<u8>) {
        if key.starts_with(&self.prefix) {
            self.after = Some(key);
        } else if key > self.prefix {
            // All of them come before it.
            self.until = Some(self.prefix.clone());
        }
    }

    /// Whether there can be no key in it.
    pub(crate) fn is_empty(&self) -> bool {
        let from = self.after.as_ref().unwrap_or(&self.prefix);
        self.until.as_ref().is_some_and(|until| until <= from)
    }

    /// The same keys in so many parts or fewer, about equal where a hash follows the prefix.
    ///
    /// The parts meet between two values of the byte behind the prefix. No key ends with that
    /// byte, being one of a hash of eight bytes at least, so none is that bound itself.
    pub(crate) fn split(self, parts: u16) -> Vec<Self> {
        let parts = usize::from(parts.clamp(1, 256));
        let bound = |part: usize| {
            let byte = u8::try_from(part * 256 / parts).ok().filter(|byte| *byte > 0)?;
            Some([&self.prefix[..], &[byte]].concat())
        };
        let parts = (0..parts).map(|part| Self {
            prefix: self.prefix.clone(),
            after: bound(part).max(self.after.clone()),
            until: bound(part + 1).into_iter().chain(self.until.clone()).min(),
        });
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Takes a page of at most `wanted` keys that a node gave for the span, and moves the span
    /// behind it. Gives the keys within the span, and whether there may be more behind them.
    ///
    /// Refuses what could go on for ever, or could not be told from other entries.
    pub(crate) fn take(
        &mut self,
        mut keys: Vec<Vec<u8>>,
        wanted: usize,
    ) -> Result<(Vec<Vec<u8>>, bool), String> {
        if keys.len() > wanted {
            return Err(format!("{} keys where at most {wanted} were asked for", keys.len()));
        }
        let mut before = self.after.as_deref();
        for key in &keys {
            if !key.starts_with(&self.prefix) {
                return Err(format!("the key {} is another map's", hex(key)));
            }
            if before.is_some_and(|before| before >= &key[..]) {
                let before = hex(before.unwrap_or_default());
                return Err(format!("the page does not get on: {} follows {before}", hex(key)));
            }
            before = Some(key);
        }
        // Nodes give fewer than were asked for only where there are no more.
        let mut may_go_on = keys.len() == wanted;
        if let Some(until) = &self.until {
            let within = keys.partition_point(|key| key < until);
            may_go_on &= within == keys.len();
            keys.truncate(within);
        }
        if let Some(last) = keys.last() {
            self.after = Some(last.clone());
        }
        Ok((keys, may_go_on))
    }
}

fn hex(key: &[u8]) -> String {
    const_hex::encode_prefixed(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(prefix: &[u8]) -> Span {
        Span::new(prefix.to_vec())
    }

    #[test]
    fn parts_cover_every_key_once() {
        for parts in [0, 1, 2, 3, 7, 16, 100, 255, 256, 1000] {
            let all = span(b"p").split(parts);
            assert_eq!(all.len(), usize::from(parts.clamp(1, 256)));
            for byte in 0..=255 {
                let key = vec![b'p', byte, 0];
                let takes = |part: &&Span| {
                    part.after.as_ref().is_none_or(|after| *after < key)
                        && part.until.as_ref().is_none_or(|until| key < *until)
                };
                assert_eq!(all.iter().filter(takes).count(), 1, "{parts} parts, byte {byte}");
            }
        }
    }

    #[test]
    fn parts_begin_behind_the_start() {
        let mut whole = span(b"p");
        whole.start_after(vec![b'p', 0x85, 7]);
        let parts = whole.clone().split(4);
        assert_eq!(parts.len(), 2, "two of four are before it");
        assert_eq!(parts[0].after, whole.after);
        assert_eq!(parts[1].after, Some(vec![b'p', 0xc0]));
    }

    #[test]
    fn a_start_outside_is_before_all_or_behind_all() {
        let from = |start: &[u8]| {
            let mut span = span(b"pp");
            span.start_after(start.to_vec());
            (span.is_empty(), span.split(16).len())
        };
        assert_eq!([from(b""), from(b"p"), from(b"pa")], [(false, 16); 3]);
        assert_eq!([from(b"pq"), from(b"q")], [(true, 0); 2]);
    }

    #[test]
    fn a_page_is_cut_where_the_span_ends() {
        let mut part = span(b"p").split(2).remove(0);
        let keys = vec![vec![b'p', 1, 0], vec![b'p', 0x7f, 0xff], vec![b'p', 0x80, 0]];
        let (taken, may_go_on) = part.take(keys.clone(), 3).unwrap();
        assert_eq!((&taken[..], may_go_on), (&keys[..2], false));
        assert_eq!(part.after.as_ref(), keys.get(1));
    }

    #[test]
    fn a_page_that_does_not_get_on_is_refused() {
        let (a, b) = (b"pa".to_vec(), b"pb".to_vec());
        let refused = |keys: &[&Vec<u8>]| {
            let mut span = span(b"p");
            span.start_after(a.clone());
            span.take(keys.iter().map(|key| key.to_vec()).collect(), 2).unwrap_err()
        };
        assert_eq!(refused(&[&b, &b]), "the page does not get on: 0x7062 follows 0x7062");
        assert_eq!(refused(&[&a]), "the page does not get on: 0x7061 follows 0x7061");
        assert_eq!(refused(&[&b"p".to_vec()]), "the page does not get on: 0x70 follows 0x7061");
        assert_eq!(refused(&[&b"qa".to_vec()]), "the key 0x7161 is another map's");
        assert_eq!(refused(&[&b, &b, &b]), "3 keys where at most 2 were asked for");
    }
}
