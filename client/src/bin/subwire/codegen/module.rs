//! Modules of Rust text, as one file or as a folder of them.

use core::fmt::Write;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::Failure;

/// A module: what it uses, its text, and the modules in it.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) name: String,
    pub(super) docs: String,
    /// Attributes of the whole module, and of those in it.
    pub(super) attributes: &'static str,
    pub(super) uses: Uses,
    pub(super) body: String,
    pub(super) children: Vec<Self>,
    /// What it defines itself, and therefore must not use.
    pub(super) defines: Uses,
    /// Whether a folder of files gives it one of its own.
    pub(super) is_file: bool,
    /// Whether it is seen only through the module around it.
    pub(super) is_private: bool,
}

/// What a module uses: paths such as `$::Tao`, where `$` is the codec, or `^::types::Reasons`, where
/// `^` is the root of what is generated.
pub(super) type Uses = BTreeSet<String>;

/// Stands in a module's text where types say by which crate they derive.
pub(super) const ATTRIBUTES: &str = "@attributes\n";

/// How paths are written.
#[derive(Debug)]
pub(super) struct Style {
    /// The path of the codec.
    pub(super) codec: String,
    /// The crate of lists and texts: `alloc`, or none where the prelude has them.
    pub(super) no_std: bool,
}

impl Module {
    /// All of it in one text.
    pub(super) fn to_text(&self, style: &Style) -> String {
        let mut text = String::new();
        self.write(style, 0, &mut text);
        text
    }

    /// A folder with a file for each module that wants one, beside a file for the root.
    pub(super) fn to_files(&self, style: &Style, folder: &Path) -> Result<(), Failure> {
        self.files(style, folder, 0)
    }

    fn files(&self, style: &Style, folder: &Path, depth: usize) -> Result<(), Failure> {
        let mut text = String::new();
        self.head(style, depth, &mut text);
        for child in &self.children {
            if child.is_file {
                let _ = writeln!(text, "{}mod {};", child.visibility(), child.name);
            } else {
                child.inline(style, depth + 1, &mut text);
            }
        }
        text.push_str(&style.body(&self.body));
        let file = folder.join(format!("{}.rs", self.name.trim_start_matches("r#")));
        write(&file, &text)?;
        let folder = folder.join(self.name.trim_start_matches("r#"));
        for child in self.children.iter().filter(|child| child.is_file) {
            child.files(style, &folder, depth + 1)?;
        }
        Ok(())
    }

    fn write(&self, style: &Style, depth: usize, text: &mut String) {
        self.head(style, depth, text);
        for child in &self.children {
            child.inline(style, depth + 1, text);
        }
        text.push_str(&style.body(&self.body));
    }

    fn visibility(&self) -> &'static str {
        if self.is_private { "" } else { "pub " }
    }

    fn inline(&self, style: &Style, depth: usize, text: &mut String) {
        let _ = writeln!(text, "\n{}mod {} {{", self.visibility(), self.name);
        self.write(style, depth, text);
        text.push_str("}\n");
    }

    fn head(&self, style: &Style, depth: usize, text: &mut String) {
        for line in self.docs.lines() {
            let _ = writeln!(text, "{}", format!("//! {line}").trim_end());
        }
        if !self.docs.is_empty() {
            text.push('\n');
        }
        text.push_str(self.attributes);
        let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in self.uses.difference(&self.defines) {
            let path = style.path(path, depth);
            let parts = path.as_deref().and_then(|path| path.rsplit_once("::"));
            if let Some((module, name)) = parts {
                uses.entry(module.into()).or_default().push(name.into());
            }
        }
        for (module, names) in uses {
            let _ = match &names[..] {
                [name] => writeln!(text, "use {module}::{name};"),
                names => writeln!(text, "use {module}::{{{}}};", names.join(", ")),
            };
        }
        if !self.uses.is_empty() {
            text.push('\n');
        }
    }
}

impl Style {
    /// Types derive by a crate that the codec knows; outside of it they have to be told.
    fn body(&self, body: &str) -> String {
        let codec = &self.codec;
        let attributes = if codec == "crate" {
            String::new()
        } else {
            format!("#[codec(crate = {codec}::codec)]\n")
        };
        body.replace(ATTRIBUTES, &attributes)
    }

    /// A path as a module at this depth below the root writes it; None where the prelude has it.
    fn path(&self, path: &str, depth: usize) -> Option<String> {
        if let Some(rest) = path.strip_prefix("^::") {
            return Some("super::".repeat(depth) + rest);
        }
        if let Some(rest) = path.strip_prefix("$::") {
            return Some(format!("{}::{rest}", self.codec));
        }
        match path.strip_prefix("alloc::") {
            Some("collections::BTreeMap") if !self.no_std => {
                Some("std::collections::BTreeMap".into())
            }
            Some("collections::BTreeSet") if !self.no_std => {
                Some("std::collections::BTreeSet".into())
            }
            Some(_) if !self.no_std => None,
            _ => Some(path.into()),
        }
    }
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::arguments(format!("{}: {error}", file.display()));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(file, text).map_err(failed)
}
