//! TypeScript declarations of the types of answers and files, made by the derive macro of `tsify`.
//!
//! The macro is used without its crate, which also converts values: that comes with `js-sys`, whose
//! closures stay in the module, called or not, and are 2 KB of it after gzip.

pub use tsify_macros::Tsify;

/// A type with a declaration in TypeScript.
pub trait Tsify {
    /// The type as JavaScript hands it over.
    type JsType;

    /// The declaration.
    const DECL: &'static str;

    /// How the macro's own crate would convert a value.
    const SERIALIZATION_CONFIG: SerializationConfig;
}

/// How the macro's own crate would convert a value; here it converts none.
#[derive(Clone, Copy, Debug)]
pub struct SerializationConfig {
    /// Whether what is left out is null.
    pub missing_as_null: bool,
    /// Whether a map is an object.
    pub hashmap_as_object: bool,
    /// Whether a number of 64 bits is a `BigInt`.
    pub large_number_types_as_bigints: bool,
}
