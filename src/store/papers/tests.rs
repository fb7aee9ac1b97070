//! Tests of papers: what a reader gets of a file of each kind, and what of one that is broken.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;

fn read_as(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Paper, String> {
    of(Some(Path::new(name)), bytes.into())
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Canal opens - The Gazette</title>
<meta property="article:published_time" content="2019-05-04T10:00:00Z">
<meta name="author" content="By Ada Brook"><meta property="og:site_name" content="The Gazette">
<link rel="canonical" href="https://gazette.example/canal">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","datePublished":"2019-05-03"}]}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li>March 2018</li></ul></nav>
<article><h1>Canal opens</h1><p>The canal was opened on <b>3&nbsp;May</b> by the mayor, who spoke of a long wait, of the
many hands that had dug it, and of the towns along it that would now trade with one another again.</p>
<p>“It is done,” she said.<br>Boats went through until the evening, and the bands of three towns played on the banks,
each in its turn, while the schools had been given the day off to see the first of the barges go by.</p>
<ul><li>Length: 12 km</li><li>Locks: 4</li></ul>
<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2018</td><td>0</td></tr></table></article>
<footer>All rights reserved 2031</footer></body></html>"#;

#[test]
fn a_web_page_is_its_main_text_and_says_when() {
    let paper = read_as("page.html", PAGE).unwrap();
    assert_eq!(paper.kind, Kind::Html);
    for wanted in [
        "Canal opens",
        "The canal was opened on 3 May by the mayor",
        "“It is done,” she said.\nBoats went",
        "• Length: 12 km\n• Locks: 4",
        "Year\tBoats\n2018\t0",
    ] {
        assert!(paper.text.contains(wanted), "{wanted}: {}", paper.text);
    }
    assert!(!paper.text.contains("March 2018") && !paper.text.contains("2031"), "{}", paper.text);
    assert_eq!(paper.meta.author.as_deref(), Some("Ada Brook"));
    assert_eq!(paper.meta.publisher.as_deref(), Some("The Gazette"));
    assert_eq!(paper.meta.url.as_deref(), Some("https://gazette.example/canal"));
    assert_eq!(paper.meta.language.as_deref(), Some("en"));
    let dates: Vec<(&str, &str)> =
        paper.meta.dates.iter().map(|date| (date.value.as_str(), date.from)).collect();
    assert_eq!(dates, [("2019-05-04T10:00:00Z", "article:published_time"), ("2019-05-03", "datePublished")]);
    assert!(whole(&paper, PAGE.into()).unwrap().contains("All rights reserved 2031"));
}

/// A page as papers make them, with all that stands around what it says.
const FRAMED: &str = r#"<html><head><title>Bridge closed | The Gazette</title></head><body class="has-sidebar menu">
<div id="top-adBanner">Offer ends 3 March 2020: buy a boat.</div><nav>The fair opens on 5 April 2020.</nav>
<div class="notice">We use cookies since 2 May 2018. Accept all?</div>
<main><h1>Bridge closed</h1><p class="byline">By Ada Brook</p><p>Published 7 June 2021</p>
<p>The bridge was closed on Monday after cracks had been found in two of its piers.</p>
<div class="ad">Read more: the tower was sold on 9 July 2019.</div>
<p>Cookies were given to all who had to wait, and all agree that they were good.</p></main>
<div role="complementary">Most read: a tower fell in 2017.</div><div style="display: none">Hidden in 2016.</div>
<footer>Founded on 1 August 1900.</footer></body></html>"#;

#[test]
fn what_frames_a_page_is_left_out_and_its_head_stays() {
    // Short, so that it is taken whole; and long, so that its main text is looked for.
    let more = "<p>Boats went through under it until the evening, and the bands of three towns played on both \
                banks, each in its turn, while the schools had been given the day off to see it.</p>";
    for page in [FRAMED.to_owned(), FRAMED.replace("</main>", &format!("{}</main>", more.repeat(8)))] {
        let paper = read_as("a.html", page.as_bytes()).unwrap();
        let head =
            "Bridge closed\n\nBy Ada Brook\n\nPublished 7 June 2021\n\nThe bridge was closed on Monday";
        assert!(paper.text.starts_with(head), "{}", paper.text);
        assert!(paper.text.contains("Cookies were given"), "{}", paper.text);
        for gone in ["boat.", "fair", "We use", "tower", "Hidden", "Founded"] {
            assert!(!paper.text.contains(gone), "{gone}: {}", paper.text);
        }
        assert!(whole(&paper, page.into()).unwrap().contains("Founded"));
    }
    // A word of a class takes nothing away that is most of a page.
    let all = read_as("b.html", "<div class=menu><p>The bridge was closed on Monday.</p></div>").unwrap();
    assert_eq!(all.text, "The bridge was closed on Monday.\n");
    let form = read_as("c.html", "<form id=aspnet><p>The bridge was closed on Monday.</p></form>").unwrap();
    assert_eq!(form.text, "The bridge was closed on Monday.\n");
}

#[test]
fn a_page_is_known_without_its_name_and_in_its_own_encoding() {
    let page = PAGE.replace("utf-8", "windows-1251").replace("the mayor", "Кирилл");
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&page);
    let paper = of(None, bytes.into_owned()).unwrap();
    assert_eq!((paper.kind, paper.name.as_str()), (Kind::Html, "standard input"));
    assert!(paper.text.contains("by Кирилл"), "{}", paper.text);
}

#[test]
fn markdown_keeps_its_lines_and_loses_its_signs() {
    let text = "---\ntitle: \"The canal\"\ndate: 2019-05-03\nauthor: [Ada Brook, Bo Reed]\n---\n\n# Opening\n\nThe **canal** was \
                [opened](https://x.example/2018/03/04) on\n3 May.\n\n- twelve *kilometres*\n- four locks\n\n`code`, done &amp; dusted.\n";
    let paper = read_as("a.md", text).unwrap();
    assert_eq!(
        paper.text,
        "\n\n\n\n\n\nOpening\n\nThe canal was opened on\n3 May.\n\n- twelve kilometres\n- four locks\n\ncode, done & dusted.\n"
    );
    assert_eq!(paper.title.as_deref(), Some("The canal"));
    assert_eq!(paper.meta.author.as_deref(), Some("Ada Brook, Bo Reed"));
    assert_eq!(paper.meta.dates, [Stamp { value: "2019-05-03".into(), from: "front matter" }]);
    assert_eq!(read_as("b.md", "# Title\nWords").unwrap().title.as_deref(), Some("Title"));
    let toml = read_as("c.md", "+++\ntitle = 'T'\ndate = 2019-05-03\n+++\nWords\n").unwrap();
    assert_eq!((toml.title.as_deref(), toml.meta.dates[0].value.as_str()), (Some("T"), "2019-05-03"));
    let broken = read_as("d.md", "---\ntitle: [\n---\nWords\n").unwrap();
    assert!(broken.notes[0].contains("front matter") && broken.text.ends_with("Words\n"), "{broken:?}");
}

#[test]
fn one_wrong_entry_of_front_matter_takes_no_other_along_and_is_told_with_its_line_in_the_file() {
    let rows = [
        (
            "e.md",
            "---\ntitle: The strike\nauthor: Ada Brook\ntags: [a,\n  b: : c\ndate: 2019-05-03\n---\nWords\n",
            "line 5 ",
        ),
        (
            "f.md",
            "+++\ntitle = 'The strike'\nauthor = 'Ada Brook'\ntags = = 3\ndate = 2019-05-03\n+++\nWords\n",
            "line 4 ",
        ),
    ];
    for (name, text, line) in rows {
        let paper = read_as(name, text).unwrap();
        assert!(paper.notes.len() == 1 && paper.notes[0].starts_with(line), "{:?}", paper.notes);
        assert_eq!(paper.title.as_deref(), Some("The strike"));
        assert_eq!(paper.meta.author.as_deref(), Some("Ada Brook"));
        assert_eq!(paper.meta.dates[0].value, "2019-05-03");
    }
}

#[test]
fn a_letter_is_its_words_with_subject_sender_and_day() {
    let letter = "Received: from a by b\r\nFrom: =?utf-8?q?Ad=C3=A8le?= <a@x.example>\r\nTo: b@x.example\r\n\
        Subject: The\r\n canal\r\nDate: Fri, 3 May 2019 23:30:00 -0800\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=\"q\"\r\n\r\n--q\r\nContent-Type: multipart/alternative; boundary=\"r\"\r\n\r\n\
        --r\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        We opened the canal at =E9t=E9=20\r\nand sailed.\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>Other</p>\r\n--r--\r\n\
        --q\r\nContent-Type: image/gif\r\nContent-Disposition: attachment\r\n\r\nGIF\r\n--q--\r\n";
    for paper in [read_as("a.eml", letter), of(None, letter.into())] {
        let paper = paper.unwrap();
        assert_eq!((paper.kind, paper.title.as_deref()), (Kind::Mail, Some("The canal")));
        assert_eq!(paper.text, "We opened the canal at été and sailed.\n");
        assert_eq!(paper.meta.author.as_deref(), Some("Adèle"));
        assert_eq!(paper.meta.dates, [Stamp { value: "2019-05-03".into(), from: "Date" }]);
        assert_eq!(paper.notes, ["an attachment of it not read; save what matters as files"]);
    }
    let page = "From: a@x\r\nSubject: s\r\nDate: x\r\nContent-Type: text/html\r\n\r\n<p>One <b>two</b></p><p>three</p>";
    assert_eq!(read_as("b.eml", page).unwrap().text, "One two\n\nthree\n");
}

#[test]
fn what_is_quoted_or_code_is_apart() {
    let letter = "From: a@x\r\nSubject: s\r\nDate: Tue, 4 Jun 2024 10:00:00 +0000\r\n\r\n\
                  On Mon, 3 Jun 2024 at 09:00, Anna wrote:\r\n> We signed on 1 June.\r\n\r\nWe agree.\r\n";
    let paper = read_as("a.eml", letter).unwrap();
    assert!(paper.text.contains("> We signed on 1 June.") && paper.notes[0].contains("quotes"), "{paper:?}");
    assert_eq!(paper.quiet.hushed(&paper.text).trim(), "We agree.");
    let page = "From: a@x\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n<p>We agree.</p><div>On Mon, 3 Jun 2024, Anna \
                wrote:</div><blockquote><p>We signed<br>on 1 June.</p><pre>And\nwent.</pre></blockquote><p>Bo</p>";
    let paper = read_as("b.eml", page).unwrap();
    assert!(paper.text.contains("> We signed\n> on 1 June.\n\n> And\n> went."), "{}", paper.text);
    assert_eq!(
        paper.quiet.hushed(&paper.text).split_whitespace().collect::<Vec<_>>(),
        ["We", "agree.", "Bo"]
    );
    let paper = read_as("a.md", "One.\n\n```sh\ntouch 2024-05-06\n```\n\n    date: 2024\n\nTwo.\n").unwrap();
    assert!(paper.text.contains("touch 2024-05-06") && paper.text.contains("date: 2024"));
    let hushed = paper.quiet.hushed(&paper.text);
    assert_eq!(hushed.split_whitespace().collect::<Vec<_>>(), ["One.", "Two."]);
}

#[test]
fn encodings_are_told_and_damage_does_not_spoil_the_rest() {
    let (cyrillic, ..) =
        encoding_rs::KOI8_R.encode("Президент посетил город и встретился с министром в пятницу утром");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("né\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let rows: [(&[u8], &str, &str); 5] = [
        (b"caf\xe9 was open\n", "café was open\n", "read as windows-1252"),
        (&cyrillic, "Президент посетил город и встретился с министром в пятницу утром", "read as KOI8-"),
        (&utf16, "né\n", ""),
        (b"\xef\xbb\xbfplain", "plain", ""),
        ("äöü äöü é\u{e9}".as_bytes(), "äöü äöü éé", ""),
    ];
    for (bytes, wanted, note) in rows {
        let paper = read_as("a.txt", bytes).unwrap();
        assert_eq!(paper.text, wanted);
        assert_eq!(paper.notes.is_empty(), note.is_empty(), "{:?}", paper.notes);
        assert!(paper.notes.iter().all(|said| said.contains(note)), "{:?}", paper.notes);
    }
    let damaged = read_as("a.txt", ["äöüß é".as_bytes(), b"\xff", "ß".as_bytes()].concat()).unwrap();
    assert_eq!((damaged.text.as_str(), damaged.notes.len()), ("äöüß é\u{fffd}ß", 1));
    assert_eq!(
        read_as("a.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\xff".as_slice()).unwrap_err(),
        "it is not a text file"
    );
}

/// A book of those files.
fn book(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="o/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const PACKAGE: &str = r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">x</dc:identifier><dc:title>The canal</dc:title>
<dc:creator>Ada Brook</dc:creator><dc:language>en</dc:language><dc:date>2019-05-03</dc:date></metadata>
<manifest><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#;

#[test]
fn a_book_is_its_chapters_in_order() {
    let page = |text: &str| {
        format!(
            "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><p>{text}</p></body></html>"
        )
    };
    let (one, two) = (page("The first."), page("The <i>second</i>."));
    let files = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("o/p.opf", PACKAGE),
        ("o/a.xhtml", &one),
        ("o/b.xhtml", &two),
    ];
    let bytes = book(&files);
    let paper = read_as("a.epub", bytes.clone()).unwrap();
    assert_eq!(paper.text, "The first.\n\nThe second.\n\n");
    assert_eq!(
        (paper.title.as_deref(), paper.meta.author.as_deref()),
        (Some("The canal"), Some("Ada Brook"))
    );
    assert_eq!(paper.meta.dates, [Stamp { value: "2019-05-03".into(), from: "dc:date" }]);
    // A chapter that is named a thousand times is read once.
    let again = PACKAGE.replace("<itemref idref=\"a\"/>", &"<itemref idref=\"a\"/>".repeat(1000));
    let mut named = files;
    named[2].1 = &again;
    assert_eq!(read_as("a.epub", book(&named)).unwrap().text, "The first.\n\nThe second.\n\n");
    assert!(read_as("a.epub", &bytes[..bytes.len() / 2]).is_err());
    let missing = read_as("a.epub", book(&files[..4])).unwrap();
    assert_eq!(missing.notes, ["1 part of it could not be read"]);
}

#[test]
fn a_book_that_would_burst_is_refused() {
    let huge = "\0".repeat(16 << 20);
    let names: Vec<String> = (0..=MAX_UNPACKED_PARTS).map(|n| format!("o/{n}.jpg")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), huge.as_str())).collect();
    let bytes = book(&files);
    assert!(bytes.len() < 1 << 20);
    assert!(read_as("bomb.epub", bytes).unwrap_err().contains("the limit of unpacked size"));
}

