//! The table: each row says what is compared with what, over which sets, and the floor.

use std::fmt;
use std::rc::Rc;

use subxt_utils_accountid32::AccountId32;

use crate::typed::{TYPES, Typed};
use crate::{Corpus, Make, Op, Runtime, Set, corpus, ours, peers};

/// One comparison.
#[derive(Debug)]
pub struct Row {
    /// The name on the command line and in `counts.txt`.
    pub name: &'static str,
    /// What is done.
    pub what: &'static str,
    /// Who else does it, or `-`.
    pub peer: &'static str,
    /// What we want to reach on every set.
    pub floor: Floor,
    /// Whether a result is bytes a second or time.
    pub unit: Unit,
    /// Makes the operations for the sets whose name contains the text.
    pub cases: fn(&Corpus, &str) -> Vec<Case>,
}

/// The least that a row should reach.
#[derive(Clone, Copy, Debug)]
pub enum Floor {
    /// Times the peer's speed.
    Ratio(f64),
    /// 10^6 bytes of SCALE a second.
    MegabytesPerSecond(f64),
    /// At most so long.
    Milliseconds(f64),
    /// For information.
    None,
}

impl fmt::Display for Floor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ratio(times) => write!(f, "{times}x"),
            Self::MegabytesPerSecond(rate) => write!(f, "{rate} MB/s"),
            Self::Milliseconds(time) => write!(f, "{time} ms"),
            Self::None => write!(f, "-"),
        }
    }
}

/// How a result is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unit {
    /// 10^6 bytes of SCALE a second.
    Rate,
    /// Time of one operation.
    Time,
}

/// A row's operations for one set.
pub struct Case {
    /// The set's name.
    pub set: String,
    /// Bytes of SCALE that one operation reads, or of the key that it makes.
    pub bytes: usize,
    /// Ours, where it is there.
    pub ours: Option<Op>,
    /// The peer's, where there is one.
    pub peer: Option<Op>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Case({}, {} bytes)", self.set, self.bytes)
    }
}

