//! How real code of Rust puts its constructs together: the ones that stand apart are
//! in flow.rs.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.

// expect parse: kind function, params 1, cyclomatic 9, cognitive 7, nesting 2
pub fn parse(text: &str) -> Result<Option<u32>, Box<dyn Error>> {
    let Some((key, value)) = text.split_once('=') else { // +1
        return Ok(None);
    };
    let n = match value.trim().parse::<u32>() { // +1
        Ok(n @ 1..=9) if key != "x" && n > 2 => n, // +1; the guard decides, too
        Ok(n) => {
            if n == 0 { // +2
                return Err("zero".into());
            }
            n
        }
        Err(e) => return Err(Box::new(e)),
    };
    Ok(if n > 1 { Some(n) } else { None }) // +1, +1
}

// expect labelled: kind function, params 1, cyclomatic 6, cognitive 14, nesting 4
fn labelled(grid: &[Vec<u8>]) -> usize {
    let found = 'rows: loop { // +1
        for (i, row) in grid.iter().enumerate() { // +2
            while let Some(&cell) = row.first() { // +3
                if cell == 0 { break 'rows i; } // +4, +1
                continue 'rows; // +1
            }
        }
        break 0;
    };
    found + if found > 1 { 1 } else { 0 } // +1, +1
}

// expect chained: kind function, params 2, cyclomatic 6, cognitive 11
fn chained(items: Vec<Item>, limit: Option<usize>) -> Vec<String> {
    items
        .into_iter()
        .filter(|i| i.open && !i.late) // +1
        .map(|i| match i.kind { // +2
            Kind::A => "a".to_string(),
            Kind::B | Kind::C => {
                let f = move || if i.open { 1 } else { 2 }; // +4, +1
                format!("{}", f())
            }
            _ => String::new(),
        })
        .take(limit.unwrap_or_else(|| if true { 1 } else { 2 })) // +2, +1
        .collect()
}

// expect chain: kind function, params 2, cyclomatic 7, cognitive 6, nesting 1
fn chain(a: Option<u8>, b: bool) -> u8 {
    if let Some(x) = a && x > 1 && b { // +1, +1
        x
    } else if let Some(0) | None = a { // +1
        0
    } else if b || a.is_some() { // +1, +1
        1
    } else { // +1
        2
    }
}

struct Idioms<'a, T: Clone> {
    items: &'a [T],
}

impl<'a, T> Iterator for Idioms<'a, T>
where
    T: Clone + 'a,
{
    type Item = T;

    // expect Idioms::next: kind method, params 0, cyclomatic 2, cognitive 1, nesting 1
    fn next(&mut self) -> Option<Self::Item> {
        let (first, rest) = self.items.split_first()?;
        self.items = rest;
        unsafe {
            if COUNT > 0 { // +1
                COUNT -= 1;
            }
        }
        Some(first.clone())
    }
}

impl<T> Idioms<'_, T> {
    const EMPTY: bool = if cfg!(test) { true } else { false }; // of no function

    // expect Idioms::run: kind method, params 2, cyclomatic 5, cognitive 5, nesting 2
    pub(crate) async fn run<F, const N: usize>(mut self: Box<Self>, f: F, _: [u8; N]) -> bool
    where
        F: FnMut(&T) -> bool,
    {
        let handle = async move {
            for item in self.items { // +1
                if f(item) { // +2
                    return true;
                }
            }
            false
        };
        handle.await || matches!(N, 1 | 2 if true) && N > 0 // +1, +1
    }
}

// expect tests::inner::checks: kind function, lines 115-117
#[cfg(test)]
mod tests {
    mod inner {
        #[test]
        #[should_panic(expected = "x")]
        fn checks() -> Result<(), ()> {
            Err(())
        }
    }
}
