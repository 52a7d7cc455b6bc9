//! Names by which catalogs and plans refer to things. They are shared, so copying one is cheap.

use std::fmt;
use std::sync::Arc;

use crate::json::Value;
use serde::{Serialize, Serializer};
use tsify::Tsify;

use crate::problem::{Expected, Problems};
use crate::read::{Place, Read, wrong_type};

/// No id on either platform comes near this length.
const ID_BYTES_MAX: usize = 200;

fn is_id(text: &str) -> bool {
    !text.chars().all(char::is_whitespace) && text.len() <= ID_BYTES_MAX
}

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Tsify)]
        #[tsify(type = "string")]
        pub struct $name(Arc<Box<str>>);

        impl $name {
            /// The id with this text.
            #[must_use]
            pub fn new(text: &str) -> $name {
                $name(Arc::new(text.into()))
            }

            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "minLength": 1 })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Read for $name {
            fn read(value: &Value, place: &Place<'_>, problems: &mut Problems) -> Option<$name> {
                let id = value.as_str().filter(|text| is_id(text));
                if id.is_none() {
                    wrong_type(value, place, Expected::Id, problems);
                }
                id.map($name::new)
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
