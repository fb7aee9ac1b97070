fn main(){
 let p=std::env::args().nth(1).unwrap();
 let b=std::fs::read(&p).unwrap();
 match annals::formats::read(annals::formats::Hint::Path(p.as_ref()), &b) {
  Ok(i)=>{ for r in annals::issue::report(&p,&i.issues){print!("{r}")} println!("{}", annals::issue::count(&i.issues));
   println!("{}", annals::formats::write("toml",&i.timeline).unwrap());
   if let Some(f)=std::env::args().nth(2) { println!("{}", annals::formats::write(&f,&i.timeline).unwrap()); }
  }
  Err(e)=>println!("{p}:{e}"),
 }
}
