//! The runtimes that a client knows.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::future::Future;
use std::sync::{Mutex, PoisonError};

use crate::merged::Merged;
use crate::{Error, Runtime, Spec};

/// The runtimes used last, up to a limit; those that are being fetched among them.
pub(crate) struct Cache {
    limit: usize,
    /// The one used last is the last.
    slots: Mutex<Vec<(Spec, Arc<Merged<Runtime>>)>>,
}

impl Cache {
    /// An empty one that keeps so many, at least one.
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), slots: Mutex::new(Vec::new()) }
    }

    /// Keeps a runtime.
    pub(crate) fn insert(&self, runtime: Runtime) {
        let spec = runtime.spec().clone();
        self.put(spec, |slot| *slot = Arc::new(Merged::ready(runtime)));
    }

    /// The runtime, from here or from `fetch`, which runs once for all who want the same.
    pub(crate) async fn get_or<F>(
        &self,
        spec: &Spec,
        fetch: impl FnOnce() -> F,
    ) -> Result<Runtime, Error>
    where
        F: Future<Output = Result<Runtime, Error>> + Send + 'static,
    {
        let slot = self.put(spec.clone(), |_| ());
        slot.get_or(fetch).await
    }

    /// The runtime's slot, made the last; the one that was not used for longest makes room.
    fn put(
        &self,
        spec: Spec,
        change: impl FnOnce(&mut Arc<Merged<Runtime>>),
    ) -> Arc<Merged<Runtime>> {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let at = slots.iter().position(|(known, _)| *known == spec);
        let mut slot = match at {
            Some(at) => slots.remove(at).1,
            None => Arc::new(Merged::new()),
        };
        change(&mut slot);
        if slots.len() >= self.limit {
            slots.remove(0);
        }
        slots.push((spec, slot.clone()));
        slot
    }
}
