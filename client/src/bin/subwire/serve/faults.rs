//! What goes wrong with what is served.

use core::str::FromStr;
use core::time::Duration;

use subwire::transport::mock::FrameFaults;

/// By how much an answer is delayed at most.
const DELAY: Duration = Duration::from_secs(1);

/// A kind of fault and how many of a thousand answers it befalls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FaultRate {
    kind: Kind,
    per_thousand: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Cut,
    Delayed,
    Duplicated,
    Error,
    Garbage,
    Silence,
}

const KINDS: [(&str, Kind); 6] = [
    ("cut", Kind::Cut),
    ("delayed", Kind::Delayed),
    ("duplicated", Kind::Duplicated),
    ("error", Kind::Error),
    ("garbage", Kind::Garbage),
    ("silence", Kind::Silence),
];

impl FaultRate {
    /// All of them together; of two of a kind the last holds.
    pub(crate) fn all(rates: &[Self]) -> FrameFaults {
        rates.iter().fold(FrameFaults::none(), |faults, rate| {
            let some = rate.per_thousand;
            match rate.kind {
                Kind::Cut => faults.cuts(some),
                Kind::Delayed => faults.delayed(some, DELAY),
                Kind::Duplicated => faults.duplicated(some),
                Kind::Error => faults.errors(some),
                Kind::Garbage => faults.garbage(some),
                Kind::Silence => faults.silences(some),
            }
        })
    }
}

impl FromStr for FaultRate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, rate) = text.split_once('=').ok_or("KIND=RATE is wanted, such as error=0.05")?;
        let found = KINDS.iter().find(|(known, _)| *known == name);
        let Some((_, kind)) = found else {
            let names = KINDS.map(|(name, _)| name).join(", ");
            return Err(format!("no fault {name:?}: there are {names}"));
        };
        let share = rate.parse().ok().filter(|share| (0.0..=1.0).contains(share));
        let share: f64 = share.ok_or_else(|| format!("{rate:?} is no share from 0 to 1"))?;
        // What is wanted at all happens at all.
        let least = u16::from(share > 0.0);
        Ok(Self { kind: *kind, per_thousand: least.max((share * 1000.0).round() as u16) })
    }
}
