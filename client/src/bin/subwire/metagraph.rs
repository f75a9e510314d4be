//! `subwire metagraph`: a subnet and its neurons at one block, as a table, a picture or a file.

mod view;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use subwire::At;
use subwire::codec::subtensor::{Metagraph, MetagraphRow, NetUid, SavedMetagraph};
use subwire::transport::Transport;

use crate::Failure;
use crate::args;
use crate::output::{Answer, Page, with_texts};
use crate::plot::{Distribution, Scale, svg, terminal};

/// A file of a metagraph may be this large: more than a hundred times one of 1024 neurons.
const MAX_FILE: u64 = 64 << 20;

/// Reads it from the chain.
pub(crate) async fn answer<T: Transport>(
    at: &At<T>,
    netuid: NetUid,
    wanted: &args::Metagraph,
) -> Result<Box<dyn Answer>, Failure> {
    let metagraph = at.metagraph(netuid).await?.ok_or_else(|| Failure::no_subnet(netuid))?;
    let Some(path) = &wanted.save else {
        return Ok(Box::new(Shown::new(metagraph, &wanted.picture)?));
    };
    let saved = SavedMetagraph {
        // A file is as good without what only tells where it is from.
        genesis: at.client().genesis_hash().await.ok().map(|hash| *hash.as_bytes()),
        block_hash: Some(*at.hash().as_bytes()),
        spec_version: at.spec_version().await?,
        metagraph,
    };
    write(path, &saved.to_bytes())?;
    Ok(Box::new(Shown::new(saved.metagraph, &wanted.picture)?))
}

/// Reads it from a file that `--save` wrote.
pub(crate) fn load(path: &Path, picture: &args::Picture) -> Result<Box<dyn Answer>, Failure> {
    let wrong = |error: String| Failure::arguments(format!("{}: {error}", path.display()));
    let bytes = read(path).map_err(|error| wrong(error.to_string()))?;
    let saved = SavedMetagraph::from_bytes(&bytes).map_err(|error| wrong(error.to_string()))?;
    Ok(Box::new(Shown::new(saved.metagraph, picture)?))
}

/// A metagraph whose columns are equally long, and how it is shown.
struct Shown {
    metagraph: Metagraph,
    /// In place of the neurons' table.
    plot: Option<String>,
}

impl Shown {
    /// Writes the picture's file at once where one is wanted.
    fn new(metagraph: Metagraph, picture: &args::Picture) -> Result<Self, Failure> {
        let rows = metagraph.rows();
        let rows = rows.map_err(|error| Failure { status: 1, message: error.to_string() })?;
        let stakes: Vec<u64> = rows.map(|row| row.total_stake.rao()).collect();
        let scale = if picture.log { Scale::Log } else { Scale::Linear };
        let subnet = view::title(&metagraph);
        let title = format!("stake weight of {} neurons of {subnet}", stakes.len());
        let distribution = Distribution::new(title, stakes, scale);
        if let Some(path) = &picture.svg {
            write(path, svg::draw(&distribution).as_bytes())?;
        }
        let plot = picture.plot.then(|| terminal::draw(&distribution));
        Ok(Self { metagraph, plot })
    }

    fn rows(&self) -> impl Iterator<Item = MetagraphRow<'_>> {
        self.metagraph.rows().into_iter().flatten()
    }
}

impl Answer for Shown {
    /// In columns, by the chain's names, and the same neuron by neuron. The price is exact decimal
    /// text.
    fn json(&self) -> Result<String, serde_json::Error> {
        let mut document = serde_json::to_value(&self.metagraph)?;
        document["moving_price"] = self.metagraph.moving_price.to_string().into();
        document["neurons"] = serde_json::to_value(self.rows().collect::<Vec<_>>())?;
        Ok(with_texts(document).to_string())
    }

    fn page(&self) -> Page {
        let page = Page::from(view::facts(&self.metagraph));
        match &self.plot {
            Some(plot) => page.and(plot.clone()),
            None => page.and(view::neurons(&self.metagraph, self.rows())),
        }
    }
}

/// A file's bytes, if there are not too many.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path)?.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if read as u64 > MAX_FILE {
        return Err(io::Error::other("too large for a metagraph"));
    }
    Ok(bytes)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes)
        .map_err(|error| Failure::arguments(format!("{}: {error}", path.display())))
}
