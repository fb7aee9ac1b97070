//! Statements put together: which table a header means, and what is told when it cannot be.

use std::borrow::Cow;

use super::super::node::{Field, Kind, Node, Table};
use crate::issue::{Issue, Spot};

/// The tree in the making.
#[derive(Default)]
pub(super) struct Builder<'a> {
    root: Table<'a>,
    /// The table that assignments go to, and the header it stands under.
    current: Table<'a>,
    header: Option<Header<'a>>,
    issues: Vec<Issue>,
}

struct Header<'a> {
    names: Vec<(Cow<'a, str>, Spot)>,
    is_list: bool,
    spot: Spot,
}

impl<'a> Builder<'a> {
    /// Begins the table of a header with these names.
    pub(super) fn header(&mut self, names: Vec<(Cow<'a, str>, Spot)>, is_list: bool, spot: Spot) {
        self.attach();
        if !names.is_empty() {
            self.header = Some(Header { names, is_list, spot });
        }
    }

    /// Adds a field.
    pub(super) fn value(&mut self, name: Cow<'a, str>, field: Field<'a>) {
        self.current.add(name, field);
    }

    /// Adds an assignment, as the parser reads it.
    pub(super) fn values(&mut self, values: Table<'a>) {
        merge(&mut self.current, values);
    }

    pub(super) fn finish(mut self) -> (Table<'a>, Vec<Issue>) {
        self.attach();
        (self.root, self.issues)
    }

    /// Puts the current table where its header says.
    fn attach(&mut self) {
        let table = std::mem::take(&mut self.current);
        let Some(Header { mut names, is_list, spot }) = self.header.take() else {
            merge(&mut self.root, table);
            return;
        };
        let Some((name, name_spot)) = names.pop() else { return };
        let (mut parent, mut clash) = (&mut self.root, false);
        for (name, name_spot) in names {
            let Some(next) = descend(parent, name, name_spot, &mut clash) else { return };
            parent = next;
        }
        if clash {
            let what = "a table within something that is not a table";
            self.issues.push(Issue::error(spot, what, "rename one of the two"));
        }
        let node = Node::new(Kind::Table(table), spot);
        let Some(field) = parent.get_mut(&name) else {
            let value = if is_list { Node::new(Kind::List(vec![node]), name_spot) } else { node };
            parent.add(name, Field { name_spot, value });
            return;
        };
        match (&mut field.value.kind, is_list) {
            (Kind::List(list), true) if list.last().is_none_or(is_table) => list.push(node),
            (Kind::List(list), false) if list.last().is_none_or(is_table) => {
                let what = format!("[{name}] is read as one more [[{name}]]");
                self.issues.push(Issue::warning(spot, what, "write two brackets"));
                list.push(node);
            }
            (kind @ Kind::Table(_), true) => {
                let what = format!("[[{name}]] after [{name}]: both are read as [[{name}]]");
                self.issues.push(Issue::warning(spot, what, "write two brackets there too"));
                let first = std::mem::replace(kind, Kind::Null);
                let first = Node::new(first, field.value.spot);
                field.value.kind = Kind::List(vec![first, node]);
            }
            (Kind::Table(there), false) => {
                // A table that only its children have named so far is not there twice.
                if field.name_spot != field.value.spot {
                    let what = format!("[{name}] is there twice");
                    self.issues
                        .push(Issue::error(spot, what, "put both together").repeating(field.value.spot));
                }
                field.value.spot = spot;
                if let Kind::Table(table) = node.kind {
                    merge(there, table);
                }
            }
            _ => parent.add(name, Field { name_spot, value: node }),
        }
    }
}

/// The names of a header that the parser has read as a file of its own, outermost first.
pub(super) fn names(path: Table<'_>) -> Vec<(Cow<'_, str>, Spot)> {
    let mut out = Vec::new();
    let mut next = Some(path);
    while let Some((name, field)) = next.take().and_then(|table| table.into_parts().0.into_iter().next()) {
        out.push((name, field.name_spot));
        next = match field.value.kind {
            Kind::Table(table) => Some(table),
            Kind::List(list) => list.into_iter().next().and_then(|node| match node.kind {
                Kind::Table(table) => Some(table),
                _ => None,
            }),
            _ => None,
        };
    }
    out
}

/// The table called `name`, or the last of a list of tables of that name; made where it is not there.
/// Something else of that name is left alone, and another name taken.
fn descend<'t, 'a>(
    parent: &'t mut Table<'a>,
    mut name: Cow<'a, str>,
    spot: Spot,
    clash: &mut bool,
) -> Option<&'t mut Table<'a>> {
    loop {
        match parent.get_mut(&name).map(|field| &field.value) {
            None => {
                let value = Node::new(Kind::Table(Table::default()), spot);
                parent.add(name.clone(), Field { name_spot: spot, value });
                break;
            }
            Some(Node { kind: Kind::Table(_), .. }) => break,
            Some(Node { kind: Kind::List(list), .. }) if list.last().is_some_and(is_table) => break,
            Some(_) => {
                *clash = true;
                name = Cow::Owned(format!("{name}-2"));
            }
        }
    }
    match &mut parent.get_mut(&name)?.value.kind {
        Kind::Table(table) => Some(table),
        Kind::List(list) => match &mut list.last_mut()?.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

fn is_table(node: &Node) -> bool {
    matches!(node.kind, Kind::Table(_))
}

/// Adds fields; a table that dotted names make (`a.b = 1`) goes into the one that is there.
fn merge<'a>(table: &mut Table<'a>, values: Table<'a>) {
    let (fields, again) = values.into_parts();
    for (name, mut field) in fields {
        let is_dotted = field.value.spot == field.name_spot;
        if let (true, Kind::Table(more)) = (is_dotted, &mut field.value.kind)
            && let Some(Field { value: Node { kind: Kind::Table(there), .. }, .. }) = table.get_mut(&name)
        {
            merge(there, std::mem::take(more));
        } else {
            table.add(name, field);
        }
    }
    for (name, field) in again {
        table.add(name, field);
    }
}
