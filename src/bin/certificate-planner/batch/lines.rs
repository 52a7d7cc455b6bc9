//! Lines of an input without end, read so many at a time.

use std::io::{self, BufRead, Read};

use certificate_planner::problem::{Fault, Problems};

/// How many lines each thread gets in a round: enough that starting it costs nothing beside.
const LINES_PER_THREAD: usize = 256;
/// A round of long lines ends early, so that it fits into memory.
const ROUND_BYTES_MAX: usize = 16_000_000;
/// More of one line is not kept: no plan is longer.
const LINE_BYTES_MAX: usize = certificate_planner::plan::BYTES_MAX;

/// One line of the input.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u64,
    /// How many bytes it has in the input, its end included.
    pub(super) bytes_read: usize,
    kept: Vec<u8>,
}

impl Line {
    /// Its text, if it can be a plan at all.
    pub(super) fn text(&self) -> Result<&str, Problems> {
        let refuse = |fault| {
            let mut problems = Problems::default();
            problems.add("", fault);
            problems
        };
        if self.kept.len() > LINE_BYTES_MAX {
            let fault = Fault::TooLong { bytes: self.bytes_read, bytes_max: LINE_BYTES_MAX };
            return Err(refuse(fault));
        }
        // JSON is UTF-8; what is not is no JSON from there on.
        std::str::from_utf8(&self.kept)
            .map_err(|error| refuse(Fault::NotJson { line: 1, column: error.valid_up_to() + 1 }))
    }
}

/// The lines of an input.
pub(super) struct Lines<R> {
    input: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Lines<R> {
        Lines { input, number: 0 }
    }

    /// The next lines for so many threads; none at the end of the input.
    pub(super) fn next_round(&mut self, threads: usize) -> io::Result<Vec<Line>> {
        let mut round = Vec::new();
        let mut bytes = 0;
        while round.len() < threads.saturating_mul(LINES_PER_THREAD) && bytes < ROUND_BYTES_MAX {
            let Some(line) = self.next()? else { break };
            bytes += line.kept.len();
            round.push(line);
        }
        Ok(round)
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        let mut kept = Vec::new();
        let limit = u64::try_from(LINE_BYTES_MAX + 1).unwrap_or(u64::MAX);
        let mut bytes_read = self.input.by_ref().take(limit).read_until(b'\n', &mut kept)?;
        if bytes_read == 0 {
            return Ok(None);
        }
        if kept.last() == Some(&b'\n') {
            kept.pop();
        } else if kept.len() > LINE_BYTES_MAX {
            bytes_read += self.skip_rest()?;
        }
        self.number += 1;
        Ok(Some(Line { number: self.number, bytes_read, kept }))
    }

    /// Passes over the rest of a line that is too long; gives its length.
    fn skip_rest(&mut self) -> io::Result<usize> {
        let mut skipped = 0;
        loop {
            let buffer = self.input.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            let is_over = end.is_some() || buffer.is_empty();
            self.input.consume(used);
            skipped += used;
            if is_over {
                return Ok(skipped);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_refused_and_the_next_one_is_read() {
        let input = [vec![b'x'; LINE_BYTES_MAX + 70_000], b"\nsecond\nlast".to_vec()].concat();
        let round = Lines::new(input.as_slice()).next_round(1).unwrap();
        let fault = &round[0].text().unwrap_err().0[0].fault;
        let bytes = LINE_BYTES_MAX + 70_001;
        assert_eq!(*fault, Fault::TooLong { bytes, bytes_max: LINE_BYTES_MAX });
        assert_eq!(round[1].text().unwrap(), "second");
        assert_eq!((round[2].number, round[2].text().unwrap()), (3, "last"));
    }

    #[test]
    fn a_round_ends_where_the_memory_would() {
        let input = "x".repeat(1_000_000) + "\n";
        let input = input.repeat(20);
        let mut lines = Lines::new(input.as_bytes());
        assert_eq!(lines.next_round(4).unwrap().len(), 16);
        assert_eq!(lines.next_round(4).unwrap().len(), 4);
        assert!(lines.next_round(4).unwrap().is_empty());
    }

    #[test]
    fn bytes_that_are_no_text_are_no_json() {
        let round = Lines::new(&b"{\"a\": \"\xff\"}\n"[..]).next_round(1).unwrap();
        let fault = &round[0].text().unwrap_err().0[0].fault;
        assert_eq!(*fault, Fault::NotJson { line: 1, column: 8 });
    }
}
