//! A file made harmless for the library that reads it: nothing draws itself, and no picture is taken for text.
//!
//! A page draws forms, and forms draw forms. The library follows them wherever they lead: around in a
//! circle, or through thirty forms each of which draws the next one twice. What leads too far is taken out
//! of the drawing; the rest of the page stays.

use std::collections::{HashMap, HashSet};

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// How deep forms may draw forms.
const MAX_DEPTH: usize = 50;

/// How many forms may be drawn because one is.
const MAX_DRAWN: u64 = 100_000;

/// How far the parents of a page go up.
const MAX_PARENTS: usize = 64;

/// Takes out of the document what a reader cannot follow to its end, or need not look at.
pub(super) fn tame(document: &mut Document, pages: &[ObjectId]) {
    cut_parents(document, pages);
    let drawn = drawn(document);
    let mut forms: HashMap<ObjectId, Form> = HashMap::new();
    for &id in &drawn {
        let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            stream.set_plain_content(Vec::new());
            continue;
        }
        let Some(Object::Stream(stream)) = document.objects.get(&id) else { continue };
        if let Some(form) = Form::of(document, stream) {
            forms.insert(id, form);
        }
    }
    for (id, names) in cuts(&forms) {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            cut(stream, &names);
        }
    }
}

/// Makes `page` the only page of the document, its first: in `tree`, or in a new one that is given back.
pub(super) fn only(document: &mut Document, page: ObjectId, tree: Option<ObjectId>) -> ObjectId {
    let pages = Dictionary::from_iter([
        ("Type", Object::Name(b"Pages".to_vec())),
        ("Count", Object::Integer(1)),
        ("Kids", Object::Array(vec![Object::Reference(page)])),
    ]);
    if let Some(tree) = tree {
        document.set_object(tree, pages);
        return tree;
    }
    let tree = document.add_object(pages);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("Pages", Object::Reference(tree));
    }
    tree
}

/// Every stream that a dictionary of things to draw names.
fn drawn(document: &Document) -> HashSet<ObjectId> {
    let mut found = HashSet::new();
    for object in document.objects.values() {
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        let inner = dictionary(document, dict, b"Resources");
        for list in [Some(dict), inner]
            .into_iter()
            .flatten()
            .filter_map(|dict| dictionary(document, dict, b"XObject"))
        {
            let ids = list.iter().filter_map(|(_, entry)| document.dereference(entry).ok()?.0);
            found.extend(ids);
        }
    }
    found
}

fn dictionary<'d>(document: &'d Document, dict: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    document.dereference(dict.get(key).ok()?).ok()?.1.as_dict().ok()
}

/// What a form draws: the names and what they stand for, once for each time.
struct Form {
    draws: Vec<(Vec<u8>, Option<ObjectId>)>,
}

impl Form {
    /// Nothing where it draws nothing.
    fn of(document: &Document, stream: &Stream) -> Option<Self> {
        let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
        let content = Content::decode(&content).ok()?;
        let list = dictionary(document, &stream.dict, b"Resources")
            .and_then(|resources| dictionary(document, resources, b"XObject"));
        let draws: Vec<_> = content
            .operations
            .iter()
            .filter_map(drawing)
            .map(|name| {
                // Without a list of its own a form draws from that of whoever drew it, itself perhaps.
                let entry = list.and_then(|list| list.get(name).ok());
                (name.to_vec(), entry.and_then(|entry| document.dereference(entry).ok()?.0))
            })
            .collect();
        (!draws.is_empty()).then_some(Self { draws })
    }
}

/// The name of what an operation draws.
fn drawing(operation: &Operation) -> Option<&[u8]> {
    (operation.operator == "Do").then(|| operation.operands.first()?.as_name().ok())?
}

/// How far a form leads: how deep, and to how many others.
#[derive(Clone, Copy, Default)]
struct Reach {
    depth: usize,
    drawn: u64,
}

/// Which names must not be drawn by which forms, so that all come to an end.
fn cuts(forms: &HashMap<ObjectId, Form>) -> HashMap<ObjectId, HashSet<Vec<u8>>> {
    let mut cuts: HashMap<ObjectId, HashSet<Vec<u8>>> = HashMap::new();
    let mut known: HashMap<ObjectId, Reach> = HashMap::new();
    let mut open: HashSet<ObjectId> = HashSet::new();
    let mut ids: Vec<&ObjectId> = forms.keys().collect();
    ids.sort();
    for &first in ids {
        // Not by recursion: forms may be drawn as deeply as somebody likes.
        let mut path = vec![(first, 0_usize, Reach::default())];
        if known.contains_key(&first) {
            continue;
        }
        open.insert(first);
        while let Some((id, next, reach)) = path.last_mut() {
            let draw = forms.get(id).and_then(|form| form.draws.get(*next));
            let Some((name, target)) = draw else {
                let (id, reach) = (*id, *reach);
                open.remove(&id);
                known.insert(id, reach);
                path.pop();
                continue;
            };
            let below = match target {
                Some(target) if open.contains(target) => None,
                Some(target) if known.contains_key(target) => known.get(target).copied(),
                Some(target) if forms.contains_key(target) => {
                    open.insert(*target);
                    path.push((*target, 0, Reach::default()));
                    continue;
                }
                // It draws nothing itself.
                Some(_) => Some(Reach::default()),
                None => None,
            };
            *next += 1;
            let sum = below.map(|below| Reach {
                depth: reach.depth.max(below.depth + 1),
                drawn: reach.drawn.saturating_add(below.drawn + 1),
            });
            match sum.filter(|sum| sum.depth <= MAX_DEPTH && sum.drawn <= MAX_DRAWN) {
                Some(sum) => *reach = sum,
                None => {
                    cuts.entry(*id).or_default().insert(name.clone());
                }
            }
        }
    }
    cuts
}

/// Takes the drawing of those names out of a form.
fn cut(stream: &mut Stream, names: &HashSet<Vec<u8>>) {
    let content = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
    let kept = Content::decode(&content).and_then(|mut content| {
        content.operations.retain(|operation| drawing(operation).is_none_or(|name| !names.contains(name)));
        content.encode()
    });
    stream.set_plain_content(kept.unwrap_or_default());
}

/// Ends the way up from each page where it goes around, or too far.
fn cut_parents(document: &mut Document, pages: &[ObjectId]) {
    let mut good: HashSet<ObjectId> = HashSet::new();
    for &page in pages {
        let mut way: Vec<ObjectId> = Vec::new();
        let mut at = Some(page);
        let mut ends = true;
        while let Some(id) = at.filter(|id| !good.contains(id)) {
            if way.contains(&id) || way.len() > MAX_PARENTS {
                ends = false;
                break;
            }
            way.push(id);
            let dict = document.get_dictionary(id).ok();
            at = dict.and_then(|dict| dict.get(b"Parent").ok()?.as_reference().ok());
        }
        if !ends
            && let Some(last) = way.last()
            && let Ok(dict) = document.get_object_mut(*last).and_then(Object::as_dict_mut)
        {
            dict.remove(b"Parent");
        }
        good.extend(way);
    }
}
