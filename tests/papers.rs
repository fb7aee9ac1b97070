//! Documents that would take a reader down, read by the built program: it tells them, and reads the rest.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};

/// What is in every good document here, and what is read of it.
const WORDS: &str = "The canal was opened on 3 May 2019 by the mayor.";
const TITLE: &str = "The canal was opened by the mayor";

/// Reads the folder with the built program; all of it takes no longer than a careful reader waits.
fn read(folder: &Path) -> (Output, String) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    let out = command.arg("read").arg(folder).args(["--color", "never"]).output().unwrap();
    let (said, told) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    let all = format!("{said}{told}");
    assert!(start.elapsed() < Duration::from_secs(50), "{:?}: {all}", start.elapsed());
    (out, all)
}

/// A PDF of those objects, the first of which is its catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", out.len()).unwrap();
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    let end = format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
    out.extend(table.bytes().chain(end.bytes()));
    out
}

fn stream(entries: &str, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    let mut out = format!("<<{entries}/Length {}>>stream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

/// A PDF of one page that draws the object 6, if there is one, and says [`WORDS`]; and more objects, from
/// the sixth on.
fn drawing(more: Vec<Vec<u8>>) -> Vec<u8> {
    let (list, draw) = if more.is_empty() { ("", "") } else { ("/XObject<</X 6 0 R>>", "/X Do ") };
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[4 0 R]/Count 1>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>{list}>>/Contents 5 0 R>>"
        )
        .into_bytes(),
        stream("", format!("{draw}BT /F 10 Tf 1 0 0 1 50 700 Tm ({WORDS}) Tj ET")),
    ];
    objects.extend(more);
    pdf(&objects)
}

/// A form that draws the objects of those numbers.
fn form(draws: &[usize]) -> Vec<u8> {
    let list: String =
        draws.iter().fold(String::new(), |all, number| format!("{all}/X{number} {number} 0 R"));
    let content: String = draws.iter().fold(String::new(), |all, number| format!("{all}/X{number} Do "));
    stream(&format!("/Type/XObject/Subtype/Form/Resources<</XObject<<{list}>>>>"), content)
}

/// So many MiB of nothing, packed: blocks that are each whole can stand one behind the other.
fn packed(mebibytes: usize) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), false);
    let (nothing, mut block) = (vec![0; 16 << 20], Vec::with_capacity(1 << 20));
    packer.compress_vec(&nothing, &mut block, FlushCompress::Full).unwrap();
    let mut out = vec![0x78, 0x9c];
    (0..mebibytes / 16).for_each(|_| out.extend(&block));
    out.extend([3, 0]);
    out
}

/// The same once more packed, and as the letters of ASCII85.
fn wrapped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = Compress::new(Compression::best(), true);
    let mut twice = Vec::with_capacity(bytes.len() + 1024);
    packer.compress_vec(bytes, &mut twice, FlushCompress::Finish).unwrap();
    let mut out = Vec::new();
    for group in twice.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let mut value = u32::from_be_bytes(four);
        let mut five = [0; 5];
        for digit in five.iter_mut().rev() {
            *digit = b'!' + u8::try_from(value % 85).unwrap();
            value /= 85;
        }
        out.extend(&five[..=group.len()]);
    }
    out.extend(b"~>");
    out
}

#[test]
fn a_pdf_that_draws_without_end_is_read_as_far_as_it_goes() {
    let deep = 20_000;
    let chain = (7..7 + deep).map(|next| form(&[next])).chain([form(&[])]).collect();
    let twice = (7..47).map(|next| form(&[next, next])).chain([form(&[])]).collect();
    let picture =
        stream("/Subtype/Image/Filter[/ASCII85Decode/FlateDecode/FlateDecode]", wrapped(&packed(2048)));
    let rows = [
        ("plain", drawing(Vec::new())),
        ("itself", drawing(vec![form(&[6])])),
        ("each other", drawing(vec![form(&[7]), form(&[8, 6]), form(&[7])])),
        ("by the names of its page", drawing(vec![stream("/Type/XObject/Subtype/Form", "/X Do")])),
        ("deep", drawing(chain)),
        ("twice and twice", drawing(twice)),
        ("a picture", drawing(vec![picture])),
    ];
    for (name, bytes) in rows {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
        let (out, all) = read(folder.path());
        assert_eq!(out.status.code(), Some(0), "{name}: {all}");
        assert!(all.contains(TITLE), "{name}: {all}");
    }
}

#[test]
fn a_page_that_is_its_own_parent_is_told_or_read() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Page/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>".to_vec(),
        stream("", format!("BT /F 10 Tf 1 0 0 1 50 700 Tm ({WORDS}) Tj ET")),
        b"<</Type/Page/Parent 6 0 R/Contents 5 0 R>>".to_vec(),
    ]);
    std::fs::write(folder.path().join("a.pdf"), bytes).unwrap();
    let (out, all) = read(folder.path());
    assert_eq!(out.status.code(), Some(0), "{all}");
    assert!(all.contains(TITLE) && all.contains("1 page of 2 could not be read"), "{all}");
}

#[test]
fn a_document_that_takes_all_memory_is_told_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.pdf"), drawing(Vec::new())).unwrap();
    // The stream of the page itself: 4 GiB in a few kilobytes.
    let bomb = wrapped(&packed(4096));
    assert!(bomb.len() < 40_000, "{}", bomb.len());
    let content = stream("/Filter[/ASCII85Decode/FlateDecode/FlateDecode]", bomb);
    let page = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>".to_vec(),
        content,
    ]);
    std::fs::write(folder.path().join("bomb.pdf"), page).unwrap();
    let (out, all) = read(folder.path());
    assert_eq!(out.status.code(), Some(1), "{all}");
    assert!(all.contains(TITLE), "{all}");
    assert!(all.contains("bomb.pdf: error: ") && all.contains("passed over"), "{all}");
}

#[test]
fn the_word_by_which_the_program_starts_itself_is_no_command_of_a_user() {
    for args in [&["__paper"][..], &["__paper", "0.0.0", "pdf"], &["__paper", env!("CARGO_PKG_VERSION"), "x"]]
    {
        let out = Command::new(env!("CARGO_BIN_EXE_annals")).args(args).output().unwrap();
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(out.stdout.is_empty(), "{args:?}");
    }
}
