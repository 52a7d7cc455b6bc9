//! Names by which catalogs and plans refer to things.

use std::fmt;

use deserr::{Deserr, IntoValue, Value, ValuePointerRef};
use serde::Serialize;
use tsify::Tsify;

use crate::problem::{Expected, Problems, read_text};

/// No id on either platform comes near this length.
const ID_BYTES_MAX: usize = 200;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Tsify)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name(String);

        impl $name {
            /// The id with this text.
            #[must_use]
            pub fn new(text: &str) -> $name {
                $name(text.to_owned())
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Deserr<Problems> for $name {
            fn deserialize_from_value<V: IntoValue>(
                value: Value<V>,
                location: ValuePointerRef<'_>,
            ) -> Result<Self, Problems> {
                read_text(value, location, Expected::Id, |text| {
                    let fits = !text.trim().is_empty() && text.len() <= ID_BYTES_MAX;
                    fits.then(|| $name::new(text))
                })
            }
        }
    };
}

id! {
    /// A course, such as `14.310x`.
    CourseId
}
id! {
    /// A course run within its course, such as `1T2027`.
    RunId
}
id! {
    /// A program, such as `program-v1:MITx+DEDP`.
    ProgramId
}
id! {
    /// A program track within its program, such as `general`.
    TrackId
}
id! {
    /// A term within its catalog, such as `1T`.
    TermId
}
id! {
    /// A source within its catalog.
    SourceId
}