const MAX_UNPACKED_PARTS: u64 = crate::store::MAX_UNPACKED >> 24;

/// A PDF with a page for each list of lines: where they stand from the left and from below, and what they say.
fn pdf(pages: &[&[(u32, u32, &str)]]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Title(The canal opens)/Author(Ada Brook)/CreationDate(D:20190503101500Z)>>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let mut content = String::from("BT /F 10 Tf ");
        for (x, y, text) in *page {
            content.extend([format!("1 0 0 1 {x} {y} Tm ({text}) Tj ")]);
        }
        content += "ET";
        let number = objects.len() + 1;
        kids.extend([format!("{number} 0 R ")]);
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents {} 0 R>>",
            number + 1
        ));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len());
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        table.extend([format!("{:010} 00000 n \n", out.len())]);
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = out.len();
    out.extend(
        format!(
            "{table}trailer<</Size {}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{start}\n%%EOF",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

#[test]
fn a_pdf_is_its_paragraphs_across_lines_and_pages() {
    let head = (50, 780, "The Gazette");
    let bytes = pdf(&[
        &[
            head,
            (50, 700, "The canal was opened on 3 May by the mayor of the town, who spoke of a long-"),
            (50, 688, "term plan, of the many hands that had dug it by night and by day, and of the agree-"),
            (50, 676, "ment that was signed."),
            (50, 652, "Boats went through until the evening, and on the next day the ferries began to"),
            (50, 30, "1"),
        ],
        &[
            head,
            (50, 700, "run again."),
            (50, 676, "It was a long-term plan, she said, and it ends here."),
            (50, 30, "2"),
        ],
        &[head, (50, 700, "The end.")],
    ]);
    let paper = read_as("a.pdf", bytes.clone()).unwrap();
    let paragraphs: Vec<&str> = paper.text.trim().split("\n\n").collect();
    assert_eq!(
        paragraphs,
        [
            "The canal was opened on 3 May by the mayor of the town, who spoke of a long-term plan, of the many hands \
             that had dug it by night and by day, and of the agreement that was signed.",
            "Boats went through until the evening, and on the next day the ferries began to run again.",
            "It was a long-term plan, she said, and it ends here.",
            "The end.",
        ]
    );
    let begins: Vec<&str> = paper.pages.iter().map(|&at| &paper.text[at..at + 3]).collect();
    assert_eq!(begins, ["The", "run", "The"]);
    assert_eq!(
        (paper.title.as_deref(), paper.meta.author.as_deref()),
        (Some("The canal opens"), Some("Ada Brook"))
    );
    assert_eq!(paper.meta.dates, [Stamp { value: "2019-05-03".into(), from: "CreationDate" }]);
    assert_eq!(of(None, bytes.clone()).unwrap().kind, Kind::Pdf);
    for end in (0..bytes.len()).step_by(97) {
        let _ = read_as("a.pdf", &bytes[..end]);
    }
    assert!(read_as("a.pdf", b"%PDF-1.4\nnothing".as_slice()).unwrap_err().contains("damaged"));
}

#[test]
fn a_pdf_that_would_burst_is_refused() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..=crate::store::MAX_UNPACKED >> 20 {
        packed.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let once = packed.finish().unwrap();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&once).unwrap();
    let twice = packed.finish().unwrap();
    for bomb in [once, twice] {
        let bytes = [b"%PDF-1.4\n1 0 obj <</Filter/FlateDecode>>stream\r\n", bomb.as_slice(), b"\nendstream"]
            .concat();
        assert!(read_as("a.pdf", bytes).unwrap_err().contains("the limit of unpacked size"));
    }
}

#[test]
fn a_page_nested_beyond_all_reason_is_read_or_refused() {
    for tag in ["div", "b", "table><tr><td", "ul><li", "blockquote", "br", "p", "font color=red"] {
        for many in [900, 60_000] {
            let start = std::time::Instant::now();
            let _ = read_as("a.html", format!("<{tag}>").repeat(many) + "words");
            assert!(start.elapsed() < MAX_TIME / 4, "{tag}, {many}: {:?}", start.elapsed());
        }
    }
    let dates = (0..20_000).fold(String::new(), |all, day| all + &format!("<meta name=date content={day}>"));
    assert!(read_as("a.html", dates + "<p>words").unwrap().meta.dates.len() <= 50);
    assert!(read_as("a.html", "<p>".repeat(20) + "words").unwrap().text.contains("words"));
}

#[test]
fn a_library_that_panics_is_told_and_the_rest_goes_on() {
    let told = guard::run(|| -> Result<(), String> { panic!("it is nobody's matter") }).unwrap_err();
    assert!(told.contains("damaged"), "{told}");
    assert!(!is_guarded());
    assert_eq!(guard::run(|| Ok(is_guarded())), Ok(true));
}

#[test]
fn folders_are_gone_through_and_what_comes_is_in_order() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a.md", "c/d.eml", "photo.jpeg", ".hidden.txt"] {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, name).unwrap();
    }
    let found = find(&[dir.path().to_owned()]).unwrap();
    let mut told = Vec::new();
    let names = each(
        &found.paths,
        &|path| path.file_name().unwrap().to_string_lossy().into_owned(),
        &mut |progress| told.push(progress),
    );
    assert_eq!(names, ["a.md", "b.txt", "d.eml"]);
    assert_eq!(told.last(), Some(&Progress { done: 3, all: 3 }));
    assert_eq!(found.skipped.len(), 2);
    std::fs::remove_file(dir.path().join("a.md")).unwrap();
    assert!(find(&[dir.path().join("c"), "-".into()]).unwrap().paths[1].as_os_str() == "-");
    assert!(find(&["-".into(), "-".into()]).is_err());
}

