//! Runtimes on disk: what a second client is spared, and files and folders that are not as they
//! should be.

#[path = "runtime_cache/made.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod made;

use std::fs;
use std::path::{Path, PathBuf};

use futures::executor::block_on;
use futures::future::try_join_all;
use subwire::transport::layer::{Meter, Usage};
use subwire::transport::mock::Chain;
use subwire::{Client, Runtime, Spec};

use made::{NAME, VALUE, chain, metadata};

/// A folder of the test's own, empty.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disk_cache").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

/// What a fresh client asks for its first read, which finds `value`.
fn first_read(chain: &Chain, folder: &Path, value: u32) -> Usage {
    let meter = Meter::new(chain.clone());
    let client = Client::builder(meter.clone()).disk_cache(folder).build();
    let (_, found) = block_on(client.fetch_at_head(&VALUE, ())).unwrap();
    assert_eq!(found, value);
    meter.usage()
}

fn metadata_requests(usage: &Usage) -> u64 {
    ["state_getMetadata", "state_call"]
        .iter()
        .filter_map(|method| usage.requests.get(*method))
        .sum()
}

/// The files of the one chain that has a folder here.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let chains = paths(folder);
    assert_eq!(chains.len(), 1, "{chains:?}");
    let mut files = paths(&chains[0]);
    files.sort();
    files
}

#[test]
fn a_fresh_client_fetches_no_metadata() {
    let folder = folder("a_fresh_client_fetches_no_metadata");
    let chain = chain(NAME, 4).genesis([0xab; 32]).build();
    let first = first_read(&chain, &folder, 4);
    assert_eq!((metadata_requests(&first), first.round_trips), (3, 1 + 2));
    let second = first_read(&chain, &folder, 4);
    assert_eq!((metadata_requests(&second), second.round_trips), (0, 1));
    // Which chain it is, and which version it has, is asked beside the first read.
    assert_eq!(second.requests["chain_getBlockHash"], 1);
    assert_eq!(second.requests.values().sum::<u64>(), 3);

    let files = files(&folder);
    let [file] = &files[..] else { panic!("{files:?}") };
    assert!(file.starts_with(folder.join("ab".repeat(32))), "{file:?}");
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(name.starts_with("test-4-") && name.ends_with(".metadata"), "{name}");
    let bytes = fs::read(file).unwrap();
    assert_eq!(bytes[32..], metadata(14, NAME, 4));
}

/// Behind the pin of a block that is named, the genesis is asked for likewise.
#[test]
fn a_block_by_its_hash_costs_no_round_trip_more() {
    let folder = folder("a_block_by_its_hash_costs_no_round_trip_more");
    let chain = chain(NAME, 4).build();
    first_read(&chain, &folder, 4);
    let meter = Meter::new(chain.clone());
    let client = Client::builder(meter.clone()).disk_cache(&folder).build();
    let at = block_on(client.at(subwire::BlockHash::from(chain.head()))).unwrap();
    assert_eq!(block_on(at.fetch(&VALUE, ())).unwrap(), 4);
    assert_eq!((metadata_requests(&meter.usage()), meter.usage().round_trips), (0, 1));
}

#[test]
fn every_flipped_bit_and_every_lost_byte_is_found() {
    let folder = folder("every_flipped_bit_and_every_lost_byte_is_found");
    let chain = chain(NAME, 4).build();
    first_read(&chain, &folder, 4);
    let file = files(&folder).remove(0);
    let whole = fs::read(&file).unwrap();
    let flipped = (0..whole.len()).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        bytes
    });
    let cut = (0..whole.len()).map(|len| whole[..len].to_vec());
    let longer = [[&whole[..], &[0]].concat(), vec![0; 17 << 20]];
    let mut damaged = 0;
    for bytes in flipped.chain(cut).chain(longer) {
        fs::write(&file, bytes).unwrap();
        assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 3);
        assert_eq!(fs::read(&file).unwrap(), whole, "it was replaced");
        damaged += 1;
    }
    assert_eq!(damaged, 2 * whole.len() + 2);
    assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 0);
}

#[test]
fn a_file_of_another_chain_or_runtime_is_not_taken() {
    let folder = folder("a_file_of_another_chain_or_runtime_is_not_taken");
    let ours = chain(NAME, 4).genesis([1; 32]).build();
    first_read(&ours, &folder, 4);
    let file = files(&folder).remove(0);
    let other = chain(NAME, 4).genesis([2; 32]).build();
    let strayed = folder.join("02".repeat(32)).join(file.file_name().unwrap());
    fs::create_dir_all(strayed.parent().unwrap()).unwrap();
    fs::copy(&file, &strayed).unwrap();
    assert_eq!(metadata_requests(&first_read(&other, &folder, 4)), 3);
    // Of the right chain, under the name of another version.
    let next = chain(NAME, 5).genesis([1; 32]).build();
    first_read(&next, &folder, 5);
    let of_next = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let of_next = of_next.filter(|path| *path != file).collect::<Vec<_>>().remove(0);
    fs::copy(&file, &of_next).unwrap();
    assert_eq!(metadata_requests(&first_read(&next, &folder, 5)), 3);
}

/// A node names its runtime, and a file is named for that.
#[test]
fn no_name_leads_out_of_the_folder() {
    let outside = folder("no_name_leads_out_of_the_folder");
    let folder = outside.join("inside");
    let long = "n".repeat(250);
    let names = ["../../../escaped", "/absolute", "..", ".", "", "a\0b", "C:\\x", "é/é", &long];
    for name in names {
        let chain = chain(name, 4).build();
        assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 3, "{name:?}");
        assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 0, "{name:?}");
    }
    assert_eq!(files(&folder).len(), names.len());
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
}

