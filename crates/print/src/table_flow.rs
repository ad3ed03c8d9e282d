//! Where a table breaks: heads repeat, group names keep two rows, the last two rows stay with their total; a row is cut nowhere, and one
//! that no page holds is parted between its lines.

use crate::flow::Composer;
use crate::table::{Row, Table};

/// Draws `table` on the composer's pages.
pub(crate) fn flow(composer: &mut Composer, table: &Table) {
    let mut fitted = if (table.width() - composer.measure()).abs() < 0.5 {
        table.clone()
    } else {
        table.spread(composer.measure())
    };
    // A record that says more than a page holds goes on in a row on the next one.
    let most = composer.page_room() - fitted.head_height();
    fitted.rows = fitted.rows.iter().flat_map(|row| fitted.parted(row, most)).collect();
    let table = &fitted;
    let heights: Vec<f64> = table.rows.iter().map(|row| table.row_height(row)).collect();
    let tied = ties(&table.rows);
    let needs: Vec<f64> = (0..heights.len()).map(|i| chain(&heights, &tied, i)).collect();
    composer.need(table.head_height() + needs.first().copied().unwrap_or(0.0));
    head(composer, table);
    let page_room = composer.room();
    let mut group: Option<&Row> = None;
    for (i, row) in table.rows.iter().enumerate() {
        // A chain longer than a page cannot be kept whole.
        let need = if needs[i] > page_room { heights[i] } else { needs[i] };
        if need > composer.room() + 1e-6 && i > 0 {
            composer.next_page();
            head(composer, table);
            if let (Some(Row::Group { title, .. }), false) =
                (group, matches!(row, Row::Group { .. } | Row::Sum(_) | Row::Total(_)))
            {
                draw(composer, table, &Row::group(format!("{title}{}", table.continued), ""));
            }
        }
        draw(composer, table, row);
        match row {
            Row::Group { .. } => group = Some(row),
            Row::Subtotal(_) => group = None,
            _ => {}
        }
    }
    let (x, y) = (composer.left(), composer.y());
    table.close(composer.canvas(), x, y);
}

fn head(composer: &mut Composer, table: &Table) {
    let (x, y) = (composer.left(), composer.y());
    let end = table.draw_head(composer.canvas(), x, y);
    composer.advance(end - y);
}

fn draw(composer: &mut Composer, table: &Table, row: &Row) {
    let (x, y) = (composer.left(), composer.y());
    let end = table.draw_row(composer.canvas(), x, y, row);
    composer.advance(end - y);
}

/// Whether each row must stay on one page with the row after it.
fn ties(rows: &[Row]) -> Vec<bool> {
    let mut tied = vec![false; rows.len()];
    let mut tie = |i: Option<usize>| {
        if let Some(place) = i.and_then(|i| tied.get_mut(i)) {
            *place = true;
        }
    };
    for (i, row) in rows.iter().enumerate() {
        match row {
            Row::Group { .. } => {
                tie(Some(i));
                if matches!(rows.get(i + 1), Some(Row::Line { .. })) && i + 2 < rows.len() {
                    tie(Some(i + 1));
                }
            }
            Row::Line { .. } => {}
            Row::Subtotal(_) | Row::Sum(_) | Row::Total(_) => {
                tie(i.checked_sub(1));
                let two = i.checked_sub(2).filter(|n| {
                    matches!(rows.get(*n), Some(Row::Line { .. })) && matches!(rows.get(n + 1), Some(Row::Line { .. }))
                });
                tie(two);
            }
        }
    }
    tied
}

/// Height of the rows from `i` on that stay together.
fn chain(heights: &[f64], tied: &[bool], i: usize) -> f64 {
    let mut sum = 0.0;
    for (height, tie) in heights.iter().zip(tied).skip(i) {
        sum += height;
        if !tie {
            break;
        }
    }
    sum
}
