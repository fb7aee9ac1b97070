//! The words of a page as a reader sees them: paragraphs parted by empty lines, one line each.

use dom_query::NodeRef;

/// How large a page is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    pub(super) nodes: usize,
    pub(super) depth: usize,
}

/// The text of what is below `root`, and how much that was.
pub(super) fn text(root: &NodeRef<'_>) -> (String, Size) {
    lines(root, Blocks::default())
}

/// The same of a letter: what it quotes has a `>` before each line, as in one that is plain text.
pub(super) fn letter(root: &NodeRef<'_>) -> String {
    lines(root, Blocks { marks: true, ..Blocks::default() }).0
}

fn lines(root: &NodeRef<'_>, mut out: Blocks) -> (String, Size) {
    let (mut size, mut depth) = (Size::default(), 0_usize);
    // Not by recursion: pages are nested as deeply as somebody likes.
    let mut at = Some(*root);
    let mut entered = true;
    while let Some(node) = at {
        if entered {
            let role = Role::of(&node);
            out.open(&node, role);
            size.nodes += 1;
            if role != Role::Skipped
                && let Some(child) = node.first_child()
            {
                at = Some(child);
                depth += 1;
                size.depth = size.depth.max(depth);
                continue;
            }
        }
        out.close(Role::of(&node));
        if node.id == root.id {
            break;
        }
        entered = true;
        at = node.next_sibling().or_else(|| {
            entered = false;
            depth = depth.saturating_sub(1);
            node.parent()
        });
    }
    (out.end(), size)
}

/// What an element does to the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Inline,
    Skipped,
    Block,
    Item,
    Row,
    Cell,
    Break,
    Pre,
    Quote,
}

impl Role {
    fn of(node: &NodeRef<'_>) -> Self {
        let Some(name) = node.node_name() else { return Self::Inline };
        match &*name {
            "script" | "style" | "noscript" | "template" | "svg" | "head" | "iframe" | "object"
            | "button" | "select" | "textarea" | "title" | "canvas" => Self::Skipped,
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "aside" | "nav" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" | "figure" | "figcaption" | "ul" | "ol" | "dl" | "dd"
            | "dt" | "table" | "thead" | "tbody" | "tfoot" | "caption" | "hr" | "address" | "details"
            | "summary" | "fieldset" | "form" | "body" | "html" | "center" => Self::Block,
            "blockquote" => Self::Quote,
            "pre" => Self::Pre,
            "li" => Self::Item,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "br" => Self::Break,
            _ => Self::Inline,
        }
    }
}

#[derive(Default)]
struct Blocks {
    out: String,
    /// Line ends that are due before the next word.
    due: usize,
    /// A blank is due before the next word.
    blank: bool,
    /// What stands before the next word of a line.
    lead: &'static str,
    pre: usize,
    quotes: usize,
    /// Whether what is quoted is marked.
    marks: bool,
}

impl Blocks {
    fn open(&mut self, node: &NodeRef<'_>, role: Role) {
        match role {
            Role::Block => self.part(2),
            Role::Pre => {
                self.part(2);
                self.pre += 1;
            }
            Role::Quote => {
                self.part(2);
                self.quotes += 1;
            }
            Role::Item => {
                self.part(1);
                self.lead = "• ";
            }
            Role::Row => self.part(1),
            Role::Cell if self.due == 0 && !self.out.is_empty() => self.lead = "\t",
            Role::Break => self.part(1),
            _ => {}
        }
        if node.is_text() {
            self.words(&node.text());
        }
    }

    fn close(&mut self, role: Role) {
        match role {
            Role::Block => self.part(2),
            Role::Pre => {
                self.part(2);
                self.pre = self.pre.saturating_sub(1);
            }
            Role::Quote => {
                self.part(2);
                self.quotes = self.quotes.saturating_sub(1);
            }
            Role::Item | Role::Row => self.part(1),
            _ => {}
        }
    }

    fn part(&mut self, lines: usize) {
        self.due = self.due.max(lines);
        self.blank = false;
        self.lead = "";
    }

    fn words(&mut self, text: &str) {
        if self.pre > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.due = (self.due + 1).min(2);
                }
                if !line.trim().is_empty() {
                    self.begin();
                    self.out.push_str(line.trim_end());
                }
            }
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.blank = true;
            } else {
                self.begin();
                self.out.push(c);
            }
        }
    }

    fn begin(&mut self) {
        let is_new = self.due > 0 || self.out.is_empty();
        if self.due > 0 && !self.out.is_empty() {
            self.out.extend(std::iter::repeat_n('\n', self.due));
        } else if self.blank && self.due == 0 && self.lead.is_empty() && !self.out.is_empty() {
            self.out.push(' ');
        }
        if is_new && self.marks && self.quotes > 0 {
            self.out.push_str("> ");
        }
        self.out.push_str(self.lead);
        (self.due, self.blank, self.lead) = (0, false, "");
    }

    fn end(mut self) -> String {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }
}
