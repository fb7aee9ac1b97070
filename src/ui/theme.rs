//! Colours, and what carries the meaning where there are none.
//!
//! Colour never says anything alone: each tone has an attribute or a mark beside it.

use ratatui::style::{Color, Modifier, Style};

use crate::app::page::Tone;

/// How many colours there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// None: `NO_COLOR`.
    None,
    /// The terminal's own sixteen.
    #[default]
    Sixteen,
    /// 256.
    TwoFiftySix,
    /// All.
    True,
}

/// Whether the background is dark or light.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Light text on dark.
    Dark,
    /// Dark text on light.
    Light,
    /// Nobody says: only colours that can be read on both.
    #[default]
    Unknown,
}

/// The styles of everything.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Running text.
    pub plain: Style,
    /// What matters less: borders, labels.
    pub dim: Style,
    /// The title of the timeline, of events on pages.
    pub title: Style,
    /// Headings.
    pub heading: Style,
    /// Dates.
    pub date: Style,
    /// Names of actors.
    pub name: Style,
    /// Doubts and errors.
    pub caveat: Style,
    /// Planned events.
    pub planned: Style,
    /// Search hits and matched letters.
    pub hit: Style,
    /// The selected row of the focused list.
    pub selected: Style,
    /// The selected row of a list without focus.
    pub kept: Style,
    /// The border of the focused pane.
    pub focus: Style,
    /// Bars of the strip.
    pub bar: Style,
    /// Keys in hints.
    pub key: Style,
}

/// One colour in each of the palettes: sixteen, 256, and true colour for dark and light.
#[derive(Clone, Copy)]
struct Ink {
    sixteen: Color,
    dark: (u8, u32),
    light: (u8, u32),
}

impl Ink {
    fn on(self, colours: Colours, background: Background) -> Style {
        let colour = match (colours, background) {
            (Colours::None, _) => return Style::new(),
            (Colours::Sixteen, _) | (_, Background::Unknown) => self.sixteen,
            (Colours::TwoFiftySix, Background::Dark) => Color::Indexed(self.dark.0),
            (Colours::TwoFiftySix, Background::Light) => Color::Indexed(self.light.0),
            (Colours::True, Background::Dark) => Color::from_u32(self.dark.1),
            (Colours::True, Background::Light) => Color::from_u32(self.light.1),
        };
        Style::new().fg(colour)
    }
}

const ACCENT: Ink = Ink { sixteen: Color::Cyan, dark: (110, 0x0087_afd7), light: (25, 0x0000_5faf) };
const WARM: Ink = Ink { sixteen: Color::Yellow, dark: (179, 0x00d7_af5f), light: (130, 0x009a_5200) };
const NAME: Ink = Ink { sixteen: Color::Green, dark: (108, 0x0087_af87), light: (22, 0x0000_5f2f) };
const FUTURE: Ink = Ink { sixteen: Color::Magenta, dark: (140, 0x00af_87d7), light: (54, 0x005f_2f87) };
const DIM: Ink = Ink { sixteen: Color::Reset, dark: (245, 0x008a_8a8a), light: (242, 0x006c_6c6c) };

impl Theme {
    /// The theme for a terminal.
    #[must_use]
    pub fn new(colours: Colours, background: Background) -> Self {
        let ink = |ink: Ink| ink.on(colours, background);
        let faint = match (colours, background) {
            (Colours::None | Colours::Sixteen, _) | (_, Background::Unknown) => {
                Style::new().add_modifier(Modifier::DIM)
            }
            _ => ink(DIM),
        };
        Self {
            plain: Style::new(),
            dim: faint,
            title: Style::new().add_modifier(Modifier::BOLD),
            heading: ink(ACCENT).add_modifier(Modifier::BOLD),
            date: ink(ACCENT),
            name: ink(NAME),
            caveat: ink(WARM),
            planned: ink(FUTURE),
            hit: ink(WARM).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            // One colour for the whole row: the reversed colours of its parts would be a patchwork.
            selected: Style::new()
                .fg(Color::Reset)
                .remove_modifier(Modifier::DIM)
                .add_modifier(Modifier::REVERSED),
            kept: Style::new().add_modifier(Modifier::BOLD),
            focus: ink(ACCENT),
            bar: ink(ACCENT),
            key: Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// The style of a tone of prose.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Style {
        match tone {
            Tone::Plain | Tone::Words => self.plain,
            Tone::Title => self.title,
            Tone::Heading => self.heading,
            Tone::Date => self.date,
            Tone::Name => self.name,
            Tone::Dim => self.dim,
            Tone::Caveat => self.caveat,
            Tone::Planned => self.planned,
            Tone::Note => self.name,
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Colours::default(), Background::default())
    }
}
