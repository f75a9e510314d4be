//! Runtimes on disk: the metadata as the node gave it, one file for each runtime.
//!
//! `FOLDER/GENESIS/NAME-VERSION-HASH.metadata`: the chain's genesis hash, and the runtime's name as
//! far as it is harmless in a path, with some digits of its whole name's hash to tell it from
//! others. A file is a BLAKE2b-256 checksum and the bytes that it is of. It is written under
//! another name and renamed when it is whole, so that who reads finds all of it or nothing,
//! whichever process wrote it.

use alloc::string::String;
use alloc::vec::Vec;
use core::future::Future;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use subwire_codec::hash::blake2b_256;

use crate::{BlockHash, Error, Runtime, Spec};

/// How many files a chain's folder may have before the oldest are deleted.
pub(crate) const MAX_FILES: usize = 64;

/// How many bytes a file may have. Subtensor's metadata has 0.6 MB.
const MAX_LEN: u64 = 16 << 20;

/// How many characters of a runtime's name a file's name shows.
const MAX_SHOWN: usize = 32;

const CHECKSUM_LEN: usize = 32;

/// A chain's runtimes on disk.
#[derive(Clone, Debug)]
pub(crate) struct Shelf {
    folder: PathBuf,
    genesis: BlockHash,
}

impl Shelf {
    pub(crate) fn new(folder: &Path, genesis: BlockHash) -> Self {
        Self { folder: folder.join(const_hex::encode(genesis.as_bytes())), genesis }
    }

    /// The runtime from its file; else from `fetch`, and then it is kept. A disk that fails is as
    /// good as none.
    pub(crate) async fn get_or(
        &self,
        spec: &Spec,
        fetch: impl Future<Output = Result<(Runtime, Vec<u8>), Error>>,
    ) -> Result<Runtime, Error> {
        let (shelf, wanted) = (self.clone(), spec.clone());
        if let Some(kept) = ::blocking::unblock(move || shelf.take_out(&wanted)).await {
            return Ok(kept);
        }
        let (runtime, bytes) = fetch.await?;
        let (shelf, spec) = (self.clone(), spec.clone());
        // Waited for, or a short program would end before anything is kept.
        let kept = ::blocking::unblock(move || shelf.put(&spec, &bytes)).await;
        drop(kept);
        Ok(runtime)
    }

    /// The runtime from its file, which is deleted where it is damaged.
    fn take_out(&self, spec: &Spec) -> Option<Runtime> {
        let path = self.path(spec);
        let bytes = read(&path).ok()?;
        let runtime = self.checked(&bytes).and_then(|bytes| Runtime::decode_as(spec, bytes).ok());
        if runtime.is_none() {
            // Where it cannot be deleted, it will be replaced or found damaged again.
            let _ = fs::remove_file(&path);
        }
        runtime
    }

    fn put(&self, spec: &Spec, bytes: &[u8]) -> io::Result<()> {
        if (CHECKSUM_LEN + bytes.len()) as u64 > MAX_LEN {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)?;
        make_room(&self.folder)?;
        let unfinished = self.folder.join(format!("{:016x}.unfinished", fastrand::u64(..)));
        let written = self.write(&unfinished, bytes);
        let renamed = written.and_then(|()| fs::rename(&unfinished, self.path(spec)));
        if renamed.is_err() {
            let _ = fs::remove_file(&unfinished);
        }
        renamed
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create_new(path)?;
        file.write_all(&self.checksum(bytes))?;
        file.write_all(bytes)?;
        // Before it gets its name, or a power cut could leave the name without the bytes.
        file.sync_all()
    }

    /// What the checksum in front is of.
    fn checked<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        let (checksum, bytes) = file.split_first_chunk::<CHECKSUM_LEN>()?;
        (*checksum == self.checksum(bytes)).then_some(bytes)
    }

    /// Of the chain too, so that a file that strayed into another chain's folder is not taken.
    fn checksum(&self, bytes: &[u8]) -> [u8; CHECKSUM_LEN] {
        blake2b_256(&[self.genesis.as_bytes(), bytes].concat())
    }

    /// A node chooses its runtime's name: only letters, digits and hyphens of it reach a path.
    fn path(&self, spec: &Spec) -> PathBuf {
        let harmless = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let shown: String = spec.name().chars().take(MAX_SHOWN).map(harmless).collect();
        let [a, b, c, d, ..] = blake2b_256(spec.name().as_bytes());
        let hash = const_hex::encode([a, b, c, d]);
        self.folder.join(format!("{shown}-{}-{hash}.metadata", spec.version()))
    }
}

/// A file's bytes; of one that is too long, more than there may be.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    // To open a pipe would wait for who writes to it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_LEN + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Deletes the oldest files, finished or not, so that one more may come.
fn make_room(folder: &Path) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf)> = fs::read_dir(folder)?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let about = entry.metadata().ok()?;
            about.is_file().then_some((about.modified().ok()?, entry.path()))
        })
        .collect();
    files.sort_unstable();
    let surplus = (files.len() + 1).saturating_sub(MAX_FILES);
    files.iter().take(surplus).try_for_each(|(_, path)| match fs::remove_file(path) {
        // Another process makes room as well.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    })
}
