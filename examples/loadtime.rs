//! time
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let t = std::time::Instant::now();
    let f = std::fs::File::open(&p).unwrap();
    let len = f.metadata().unwrap().len();
    let mut f = f;
    let mut first = None;
    let r = annals::store::stream::read(&mut f, Some(len), &mut |n| {
        if let annals::store::stream::News::Part(t2, p) = n {
            if first.is_none() {
                first = Some(t.elapsed());
            }
            println!("part {} at {:?}", p.events, t.elapsed());
            drop(t2);
        }
        true
    })
    .unwrap();
    println!(
        "{} events in {:?}, first {:?}, memory {:?}, issues {}",
        r.timeline.len(),
        t.elapsed(),
        first,
        r.timeline.memory(),
        r.told.issues.len()
    );
    for i in r.told.issues.iter().take(3) {
        println!("{i}");
    }
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    println!("{}", s.lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
