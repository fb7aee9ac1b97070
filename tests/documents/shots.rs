//! Pictures of screens after keys.

macro_rules! screens {
    ($($name:ident: $open:ident $keys:literal, $width:literal x $height:literal;)+) => {
        $(#[test]
        fn $name() {
            let mut app = $open($width, $height);
            press(&mut app, $keys);
            insta::with_settings!({ snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots") }, {
                insta::assert_snapshot!(stringify!($name), text(&app));
            });
        })+
    };
}