#[test]
fn the_same_bytes_give_the_same_text() {
    let bytes = pdf(&[&[(50, 700, "One two three.")]]);
    let first = read_as("a.pdf", bytes.clone()).unwrap();
    assert_eq!(read_as("a.pdf", bytes).unwrap(), first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, name in "a\\.(txt|md|html|pdf|epub|eml|gz)") {
        let _ = read_as(&name, bytes);
    }

    #[test]
    fn damaged_files_are_read_or_refused(at in 0usize..2000, byte: u8) {
        let mut bytes = pdf(&[&[(50, 700, "One two."), (50, 680, "Three.")]]);
        let len = bytes.len();
        bytes[at % len] = byte;
        let _ = read_as("a.pdf", bytes);
        let mut bytes = book(&[("META-INF/container.xml", CONTAINER), ("o/p.opf", PACKAGE), ("o/a.xhtml", "<p>x</p>")]);
        let len = bytes.len();
        bytes[at % len] = byte;
        let _ = read_as("a.epub", bytes);
    }

    #[test]
    fn markdown_keeps_every_line(text in "(\\PC|\n|# |\\*|- |> |`|\\[|\\]|\\(|\\)|---\n){0,60}") {
        let paper = read_as("a.md", text.clone()).unwrap();
        prop_assert_eq!(paper.text.matches('\n').count(), text.matches('\n').count());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_is_read_and_not_what_its_links_lead_to_outside() {
    use std::os::unix::fs::symlink;

    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::create_dir_all(at("pile/inner")).unwrap();
    for name in ["pile/a.txt", "pile/inner/b.txt", "outside.txt"] {
        std::fs::write(at(name), "They met on 3 May 2021.").unwrap();
    }
    symlink(at("outside.txt"), at("pile/c.txt")).unwrap();
    symlink(dir.path(), at("pile/loop")).unwrap();
    symlink(at("pile/inner"), at("pile/other")).unwrap();
    let found = find(&[at("pile")]).unwrap();
    assert_eq!(found.paths, [at("pile/a.txt"), at("pile/inner/b.txt")]);
    assert_eq!(found.skipped.iter().filter(|told| told.contains("leads out of the folder")).count(), 2);
    // Who names it wants it.
    assert_eq!(find(&[at("pile/c.txt")]).unwrap().paths, [at("pile/c.txt")]);
}
