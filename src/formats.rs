//! Reading and writing timelines.
