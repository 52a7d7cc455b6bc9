//! How any answer lays itself out.

use std::fmt::{Display, Write};

use serde::Serialize;
use serde::ser::{Impossible, SerializeSeq, SerializeStruct, Serializer};

use super::{KIND_BITS, Kind, Never, Simple, Tape, refuse};

/// A list under way: how many parts it has is known at its end.
pub(crate) struct Elements<'a> {
    tape: &'a mut Tape,
    at: usize,
    count: u32,
}

impl SerializeSeq for Elements<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.count += 1;
        value.serialize(&mut *self.tape)
    }

    fn end(self) -> Result<(), Never> {
        self.tape.close(self.at, self.count);
        Ok(())
    }
}

/// An object under way: it began with the number of its fields.
pub(crate) struct Fields<'a> {
    tape: &'a mut Tape,
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.tape.key(key);
        value.serialize(&mut *self.tape)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

/// No answer has a tuple or a map in it, and none needs the other kinds that are refused here.
type Refused = Impossible<(), Never>;

impl<'a> Serializer for &'a mut Tape {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Elements<'a>;
    type SerializeStruct = Fields<'a>;
    type SerializeTuple = Refused;
    type SerializeTupleStruct = Refused;
    type SerializeTupleVariant = Refused;
    type SerializeMap = Refused;
    type SerializeStructVariant = Refused;

    fn serialize_bool(self, value: bool) -> Result<(), Never> {
        self.simple(if value { Simple::True } else { Simple::False });
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Never> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Never> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Never> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Never> {
        match u32::try_from(value) {
            Ok(whole) if whole <= u32::MAX >> KIND_BITS => {
                self.push(Kind::Whole, whole);
                Ok(())
            }
            _ => self.serialize_f64(value as f64),
        }
    }

    fn serialize_i8(self, value: i8) -> Result<(), Never> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Never> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Never> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Never> {
        self.serialize_f64(value as f64)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Never> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Never> {
        let bits = value.to_bits();
        self.push(Kind::Float, 0);
        self.words.push((bits & u64::from(u32::MAX)) as u32);
        self.words.push((bits >> 32) as u32);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Never> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        let number = self.texts.number(text);
        self.push(Kind::Text, number);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.written.clear();
        // Writing to a string cannot fail.
        let _ = write!(self.written, "{value}");
        let number = self.texts.by_content(&self.written);
        self.push(Kind::Text, number);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Never> {
        refuse()
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.simple(Simple::Undefined);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Never> {
        let number = self.texts.name(variant);
        self.push(Kind::Text, number);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.push(Kind::Object, 1);
        self.key(variant);
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'a>, Never> {
        let at = self.open();
        Ok(Elements { tape: self, at, count: 0 })
    }

    fn serialize_struct(self, _: &'static str, fields: usize) -> Result<Fields<'a>, Never> {
        // No type has as many fields as would not fit.
        self.push(Kind::Object, fields as u32);
        Ok(Fields { tape: self })
    }

    fn serialize_tuple(self, _: usize) -> Result<Refused, Never> {
        refuse()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Refused, Never> {
        refuse()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, Never> {
        refuse()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Refused, Never> {
        refuse()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Refused, Never> {
        refuse()
    }
}
