//! The picture: `&App` to cells. Drawing twice changes nothing.

use ratatui::Frame;

use crate::app::App;

/// Draws the whole screen.
pub fn render(app: &App, frame: &mut Frame) {
    frame.render_widget(app.timeline.title(), frame.area());
}
