//! What frames a page and is no part of what it says: menus, advertisements, notices, what is not shown.
//!
//! It is known by its element, by the role that it gives itself, or by the words of its class and name.
//! Such words are also put where they do not belong, on a whole page that has a menu; so nothing goes that
//! holds the heading, or much of the text.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// Elements that are only a frame.
const ELEMENTS: &[&str] = &["nav", "aside", "footer", "dialog"];

/// Elements that may be one.
const BLOCKS: &[&str] = &["div", "section", "ul", "ol", "p", "header", "table", "ins", "menu", "form"];

/// Roles of a frame.
const ROLES: &[&str] = &[
    "alertdialog",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

/// Words of a class or name that tell one.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "adverts",
    "adsbygoogle",
    "breadcrumb",
    "breadcrumbs",
    "ccpa",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "paywall",
    "popup",
    "promo",
    "promoted",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skyscraper",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
];

/// A notice is no longer than this, in bytes.
const NOTICE: usize = 800;

/// Takes the frame away.
pub(super) fn remove(document: &Document) {
    let Some(body) = document.body() else { return };
    let all = body.descendants();
    let mut sizes: HashMap<NodeId, (usize, bool)> = HashMap::new();
    // In the order of the page an element stands before all that is in it.
    for node in all.iter().rev() {
        let is_head = node.node_name().is_some_and(|name| matches!(&*name, "h1" | "article" | "main"));
        let own = if node.is_text() { node.text().trim().len() } else { 0 };
        let (below, heads) = sizes.get(&node.id).copied().unwrap_or_default();
        sizes.insert(node.id, (below + own, heads || is_head));
        if let Some(parent) = node.parent() {
            let sum = sizes.entry(parent.id).or_default();
            sum.0 += below + own;
            sum.1 |= heads || is_head;
        }
    }
    let whole = sizes.get(&body.id).map_or(0, |(size, _)| *size);
    let going: Vec<NodeRef<'_>> = all
        .into_iter()
        .filter(|node| {
            let (size, holds_head) = sizes.get(&node.id).copied().unwrap_or_default();
            let is_small = size * 5 <= whole * 2;
            let goes =
                || is_frame(node) && size < whole || is_small && seems_frame(node) || is_notice(node, size);
            node.is_element() && !holds_head && goes()
        })
        .collect();
    for node in going {
        node.remove_from_parent();
    }
}

/// Whether it says so itself.
fn is_frame(node: &NodeRef<'_>) -> bool {
    let is_named = node.node_name().is_some_and(|name| ELEMENTS.contains(&&*name));
    let role = node.attr("role").map(|role| role.trim().to_ascii_lowercase());
    is_named || is_hidden(node) || role.is_some_and(|role| ROLES.contains(&role.as_str()))
}

/// Whether its class or name says so, or it is something to fill in.
fn seems_frame(node: &NodeRef<'_>) -> bool {
    let Some(name) = node.node_name().filter(|name| BLOCKS.contains(&&**name)) else { return false };
    let mut names = ["class", "id"].iter().filter_map(|key| node.attr(key));
    &*name == "form" || names.any(|names| words(&names).iter().any(|word| WORDS.contains(&word.as_str())))
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style =
        node.attr("style").map(|style| style.to_ascii_lowercase().replace(' ', "")).unwrap_or_default();
    node.has_attr("hidden") || style.contains("display:none") || style.contains("visibility:hidden")
}

/// The words of a class: `top-adBanner` is three.
fn words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in value.chars() {
        if !c.is_ascii_alphanumeric() || c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether it is a word on cookies, that stands beside what a page says.
fn is_notice(node: &NodeRef<'_>, size: usize) -> bool {
    let is_block = node.node_name().is_some_and(|name| matches!(&*name, "div" | "section" | "p"));
    if !is_block || size == 0 || size > NOTICE {
        return false;
    }
    let text = node.text().to_lowercase();
    let asks = ["accept", "agree", "consent", "privacy policy", "we use", "this site uses"];
    text.contains("cookies")
        && asks.iter().any(|word| text.contains(word))
        && !node
            .ancestors_it(None)
            .any(|above| above.node_name().is_some_and(|name| matches!(&*name, "article" | "main")))
}
