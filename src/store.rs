//! Files: what is read from a disk or a pipe.
