//! Bodies that many states have under one name: whose they are, the document has to tell.

/// Rows of names, the first the one to show; the states that have such a body where not nearly all do; those that
/// have none. Where a document speaks of one state only, a bare name is its body if these allow it.
pub const SEATS: &[(&str, &str, &str)] = &[
    (
        "Congress",
        "United States|Argentina|Bolivia|Brazil|Chile|Colombia|Dominican Republic|Guatemala|Honduras|Mexico|Paraguay|\
         Peru|Philippines|Spain",
        "",
    ),
    (
        "Senate",
        "United States|Argentina|Australia|Belgium|Bolivia|Brazil|Cambodia|Canada|Chile|Colombia|Czech Republic|\
         Dominican Republic|France|Haiti|Ireland|Italy|Kazakhstan|Kenya|Mexico|Netherlands|Nigeria|Pakistan|Paraguay|\
         Philippines|Poland|Romania|Rwanda|Spain|Thailand|Uruguay|Uzbekistan|Zimbabwe",
        "",
    ),
    (
        "House of Representatives",
        "United States|Australia|Belgium|Cyprus|Egypt|Ethiopia|Indonesia|Japan|Libya|Malta|Morocco|Netherlands|\
         New Zealand|Nigeria|Philippines|Thailand|Yemen",
        "",
    ),
    (
        "Parliament",
        "",
        "United States|Argentina|Bolivia|Brazil|Chile|Colombia|Guatemala|Honduras|Mexico|Paraguay|Peru|Philippines|\
         Vietnam|China|Vatican City",
    ),
    (
        "National Assembly",
        "Algeria|Angola|Armenia|Azerbaijan|Bahrain|Belarus|Bulgaria|Cambodia|Cameroon|Chad|Cuba|Ecuador|France|Gabon|\
         Guinea|Guyana|Hungary|Ivory Coast|Kenya|Kuwait|Laos|Madagascar|Malawi|Mali|Mauritius|Nicaragua|Niger|Nigeria|\
         Pakistan|Panama|Senegal|Serbia|Slovenia|South Africa|South Korea|Tanzania|Togo|Turkey|Venezuela|Vietnam|Zambia",
        "",
    ),
    (
        "Chamber of Deputies",
        "Argentina|Bolivia|Brazil|Chile|Czech Republic|Italy|Luxembourg|Mexico|Paraguay|Romania|Rwanda",
        "",
    ),
    ("Council of Ministers|Cabinet of Ministers", "", "United States|United Kingdom"),
    ("State Council", "China|Thailand|Norway|Finland|North Korea", ""),
    ("Supreme Court", "", "France|Germany|Austria|Italy|Belgium|South Africa"),
    (
        "Constitutional Court",
        "",
        "United States|United Kingdom|Canada|Australia|Japan|India|Norway|Sweden|Denmark",
    ),
    ("High Court|High Court of Justice", "", "United States|France|Germany|Russia|China"),
    ("Court of Appeal", "", "United States"),
    ("Communist Party", "", ""),
    ("Socialist Party", "", ""),
    ("Social Democratic Party", "", ""),
    ("Green Party", "", ""),
    ("Liberal Party", "", ""),
    ("Labour Party|Labour", "", "United States"),
    ("Conservative Party|Conservatives", "", "United States"),
    ("Libertarian Party", "", ""),
    ("Politburo", "China|Vietnam|Cuba|Laos|North Korea", ""),
    ("National Guard", "", ""),
    ("National Security Council", "", ""),
    ("Central Bank", "", "United States"),
];

/// States whose names an article goes before: `of the United Kingdom`.
pub const WITH_ARTICLE: &str = "\
    United|Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros|Seychelles|Marshall|Solomon|Dominican|Central|Czech";