#[test]
fn names_that_look_the_same_are_told_apart() {
    let folder = folder("names_that_look_the_same_are_told_apart");
    for name in ["a b", "a/b", "a-b"] {
        assert_eq!(metadata_requests(&first_read(&chain(name, 4).build(), &folder, 4)), 3);
    }
    assert_eq!(files(&folder).len(), 3);
}

#[test]
fn a_disk_that_fails_stops_no_read() {
    // A file where the folder should be: nothing can be read or made there.
    let folder = folder("a_disk_that_fails_stops_no_read");
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    if folder.is_file() {
        fs::remove_file(&folder).unwrap();
    }
    fs::write(&folder, b"in the way").unwrap();
    let chain = chain(NAME, 4).build();
    for _ in 0..2 {
        assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 3);
    }
    assert_eq!(fs::read(&folder).unwrap(), b"in the way");
    fs::remove_file(&folder).unwrap();
}

#[test]
fn a_folder_where_a_file_should_be_stops_no_read() {
    let folder = folder("a_folder_where_a_file_should_be_stops_no_read");
    let chain = chain(NAME, 4).build();
    first_read(&chain, &folder, 4);
    let file = files(&folder).remove(0);
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(metadata_requests(&first_read(&chain, &folder, 4)), 3);
    // Nothing unfinished is left of the attempt.
    assert_eq!(files(&folder), [file]);
}

#[test]
fn the_oldest_files_make_room() {
    let folder = folder("the_oldest_files_make_room");
    let most = Client::<Chain>::MAX_RUNTIMES_ON_DISK;
    let first = chain(NAME, 1).build();
    first_read(&first, &folder, 1);
    let oldest = files(&folder).remove(0);
    let long_ago = std::time::UNIX_EPOCH;
    fs::File::options().write(true).open(&oldest).unwrap().set_modified(long_ago).unwrap();
    // What a process that was killed has left counts as well.
    for n in 0..most - 2 {
        fs::write(oldest.with_file_name(format!("{n:016x}.unfinished")), b"half").unwrap();
    }
    assert_eq!(metadata_requests(&first_read(&first, &folder, 1)), 0);
    first_read(&chain(NAME, 2).build(), &folder, 2);
    assert_eq!((files(&folder).len(), oldest.exists()), (most, true));
    first_read(&chain(NAME, 3).build(), &folder, 3);
    assert_eq!((files(&folder).len(), oldest.exists()), (most, false));
}

/// A folder cannot be deleted as a file is, and is no runtime that takes up room.
#[test]
fn a_folder_among_the_files_does_not_keep_them_out() {
    let folder = folder("a_folder_among_the_files_does_not_keep_them_out");
    first_read(&chain(NAME, 1).build(), &folder, 1);
    let one = files(&folder).remove(0);
    fs::create_dir(one.with_file_name("0")).unwrap();
    let long_ago = std::time::UNIX_EPOCH;
    fs::File::open(one.with_file_name("0")).unwrap().set_modified(long_ago).unwrap();
    for n in 0..Client::<Chain>::MAX_RUNTIMES_ON_DISK {
        fs::write(one.with_file_name(format!("{n:016x}.unfinished")), b"half").unwrap();
    }
    let next = chain(NAME, 2).build();
    first_read(&next, &folder, 2);
    assert_eq!(metadata_requests(&first_read(&next, &folder, 2)), 0);
}

/// Clients that know nothing of each other, as those of several processes.
#[test]
fn many_clients_at_once_write_one_whole_file() {
    let folder = folder("many_clients_at_once_write_one_whole_file");
    let chain = chain(NAME, 4).build();
    for _ in 0..10 {
        let reads = (0..16).map(|_| {
            let client = Client::builder(chain.clone()).disk_cache(&folder).build();
            async move { client.fetch_at_head(&VALUE, ()).await }
        });
        assert!(block_on(try_join_all(reads)).unwrap().iter().all(|(_, value)| *value == 4));
        let files = files(&folder);
        let [file] = &files[..] else { panic!("{files:?}") };
        assert_eq!(fs::read(file).unwrap()[32..], metadata(14, NAME, 4));
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn a_node_that_does_not_say_which_chain_it_is_is_read_all_the_same() {
    let folder = folder("a_node_that_does_not_say_which_chain_it_is_is_read_all_the_same");
    let silent = chain(NAME, 4)
        .method("chain_getBlockHash", |_| {
            Err(subwire::transport::RpcError::new(-32601, "method not found"))
        })
        .build();
    for _ in 0..2 {
        assert_eq!(metadata_requests(&first_read(&silent, &folder, 4)), 3);
    }
    assert!(!folder.exists());
}

#[test]
fn a_runtime_in_memory_needs_no_disk() {
    let folder = folder("a_runtime_in_memory_needs_no_disk");
    let meter = Meter::new(chain(NAME, 4).build());
    let given = Runtime::decode(&metadata(15, NAME, 4)).unwrap();
    let client = Client::builder(meter.clone()).disk_cache(&folder).runtime(given).build();
    let (at, _) = block_on(client.fetch_at_head(&VALUE, ())).unwrap();
    assert_eq!(block_on(at.runtime()).unwrap().spec(), &Spec::new(NAME, 4));
    assert_eq!(metadata_requests(&meter.usage()), 0);
    assert!(!folder.exists());
}
