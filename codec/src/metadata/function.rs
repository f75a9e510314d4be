//! Views of what can be called without a transaction: runtime APIs and view functions.

use core::fmt;

use super::deprecation::Deprecation;
use super::tables::{ApiRow, FunctionRow, ParamRow, Tables, ViewRow, slice};

/// A runtime API: methods that a node runs on a block's state when asked by `state_call`.
#[derive(Clone, Copy)]
pub struct Api<'m> {
    tables: &'m Tables,
    row: &'m ApiRow,
}

impl<'m> Api<'m> {
    pub(super) fn new(tables: &'m Tables, row: &'m ApiRow) -> Self {
        Self { tables, row }
    }

    /// Its name, `NeuronInfoRuntimeApi`.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// Its version; known to V16 only.
    #[must_use]
    pub fn version(&self) -> Option<u32> {
        self.row.version
    }

    /// The method of a name.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<ApiMethod<'m>> {
        self.methods().find(|method| method.name() == name)
    }

    /// Its methods.
    pub fn methods(&self) -> impl ExactSizeIterator<Item = ApiMethod<'m>> + use<'m> {
        let (tables, api) = (self.tables, self.row);
        let rows = slice(&tables.rows.methods, &api.methods);
        rows.iter().map(move |row| ApiMethod { tables, api, row })
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.docs)
    }

    /// Whether it should not be used any more; known to V16 only.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation<'m>> {
        Deprecation::new(self.tables, self.row.deprecation)
    }
}

impl fmt::Debug for Api<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Api({}, {} methods)", self.name(), self.methods().len())
    }
}

/// A method of a runtime API.
#[derive(Clone, Copy)]
pub struct ApiMethod<'m> {
    tables: &'m Tables,
    api: &'m ApiRow,
    row: &'m FunctionRow,
}

impl<'m> ApiMethod<'m> {
    /// The name of its API. `state_call` takes both names, joined by `_`.
    #[must_use]
    pub fn api(&self) -> &'m str {
        self.tables.str(self.api.name)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// What it takes, in this order.
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = Param<'m>> + use<'m> {
        inputs(self.tables, self.row)
    }

    /// The id of the type that it returns.
    #[must_use]
    pub fn output(&self) -> u32 {
        self.row.output
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.docs)
    }

    /// Whether it should not be used any more; known to V16 only.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation<'m>> {
        Deprecation::new(self.tables, self.row.deprecation)
    }
}

impl fmt::Debug for ApiMethod<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_", self.api())?;
        signature(f, self.tables, self.row)
    }
}

/// A view function of a pallet, called through the API `RuntimeViewFunction`.
#[derive(Clone, Copy)]
pub struct ViewFunction<'m> {
    tables: &'m Tables,
    row: &'m ViewRow,
}

impl<'m> ViewFunction<'m> {
    pub(super) fn new(tables: &'m Tables, row: &'m ViewRow) -> Self {
        Self { tables, row }
    }

    /// The id by which it is called: `twox_128` of its pallet's name and `twox_128` of its own
    /// signature.
    #[must_use]
    pub fn id(&self) -> &'m [u8; 32] {
        &self.row.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.function.name)
    }

    /// What it takes, in this order.
    pub fn inputs(&self) -> impl ExactSizeIterator<Item = Param<'m>> + use<'m> {
        inputs(self.tables, &self.row.function)
    }

    /// The id of the type that it returns.
    #[must_use]
    pub fn output(&self) -> u32 {
        self.row.function.output
    }

    /// Its documentation, lines separated by line ends.
    #[must_use]
    pub fn docs(&self) -> &'m str {
        self.tables.str(self.row.function.docs)
    }

    /// Whether it should not be used any more.
    #[must_use]
    pub fn deprecation(&self) -> Option<Deprecation<'m>> {
        Deprecation::new(self.tables, self.row.function.deprecation)
    }
}

impl fmt::Debug for ViewFunction<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        signature(f, self.tables, &self.row.function)
    }
}

/// Something that a function takes.
#[derive(Clone, Copy)]
pub struct Param<'m> {
    tables: &'m Tables,
    row: &'m ParamRow,
}

impl<'m> Param<'m> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m str {
        self.tables.str(self.row.name)
    }

    /// The id of its type.
    #[must_use]
    pub fn ty(&self) -> u32 {
        self.row.ty
    }
}

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.ty())
    }
}

fn inputs<'m>(
    tables: &'m Tables,
    row: &'m FunctionRow,
) -> impl ExactSizeIterator<Item = Param<'m>> + use<'m> {
    slice(&tables.rows.params, &row.inputs).iter().map(move |row| Param { tables, row })
}

fn signature(f: &mut fmt::Formatter<'_>, tables: &Tables, row: &FunctionRow) -> fmt::Result {
    f.write_str(tables.str(row.name))?;
    f.debug_list().entries(inputs(tables, row)).finish()?;
    write!(f, " -> {}", row.output)
}
