//! Putting short lists in order, and finding things by name.

use std::cmp::Ordering;

/// The positions of a list in the order of a comparison; equal ones keep their order.
///
/// One sort for every list of the crate: the standard library's would cost the module some kilobytes.
pub(crate) fn order<T>(list: &[T], compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<usize> {
    let at = |left: usize, right: usize| match (list.get(left), list.get(right)) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    };
    positions(list.len(), &at)
}

/// A list in the order of its keys; equal ones keep their order.
pub(crate) fn ordered<T, K: Ord>(list: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let positions = order(&list, &|left, right| key(left).cmp(&key(right)));
    let mut taken: Vec<Option<T>> = list.into_iter().map(Some).collect();
    positions.into_iter().filter_map(|at| taken.get_mut(at)?.take()).collect()
}

fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = Vec::with_capacity(count);
    for new in 0..count {
        let at = positions.partition_point(|earlier| compare(*earlier, new).is_le());
        insert(&mut positions, at, new);
    }
    positions
}

/// Puts a value into a list, before the one at this place.
///
/// The standard library's own says in its panic which place the list does not have, for which it
/// formats numbers.
pub(crate) fn insert<T>(list: &mut Vec<T>, at: usize, value: T) {
    let mut next = value;
    for place in list.iter_mut().skip(at) {
        next = std::mem::replace(place, next);
    }
    list.push(next);
}

/// Adds a value that may be there, in place of `extend`, which costs the module a loop for each type of its own.
pub(crate) fn push_some<T>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value {
        list.push(value);
    }
}

/// Names, each with a number.
///
/// In the order of the names: a map of the standard library would cost the module some kilobytes.
#[derive(Debug, Default)]
pub(crate) struct Names<'a>(Vec<(&'a str, usize)>);

impl<'a> Names<'a> {
    /// Adds a name; `false` where it was there before.
    pub(crate) fn add(&mut self, name: &'a str) -> bool {
        self.set(name, 0)
    }

    /// Gives a name its number; `false` where it had one before.
    pub(crate) fn set(&mut self, name: &'a str, number: usize) -> bool {
        match self.place(name) {
            Ok(at) => {
                if let Some(known) = self.0.get_mut(at) {
                    known.1 = number;
                }
                false
            }
            Err(at) => {
                insert(&mut self.0, at, (name, number));
                true
            }
        }
    }

    /// The number of a name that is there.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let at = self.place(name).ok()?;
        self.0.get(at).map(|known| known.1)
    }

    /// The names in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// Where a name stands, or would.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(name))
    }

    /// Whether a name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn equal_keys_keep_their_order() {
        let list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        assert_eq!(ordered(list, |(key, _)| *key), [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
