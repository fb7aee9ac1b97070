//! The terminal: up, down, and the only loop.