/// All rows.
pub const ROWS: &[Row] = &[
    Row {
        name: "skip",
        what: "walk over a value and check it",
        peer: "scale-decode IgnoreVisitor",
        floor: Floor::Ratio(15.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| recorded(corpus, wanted, Some(ours::skip), Some(peers::ignore)),
    },
    Row {
        name: "json-hex",
        what: "JSON, accounts as hex",
        peer: "scale-value + serde_json",
        floor: Floor::Ratio(50.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| recorded(corpus, wanted, Some(ours::json_hex), Some(peers::json)),
    },
    Row {
        name: "json-ss58",
        what: "JSON, accounts as SS58, each document without a cache of addresses",
        peer: "-",
        floor: Floor::MegabytesPerSecond(400.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| recorded(corpus, wanted, Some(ours::json_ss58), None),
    },
    Row {
        name: "view",
        what: "borrowed tape",
        peer: "scale-value's tree",
        floor: Floor::Ratio(75.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| recorded(corpus, wanted, Some(ours::view), Some(peers::tree)),
    },
    Row {
        name: "value",
        what: "owned tree",
        peer: "scale-value's tree",
        floor: Floor::Ratio(17.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| recorded(corpus, wanted, Some(ours::value), Some(peers::tree)),
    },
    Row {
        name: "json-compact",
        what: "JSON of a dense list of random compacts",
        peer: "scale-value + serde_json",
        floor: Floor::Ratio(5.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| {
            cases(corpus.random_compacts(wanted), Some(ours::json_hex), Some(peers::json))
        },
    },
    Row {
        name: "same",
        what: "typed, the chain's layout",
        peer: "plain derive",
        floor: Floor::Ratio(1.0),
        unit: Unit::Rate,
        cases: |corpus, wanted| typed(corpus, wanted, |typed| typed.same),
    },
    Row {
        name: "public",
        what: "typed, bound to the recorded runtime: the types of subwire_codec::subtensor",
        peer: "plain derive of the chain's layout",
        floor: Floor::Ratio(0.84),
        unit: Unit::Rate,
        cases: |corpus, wanted| {
            let mut cases = typed(corpus, wanted, |typed| typed.public);
            cases.retain(|case| case.ours.is_some());
            cases
        },
    },
    Row {
        name: "adapt",
        what: "typed, a drifted layout",
        peer: "plain derive of the chain's layout",
        floor: Floor::Ratio(0.4),
        unit: Unit::Rate,
        cases: |corpus, wanted| typed(corpus, wanted, |typed| typed.adapt),
    },
    Row {
        name: "describe",
        what: "a drifted Rust type to the crate's tables, once per type",
        peer: "-",
        floor: Floor::None,
        unit: Unit::Time,
        cases: |corpus, wanted| {
            let mut cases = typed(corpus, wanted, |typed| Some(typed.describe));
            cases.iter_mut().for_each(|case| case.peer = None);
            cases
        },
    },
    Row {
        name: "registry",
        what: "registry bytes to the crate's tables",
        peer: "scale-info PortableRegistry",
        floor: Floor::None,
        unit: Unit::Time,
        cases: |corpus, wanted| {
            runtimes(corpus, wanted, Some(ours::registry), Some(peers::registry))
        },
    },
    Row {
        name: "schema",
        what: "registry to schema",
        peer: "-",
        floor: Floor::Milliseconds(0.5),
        unit: Unit::Time,
        cases: |corpus, wanted| runtimes(corpus, wanted, Some(ours::schema), None),
    },
    Row {
        name: "ready",
        what: "metadata bytes to metadata and schema",
        peer: "frame-metadata, decode alone",
        floor: Floor::Milliseconds(2.0),
        unit: Unit::Time,
        cases: |corpus, wanted| runtimes(corpus, wanted, Some(ours::ready), Some(peers::metadata)),
    },
    Row {
        name: "key",
        what: "storage key",
        peer: "subxt's way: subxt-metadata + frame-decode, the item looked up before",
        floor: Floor::Ratio(3.0),
        unit: Unit::Time,
        cases: keys,
    },
];

/// An operation on a runtime.
type MakeRuntime = fn(Rc<Runtime>) -> Op;

fn recorded(corpus: &Corpus, wanted: &str, ours: Option<Make>, peer: Option<Make>) -> Vec<Case> {
    cases(corpus.recorded(wanted), ours, peer)
}

fn cases(sets: Vec<Rc<Set>>, ours: Option<Make>, peer: Option<Make>) -> Vec<Case> {
    let case = |set: Rc<Set>| Case {
        set: set.name.clone(),
        bytes: set.bytes(),
        ours: ours.map(|make| make(Rc::clone(&set))),
        peer: peer.map(|make| make(Rc::clone(&set))),
    };
    sets.into_iter().map(case).collect()
}

fn typed(corpus: &Corpus, wanted: &str, ours: fn(&Typed) -> Option<Make>) -> Vec<Case> {
    let sets = corpus.recorded(wanted).into_iter();
    sets.filter_map(|set| {
        let typed = TYPES.iter().find(|typed| typed.type_name == set.type_name)?;
        cases(vec![set], ours(typed), Some(typed.derive)).pop()
    })
    .collect()
}

fn runtimes(
    corpus: &Corpus,
    wanted: &str,
    ours: Option<MakeRuntime>,
    peer: Option<MakeRuntime>,
) -> Vec<Case> {
    let case = |runtime: Rc<Runtime>| Case {
        set: format!("{}, {} types", runtime.name, runtime.types.types.len()),
        bytes: runtime.metadata.len(),
        ours: ours.map(|make| make(Rc::clone(&runtime))),
        peer: peer.map(|make| make(Rc::clone(&runtime))),
    };
    corpus.metadata(wanted).into_iter().map(case).collect()
}

fn keys(corpus: &Corpus, wanted: &str) -> Vec<Case> {
    const WHO: [u8; 32] = [0x5a; 32];
    let account = AccountId32(WHO);
    let runtime = corpus.runtime(corpus::LATEST);
    let all: [(&str, fn() -> Vec<u8>, peers::Key); 3] = [
        (
            "System.Account",
            || ours::key_account(WHO),
            peers::key(&runtime, "System", "Account", (account,)),
        ),
        (
            "SubtensorModule.Tempo",
            || ours::key_tempo(23),
            peers::key(&runtime, "SubtensorModule", "Tempo", (23_u16,)),
        ),
        (
            "SubtensorModule.Uids",
            || ours::key_uids(23, WHO),
            peers::key(&runtime, "SubtensorModule", "Uids", (23_u16, account)),
        ),
    ];
    let all = all.into_iter().filter(|(item, ..)| item.contains(wanted));
    let case = |(item, ours, mut peer): (&str, fn() -> Vec<u8>, peers::Key)| {
        assert_eq!(ours(), peer(), "{item}: keys differ");
        Case {
            set: item.to_owned(),
            bytes: ours().len(),
            ours: Some(Box::new(move || ours().len())),
            peer: Some(Box::new(move || peer().len())),
        }
    };
    all.map(case).collect()
}
