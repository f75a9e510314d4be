//! SS58 addresses, many of them: the same text as [`crate::ss58`], several times faster.
//!
//! Most of an address's cost is its checksum. An address that comes again within a document is
//! therefore copied from where it stands in the text; the checksum of a new one is one block of BLAKE2b, of which nearly all is
//! known to be zero. Base58 is written five digits at a time.

use alloc::vec::Vec;

use super::blake2b::first_word;
use super::output::Output;

const PREFIX: &[u8; 7] = b"SS58PRE";

/// 58^5: what five digits of base58 hold.
const FIVE: u64 = 58 * 58 * 58 * 58 * 58;

/// 36 bytes are nine limbs of 32 bits, and at most ten of five digits.
const LIMBS: usize = 9;
const GROUPS: usize = 10;

/// Room for an address in quotes: 52 bytes at most.
const ROOM: usize = 56;

/// The most entries that the cache of a document has.
const MAX_ENTRIES: usize = 4096;

/// Writes addresses of one network.
#[derive(Debug)]
pub(super) struct Addresses {
    /// The one or two bytes of the prefix.
    prefix: [u8; 2],
    prefix_len: usize,
    /// How many entries there are, once there is one.
    entries: usize,
    accounts: Vec<[u8; 32]>,
    /// Where in the text each account's address stands, above eight bits of its length. 0: nowhere.
    places: Vec<u64>,
}

impl Addresses {
    /// For a prefix that is [valid](crate::ss58::is_valid_prefix), and a document of so many
    /// bytes.
    pub(super) fn new(prefix: u16, document: usize) -> Self {
        let (prefix, prefix_len) = crate::ss58::prefix_bytes(prefix);
        let entries = (document / 32).min(MAX_ENTRIES);
        // With one account there is nothing to find again.
        let entries = if entries < 2 { 0 } else { entries.next_power_of_two() };
        Self { prefix, prefix_len, entries, accounts: Vec::new(), places: Vec::new() }
    }

    /// Writes the address in quotes.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn write(&mut self, account: &[u8; 32], out: &mut Output) {
        let key = account.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        // Fibonacci hashing: the high bits hang on all bits of the key.
        let entry = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
        let entry = entry as usize & self.entries.wrapping_sub(1);
        if let (Some(known), Some(&place)) = (self.accounts.get(entry), self.places.get(entry)) {
            if place != 0 && known == account {
                return out.again::<ROOM>((place >> 8) as usize, usize::from(place as u8));
            }
        }
        self.write_new(account, entry, out);
    }

    #[inline(never)]
    fn write_new(&mut self, account: &[u8; 32], entry: usize, out: &mut Output) {
        if self.accounts.is_empty() {
            self.accounts = alloc::vec![[0; 32]; self.entries];
            self.places = alloc::vec![0; self.entries];
        }
        let room = out.room();
        let len = self.encode(account, room);
        if let (Some(known), Some(place)) =
            (self.accounts.get_mut(entry), self.places.get_mut(entry))
        {
            *known = *account;
            *place = (out.position() as u64) << 8 | len as u64;
        }
        out.advance(len);
    }

    fn encode(&self, account: &[u8; 32], room: &mut [u8; ROOM]) -> usize {
        let checksum = self.checksum(account);
        // The prefix, the account and the checksum, with a zero before a prefix of one byte.
        let mut raw = [0; LIMBS * 4];
        raw[..2].copy_from_slice(&match self.prefix_len {
            1 => [0, self.prefix[0]],
            _ => self.prefix,
        });
        raw[2..34].copy_from_slice(account);
        raw[34..].copy_from_slice(&checksum);
        let digits = base58(&raw);
        // A leading zero byte is written as one digit 1, which is zero too.
        let zeros = raw[2 - self.prefix_len..].iter().take_while(|&&byte| byte == 0).count();
        let leading = digits.iter().take_while(|&&digit| digit == b'1').count();
        let digits = &digits[leading.saturating_sub(zeros)..];
        room[0] = b'"';
        room[1..=digits.len()].copy_from_slice(digits);
        room[digits.len() + 1] = b'"';
        digits.len() + 2
    }

    fn checksum(&self, account: &[u8; 32]) -> [u8; 2] {
        let mut block = [0; 48];
        block[..7].copy_from_slice(PREFIX);
        let digest = if self.prefix_len == 1 {
            block[7] = self.prefix[0];
            block[8..40].copy_from_slice(account);
            first_word(&block, 40)
        } else {
            block[7..9].copy_from_slice(&self.prefix);
            block[9..41].copy_from_slice(account);
            first_word(&block, 41)
        };
        [digest as u8, (digest >> 8) as u8]
    }
}

/// 36 bytes in base58, with all leading zeros.
fn base58(raw: &[u8; LIMBS * 4]) -> [u8; GROUPS * 5] {
    let mut groups = [0u64; GROUPS];
    for (at, bytes) in raw.chunks_exact(4).enumerate() {
        let limb = u64::from(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]));
        // Of the last limbs most groups are zero; the table is known to the compiler.
        for (group, &power) in groups.iter_mut().zip(&POWERS[at]) {
            *group += limb * u64::from(power);
        }
    }
    for at in (1..GROUPS).rev() {
        groups[at - 1] += groups[at] / FIVE;
        groups[at] %= FIVE;
    }
    let mut digits = [0; GROUPS * 5];
    for (digits, &group) in digits.chunks_exact_mut(5).zip(&groups) {
        let (high, low) = (group as u32 / 3364, group as u32 % 3364);
        digits[0] = ALPHABET[(high / 3364) as usize % 58];
        digits[1..3].copy_from_slice(&PAIRS[(high % 3364) as usize]);
        digits[3..5].copy_from_slice(&PAIRS[low as usize]);
    }
    digits
}

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

static PAIRS: [[u8; 2]; 3364] = {
    let mut pairs = [[0; 2]; 3364];
    let mut at = 0;
    while at < 3364 {
        pairs[at] = [ALPHABET[at / 58], ALPHABET[at % 58]];
        at += 1;
    }
    pairs
};

/// What each limb of 32 bits, most significant first, is worth in groups of five digits.
const POWERS: [[u32; GROUPS]; LIMBS] = {
    let mut powers = [[0; GROUPS]; LIMBS];
    let mut limb = LIMBS - 1;
    powers[limb][GROUPS - 1] = 1;
    while limb > 0 {
        limb -= 1;
        let mut carry = 0;
        let mut at = GROUPS;
        while at > 0 {
            at -= 1;
            let product = ((powers[limb + 1][at] as u64) << 32) + carry;
            powers[limb][at] = (product % FIVE) as u32;
            carry = product / FIVE;
        }
    }
    powers
};

// The sum of a group stays below 2^64, the carry from the next one included.
const _: () = {
    let mut at = 0;
    while at < GROUPS {
        let mut sum = 0u128;
        let mut limb = 0;
        while limb < LIMBS {
            sum += (POWERS[limb][at] as u128) << 32;
            limb += 1;
        }
        assert!(sum + ((u64::MAX / FIVE) as u128) < 1 << 64);
        at += 1;
    }
};
