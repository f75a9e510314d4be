//! Plans between types, held against a plain reading by names, and against recorded values.

#[path = "layout/by_name.rs"]
mod by_name;

use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn plans_equal_a_reading_by_names(data in prop::collection::vec(any::<u8>(), 0..400)) {
        by_name::check(&data);
    }
}
