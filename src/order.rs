//! Putting short lists in order, and finding things by name.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The positions of a list in the order of a comparison; equal ones keep their order.
///
/// One sort for every list of the crate: each further instance of the standard library's sort
/// would cost the module some kilobytes.
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
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|left, right| compare(*left, *right));
    positions
}

/// Names, each with a number.
///
/// One map for every use in the checks: each further kind of map or set would cost the module some
/// kilobytes, and so would making one from a whole list.
#[derive(Debug, Default)]
pub(crate) struct Names<'a>(BTreeMap<&'a str, usize>);

impl<'a> Names<'a> {
    /// Adds a name; `false` where it was there before.
    pub(crate) fn add(&mut self, name: &'a str) -> bool {
        self.set(name, 0)
    }

    /// Gives a name its number; `false` where it had one before.
    pub(crate) fn set(&mut self, name: &'a str, number: usize) -> bool {
        self.0.insert(name, number).is_none()
    }

    /// The number of a name that is there.
    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
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
