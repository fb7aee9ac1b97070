//! Words that tell what the names beside them are.

/// Nouns that end or begin the name of a body: `Export Credit Agency`, `Ministry of Culture`.
pub const BODIES: &str = "\
    academy administration agency alliance army assembly association authority authorities board brigade bureau cabinet battalion flotilla \
    caucus center centre chamber church club coalition college command commission committee commonwealth community confederation \
    congress consortium constabulary consulate corps council court courts delegation department directorate division duma embassy \
    establishment exchange faculty federation fleet forces force foundation front fund government group guard guards pac \
    hospital house inspectorate institute institution institutes inquiry jury kremlin league legislature library lobby majlis mejlis militia ministry mission monastery \
    mosque movement museum navy network office orchestra organisation organization panel parliament parliamentary party patriarchate \
    platoon police rada regiment registry reserve school secretariat senate service services seminary society \
    squad squadron staff station syndicate synod taskforce temple theatre theater tribunal trust union university universities \
    watchdog workers youth zoo politburo laboratory laboratories observatory conservatory kindergarten gymnasium clinic polyclinic \
    treasury admiralty registrar gendarmerie intelligence archive archives band choir ensemble studio studios newspaper magazine news press \
    times post tribune herald gazette journal daily chronicle telegraph examiner inquirer radio television tv channel broadcasting \
    rebels fighters brigades legion gang cartel mafia team fc united rovers";

/// Words that end a company's name, with or without a dot.
pub const SUFFIXES: &str = "\
    inc incorporated corp corporation co company companies ltd limited llc llp lp plc ag gmbh se sa spa nv bv ab asa oyj oy as kg kgaa \
    ooo oao pao zao ojsc jsc cjsc pjsc pty pte bhd srl sarl holding holdings group s.a s.a. s.p.a s.p.a. n.v. a.g. a.s. l.p. l.l.c. b.v.";

/// Nouns of trade that end a company's name: `Cathay Airlines`, `Harbour Bank`.
pub const TRADES: &str = "\
    airlines airline airways aviation aerospace aircraft bancorp bank banks bankers banking bakery breweries brewery brothers bros \
    capital casino chemical chemicals communications computer computers consulting cruises designs electric electronics energy \
    engineering enterprises entertainment equities express farms films finance financial foods furniture games gas hotels industries insurance \
    international interactive investments investors jewelers labs leasing logistics machines manufacturing marine market markets media metals mills \
    mines mining mobile mortgage motor motors music mutual networks oil outfitters partners petroleum pharma pharmaceutical pharmaceuticals pictures \
    plastics power productions products properties publishers publishing rail railroad railway railways realty records refining \
    restaurants research resources retail savings securities semiconductor semiconductors shipping software solutions stores steel studios supermarkets \
    systems technologies technology telecom telecommunications telephone textiles tobacco toys trading transport utilities ventures wireless works";

/// Nouns that end the name of a place.
pub const PLACES: &str = "\
    airport avenue base basin bay beach boulevard bridge building canal cape castle cathedral cemetery city coast corridor county creek delta delta \
    desert district downs falls forest fort gardens gate glacier gulf harbor harbour heights highway hill hills island islands isle isles \
    jungle junction lake lakes lane mount mountain mountains oblast ocean palace park peninsula pier plain plateau plaza point port prefecture \
    province range region reservoir ridge river road rock room sea shore square stadium strait street tower towers town township trail tunnel \
    valley village volcano wharf woods yard zone arena hall camp crossing waterfront governorate raion municipality canyon prison jail hotel";

/// Nouns that end or begin the name of something that bodies do together.
pub const PROGRAMMES: &str = "\
    accord accords act agenda agreement agreements amendment award awards bill campaign census championship championships charter code communiqué communique conference constitution \
    convention conventions covenant cup decade declaration decree dialogue directive doctrine exercise exhibition expo fair festival forum framework games \
    goal goals guidelines initiative initiatives law marathon memorandum mission month olympics operation pact parade pathway pipeline plan platform policy prize process program programme programs programmes project projects \
    protocol protocols partnership regulation resolution roadmap round scheme seminar series statute strategy summit symposium talks tournament treaty treaties \
    understanding week workplan corridor days workshop workshops year days mechanism";

/// Things that are named and are no actors: a run that ends in one is let go.
pub const THINGS: &str = "\
    air anthem album app average bible book bonds bug car day disease edition engine english era eve exam flu gate hurricane index indexes \
    internet kit language laptop laptops law lawsuit line map match medal model os phone phones player \
    players poll pro question rate report revolution rifle sdk series software song stock store stores suite syndrome system tablet theorem time times \
    tv version virus war wars weekend world x store cube display pod pad generation \
    anniversary birthday carnival century christmas conflict crisis crusade depression easter holocaust ramadan renaissance resurrection thanksgiving uprising massacre genocide \
    bowl battle offensive siege campaign invasion crash disaster flight earthquake tsunami storm typhoon cyclone scandal affair accident incident collision explosion";

/// Subjects that the names of bodies and programmes are made of: `Ministry of Ecology and Natural Resources`.
pub const TOPICS: &str = "\
    action adaptation aerospace affairs aging agricultural agriculture air antitrust architecture armed arms arts asylum atomic audit automobile aviation banking bilateral biodiversity border broadcasting business \
    carbon central chemical child children civil climate coal collective combat commerce commercial common communication communities communications community competition conflict construction consumer control convention cooperation corruption credit criminal crisis \
    cultural culture currency customs cyber cybersecurity data defence defense democracy democratic deposit development digital diplomatic disarmament disaster disease domestic drug drugs ecology economic economics economy education elections electoral electric electricity electronic \
    emergency employment endowment energy enforcement enhancement environment environmental equality european exchange executive export external fair family federal finance financial fisheries fishery food foreign forestry freedom fuel gas general geological global governance green health healthcare heritage \
    high higher highway history homeland housing human humanitarian hydrocarbon immigration income independent indigenous industrial industry information infrastructure inland innovation innovations institutional insurance integration intellectual inter interior internal international investigation investigations investigative investment investments islamic \
    joint judicial justice labor labour land language law legal legislative liaison literature local logistics loss damage management maritime market markets media medical medicine memorial mental meteorological migration military mine minerals mining minority modern mortgage multilateral municipal music national natural nations naval negotiating \
    new north northern nuclear nutrition occupational ocean officers oil olympic open oriental orthodox panel parks parliamentary parties patent peace peacekeeping pension people peoples petroleum physics plan planning plenary poetry policy political population postal poverty prevention press prison private privatization product professional prosecution protection provincial public \
    railway railways reconciliation reconstruction reform refugee refugees regional registration regulatory relations relief religion religious renewable republican rescue research reserve resources restoration revenue review revolutionary rights road rural safety sanitation satellite science sciences scientific secondary secret securities security senior settlement shipping small social \
    society solid south southern space special sport sports standards state statistics stability strategic strategy submarine supervision supervisory supreme sustainable taxation tax taxes technical technological technology telecommunications territorial terrorism textile tourism trade traffic training transition transitional transparency transport transportation treasury universal unity urban utilities veterans victims vocational voluntary volunteer water waste weapons welfare west western wildlife women work works world youth eastern east black";

/// Lower-case nouns that say, before or behind a name, what it is: a company.
pub const COMPANY_NOUNS: &str = "\
    airline airlines automaker automakers bank brewer brokerage broker builder builders carmaker carrier chain chipmaker company conglomerate contractor corporation dealer distributor drugmaker \
    exchange firm giant holding insurer label lender maker makers manufacturer manufacturers operator outsourcer planemaker provider publisher \
    rater refiner retailer seller shipper startup studio subsidiary supplier steelmaker unit utility vendor wholesaler bookseller business maker brand";

/// .. a body.
pub const BODY_NOUNS: &str = "\
    agency alliance association band blog body charity club coalition committee consortium council court daily faction federation foundation group institute institution journal legislature league lobby magazine militia ministry \
    movement museum network newspaper ngo nonprofit organisation organization panel paper parliament party regulator school site station team tabloid tribunal union university watchdog website weekly parliament wire";

/// Whose: nouns of what a body has and a person has not: `Boeing shares`, `Intel's chief executive`.
pub const OF_BODIES: &str = "\
    shares stock employees executives executive ceo cfo coo headquarters management workers staff officials official spokesman spokeswoman spokesperson representatives representative chairman president shareholders stockholders investors customers engineers engineer \
    founder board subsidiary unit division lawyers plant factory factories plants bankruptcy profits earnings revenue revenues sales directors director bonds bondholders members membership leadership troops forces \
    fighters militants rebels leaders leader branch branches offices retailers stores dealerships dealers models lineup researchers researcher scientists analysts analyst economist strategist economists products product announcement fleet aircraft jets";

/// Verbs of saying, as the forms that follow a speaker or stand before one.
pub const SAYS: &str = "\
    said says say saying told tells added adds noted notes stated states announced announces explained explains stressed stresses emphasised emphasized emphasises emphasizes recalled recalls \
    argued argues claimed claims insisted insists replied replies asked asks answered answers warned warns admitted admits declared declares denied denies confirmed confirms reported reports suggested suggests \
    pointed points observed observes remarked remarks commented comments concluded concludes continued continues wrote writes tweeted tweets quipped joked recounted testified acknowledged acknowledges conceded concedes \
    predicted predicts promised promises pledged pledges vowed vows urged urges demanded demands called calls criticised criticized criticizes condemned condemns praised praises welcomed welcomes accused accuses \
    alleged alleges asserted asserts maintained maintains revealed reveals disclosed discloses described describes believes believed thinks thought hopes hoped fears feared expects expected estimated estimates complained complains \
    underlined underlines underscored underscores highlighted highlights reiterated reiterates affirmed affirms reaffirmed responded responds rejected rejects refused refuses declined declines agreed agrees proposed proposes voiced expressed expresses cautioned cautions";

/// Verbs of what bodies and people do, in forms that follow the one who does it.
pub const ACTS: &str = "\
    has have had was were is are will would plans planned wants wanted decided decides signed signs launched launches unveiled unveils introduced introduces released releases acquired acquires bought buys sold sells sued sues filed files \
    won wins lost loses hired hires fired fires owns owned employs employed posted invested invests opened opens closed closes met meets visited visits arrived arrives left leaves returned returns died dies resigned resigns \
    retired retires joined joins became becomes began begins started starts stopped stops made makes took takes gave gives received receives got gets held holds led leads served serves helped helps supported supports backed backs \
    approved approves adopted adopts passed passes voted votes ruled rules appointed appoints elected elects nominated nominates named names ordered orders attacked attacks killed kills invaded invades seized seizes arrested arrests charged charges \
    sent sends delivered delivers produced produces built builds developed develops manufactures manufactured makes operates operated cut cuts raised raises lowered lowers sought seeks tried tries used uses spent spends paid pays offered offers faces faced \
    prioritizes prioritises envisions envisages intends aims considers considered must should could may might can did does do also recently now still never then again currently later earlier already";

/// Verbs a city does not do and its government does: the evidence that a capital stands for its state.
pub const RULES: &str = "\
    said says told announced announces warned warns insisted insists denied denies accused accuses rejected rejects demanded demands agreed agrees refused refuses signed signs pledged pledges vowed vows urged urges \
    condemned condemns criticised criticized welcomed welcomes hopes hoped wants wanted believes considers prioritizes prioritises envisions envision envisages seeks sought supports backed backs recognised recognized proposed proposes expects plans planned \
    decided decides threatened threatens retaliated responded responds recalled expelled imposed imposes negotiated negotiates insists views sees fears regards stressed stresses emphasized emphasised reiterated maintains argues claims claimed declared declares offered offers blamed blames";

/// Words written with a capital letter at the head of a sentence or a line, and no names.
pub const COMMON: &str = "\
    a about above according account accordingly across act action active actually add additional additionally administrators admission ads adverse advertisement after afterwards again against age ago agreed ahead aid aims air all allegedly allowing allows almost alone along alongside already also although \
    always amid amidst among amongst an analysts ancient and announcement announcements annual annually another answer anti any anybody anyone anything anyway anywhere apart apparently apologies attendance absent approximately approaching archives are area areas armed around arrest article articles as aside ask asked asking at attack attacks attempts attendees authorities average avoid away \
    back background bad based basically be bearing because become becoming been before beginning behind being believe below beneath beside besides best better between beyond big bills birth blacks blogs blue bomb bombs bonds books born boost both bottom box boy boys breaking briefly bring broad brown budget build building builds business businesses but buy buyers by \
    call called calls can candidates cannot car care careful cars case cases cash casualties categories cause caused causes celebrities certain certainly chances change changes chapter cheap check chief child children citizens citing city civil civilians classes clean clear clearly click clients close closed closing coal collected college come comes coming comment comments commercial commodities common companies company compared competition competitors complete completely computer \
    concern concerning concerns conclusion conditions confirmed conflict congratulations consequently consider considering contact content continue continued contrary contrast controversy cooperation copyright core corporate costs could countries country court courts cover credit crews crime crisis critics crude cultural culture currency current currently customers cut \
    daily damage data date day days de dead deal deals dear death deaths debt decades decisions deep default defendants defense defence deficit definitely delegates demand demands demonstrators depending deputy describing design despite details developers development developments did diplomats discover discussing disinformation do doctors does dollar dollars domestic done donations double doubt down download dozens drivers drugs due during duties \
    each earlier early earnings east eastern economic economically economists economy editorial education effective efforts eight eighteen either elders elected election elections eleven else elsewhere email employees employers empty end ended energy engineers enhanced enhancing enjoy enough ensuring entire entirely equally especially essentially establish etc ethnic even evening eventually ever every everybody everyone everything everywhere evidence evidently exactly examples \
    except exchange executives exit expect expected experts explore exports extra eyes fact factors facts failing failure fair faith families family famous fans far farmers fast fat father fears features federal feel feeling few fewer fifteen fifth fifty fighting figures files filed final finally financial find finding fire firefighters firms first firstly fish five fixed flag flights floor flying follow followed following food football for force forces foreign foreigners forget form former formerly \
    forty forward founded four fourteen fourth frankly free freedom frequently fresh friend friends from front frustrated fuel full fully fun funding funds funny further furthermore future gaining gains game games gas gays general generally get getting gift girl girls give given giving global go goal god going gold gone good goods got government governments gradually grand great greater greatest green grew gross ground group groups growing growth guess guests gun guns \
    had half halfway hand hands happily happy hard hardly has have having he head heads health hear heart heat heavy held hello help helping hence her here hers herself hey hi high higher highlights highly him himself his historians historic historically history hit hold holding holidays home homeless homes honestly hope hopefully hopes hospitals host hot hours house houses housing how however huge human hundreds \
    i ideally ideas if imagine immediately immigrants impact implementation imports improvements in including income increased increasing increasingly indeed independent individual individuals industrial industry inflation information initial initially initiative injuries inside insiders instead insurance interest interestingly interests internally international internationally interview into investigation investigations investigators investment investments investors invited ironically is issues it items its itself \
    jobs join joint journalists judge judges judging jurors just justice keep keeping key kids kill killed killing know knowing known labor labour lack land language large largely larger last lastly late lately later latest laughing launch launched law lawmakers laws lawyers lead leaders leadership leading learn learning least leave leaving led left legal less lessons let letters letting level liberals life light like likewise limited line list listen listening literally literature little live living loans local \
    locals long longer look looking loss losses lost lots love low lower luckily lying machines made main mainly maintaining major majority make maker makers making male man managers many maps marines mark market markets martial mass massive materials matters maybe me meaning meanwhile measures media medical medieval meet meeting meetings members men mere merely message middle might migrants militants military millions mind mine ministers minor minutes missing mixed mobile modern moments money month monthly months more moreover morning mortgage most mostly mother motor mountains move movement moving much multiple murder music \
    must my myself name named namely names national nations natural naturally near nearby nearly necessary need needless neighbors neighbours neither net never nevertheless new newer newly news newspapers next nice night nine nineteen no nobody noise non none nonetheless nor normal normally north northern not note notably noted nothing notice noting notwithstanding now nowadays nowhere nuclear number numbers numerous obtained obviously occasionally of off offered offering offers office officers official officially officials often oh oil ok okay old older on once one ones online only \
    onto open opened opening operating operations opinion opponents opposition option options or orders ordinary organisers organising organizers organizations origin original originally other others otherwise ought our ours ourselves out outside outstanding over overall overcome overnight overseas own owned owners packages page pages paid paper parents parliament parliamentary part partially participants participation particularly parties partly partners partnership parts party passengers passing past patients pay paying payment payments peace people per perhaps periods permanent personal personally personnel petrol \
    photo photographs photos physical physicians pictures pilots pipeline place places plain plan plans planes plants play players playing please plenty plus point points police policies policy political politically politicians politics poll polls pollution poor popular population ports positions positive possible possibly post posted potential poverty power powers practice precisely preliminary prepared preparing presented presenting present presently president presidential presidents press pressed pressure presumably pretty prevention previous previously price prices primarily primary prime prior prisoners private privately probably problems proceeds producers production products professional profit profits programs progress projects proof property proponents proposals prosecutors protecting protest protesters protests proud provided providing public published publicly pure purchase put putting \
    quarterly question questions quick quickly quiet quite quoted quoting race radio rain raised raising ranks rare rarely rates rather reached reaching reaction reactions read readers reading ready real really reasons rebels recall recalling recent recently record records red referring reflecting refugees regarding regardless regional regions regular regulators related relations relatives reliable relief religion religious remember remembering reminds repeat repeated reporters reporting reports representatives rescuers research researchers residents respect respondents responding responses responsible rest restrictions results retail returning revenue revenues review revised rich right rights rising road roads robots role roughly round rounds rule rules rumors rumours running rural \
    sad sadly safe safety said sale sales same save saying scenes scheduled school schools science scientists search second secondly secret section sector sectors secure security see seeing seeking seems seen selected selling send senior separate separately series serious seriously served service services set setting settlers seven seventeen seventh several severe shall share shareholders shares she ship ships short shortly shots should show showing shows side sides sign signed significant significantly signs silver similar similarly simple simply since single sir sister site sites six sixteen sixth sixty size slow slowly small smaller smart so social socialists society soft software sold soldiers some somebody somehow someone something sometimes somewhat somewhere \
    soon sorry sort sound sources south southern space speak speaking special specifically specifications speculation spending sports spot staff stand standing star start started starting state statement statements states statistics stay steadily steel step steps still stock stocks stop stopping store stories story straight strange street strengthening stress strictly strike strikes strong strongly students studies study style subject subsequent subsequently subsidies success such sudden suddenly suffering supplies support supporters supporting supposedly sure surely surprisingly surrounded survey surveys survivors suspects symptoms \
    take taken taking talk talking talks tanks target tax taxes taxpayers teachers team teams tears technically technology teenagers television tell telling ten tens terms terrible terrorism terrorist terrorists test testing tests than thank thankfully thanks that the their theirs them themselves then theories there thereafter thereby therefore these they thing things think thinking third thirdly thirteen thirty this thoroughly those though thousand thousands threats three through throughout thus ticket tickets till time times tips title to today together told tomorrow tonight too took top topics total totally touch tough toward towards town track trade traders trading traditional traditionally traffic train training trains transcript transition transport travel travellers travelers treatment trials tribal trick troops troubled trucks true truly trust truth try trying turn turning twelve twenty twice twins two type typical typically \
    ultimately unable unclear under understand understanding undoubtedly unemployment unfortunately union unions unique universities unless unlike until unusual unusually up updated updates upon upper us use used useful users uses using usually vast vehicles version versions very via victims victory video views villagers violence virtually visit visiting visitors visits volunteers voters voting vs waiting wall want wanted war warm warning wars was washing watch watching water way ways we weak wealthy weapons weather websites week weekly weeks welcome well went were west western what whatever wheat when whenever where whereas wherever whether which while white whites who whoever whole wholesale whom whose why wide widely widespread wild will willing win winds \
    winner winners winning with within without witnesses women wonder wonderful wondering word words work workers working world worldwide worried worry worse worst worth would write writers writing written wrong yeah year yearly years yes yesterday yet young younger youth your yours yourself youths zero \
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun spring summer autumn fall winter \
    christmas easter thanksgiving halloween ramadan hanukkah gmt utc est edt pst pdt bst cet am pm a.m p.m a.m. p.m. usd eur gbp ad bc bce ce cd dvd tv pc faq url html pdf http https www isbn ceo cfo coo cto mp mps phd md jr sr ii iii iv vi vii viii ix \
    islam islamic christian christianity christians muslim muslims jewish jews jew judaism hindu hindus buddhist buddhists catholic catholics protestant protestants sunni sunnis shia shiite shiites orthodox kurdish kurd kurds arab arabs arabic latin hispanic latino latinos african africans asian asians european europeans western westerners caucasian nordic slavic turkic marxist marxism conservative liberal progressive democratic republican libertarian nationalist nationalists islamist islamists hutu hutus tutsi tutsis communist communists capitalist capitalism socialist socialism fascist internet web gdp dna aids hiv covid god bible koran quran dj ok \
    appellant appellants respondent claimant claimants applicant applicants petitioner complainant plaintiff plaintiffs intervener landlord \
    tenant buyer seller purchaser vendor lender borrower licensee licensor lessor lessee employer employee contractor trustee trustees executor \
    crown counsel bench headteacher vicar";

/// Words of no content: where one stands with a capital letter, no name begins and none goes on.
pub const EMPTY: &str = "\
    a an the this that these those by in to from with as is are was were will would may can not who what how why and or but if when after \
    before over under into out about against i he she it we they you his her its our their my your at on for of than then so no be been has have had \
    do does did which while where there here says said \
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow \
    honour honourable honorable excellency highness majesty holiness eminence lordship ladyship";

/// Feasts and days that are named: no people and no programmes.
pub const FEASTS: &str = "\
    Christmas|Christmas Eve|Christmas Day|Boxing Day|New Year|New Year's Eve|New Year's Day|New Years Eve|\
    New Years Day|Twelfth Night|Epiphany|Shrove Tuesday|Mardi Gras|Ash Wednesday|Palm Sunday|Holy Week|\
    Maundy Thursday|Good Friday|Holy Saturday|Easter|Easter Eve|Easter Sunday|Easter Monday|Ascension Day|Whit Monday|\
    Pentecost|Corpus Christi|Assumption Day|All Saints' Day|All Souls' Day|Advent Sunday|St. Patrick's Day|\
    Saint Patrick's Day|St. Valentine's Day|Valentine's Day|St. Nicholas Day|St. George's Day|St. Andrew's Day|\
    St. David's Day|Midsummer Eve|Midsummer Day|Walpurgis Night|Halloween|Thanksgiving|Thanksgiving Day|\
    Black Friday|Labor Day|Labour Day|May Day|Memorial Day|Veterans Day|Armistice Day|Remembrance Day|\
    Remembrance Sunday|Anzac Day|ANZAC Day|Independence Day|Republic Day|Constitution Day|Victory Day|Unity Day|\
    National Day|Flag Day|Columbus Day|Presidents Day|Presidents' Day|Bastille Day|Canada Day|Australia Day|\
    Guy Fawkes Night|Burns Night|Martin Luther King Day|Martin Luther King Jr. Day|Mother's Day|Father's Day|\
    International Women's Day|Women's Day|Earth Day|Election Day|Super Tuesday|D-Day|Passover|Purim|Sukkot|Hanukkah|\
    Rosh Hashanah|Yom Kippur|Yom HaShoah|Ramadan|Eid|Eid al-Fitr|Eid al-Adha|Ashura|Mawlid|Nowruz|Novruz|Diwali|Holi|\
    Vesak|Songkran|Lunar New Year|Chinese New Year|Tet|Kwanzaa";

/// Months: they are first names only where no preposition stands before them.
pub const MONTHS: &str = "april may june august january march";

/// Nouns that stand before the name of a place: `Lake Baikal`, `Fort Bragg`.
pub const BEFORE_PLACES: &str = "mount lake fort camp port cape mt ft isle rio villa puerto punta";

/// Verbs of trade: what a company does more often than a person.
pub const DEALS: &str = "\
    launched launches unveiled unveils introduced introduces released releases acquired acquires sued sues filed files manufactures \
    manufactured produces produced markets marketed distributes distributed supplies supplied operates operated posted posts merged merges \
    employs employed licensed licenses outsources outsourced ships shipped recalled developed develops sells sold rolled rolls hired";

/// Nouns of kin.
pub const KIN: &str = "\
    father mother son daughter brother sister wife husband uncle aunt nephew niece cousin grandfather grandmother \
    grandson granddaughter widow twin";

/// Nouns of one man.
pub const MEN: &str = "\
    man boy gunman businessman policeman salesman fisherman fireman craftsman nobleman horseman swordsman knifeman bagman \
    son father husband brother uncle nephew grandson grandfather stepfather stepson bridegroom widower boyfriend fiancé \
    king prince emperor monk priest pope duke baron count knight waiter actor gentleman guy bloke lad conscript congressman \
    spokesman chairman councilman clergyman statesman";

/// Nouns of one woman.
pub const WOMEN: &str = "\
    woman girl businesswoman policewoman saleswoman noblewoman daughter mother wife sister aunt niece granddaughter \
    grandmother stepmother stepdaughter bride widow girlfriend fiancée queen princess empress nun duchess baroness countess \
    waitress actress lady lass housewife midwife spokeswoman chairwoman councilwoman congresswoman";

/// Nouns of one human being.
pub const HUMANS: &str = "\
    person child teenager youth youngster toddler baby adult pensioner passer-by passerby bystander stranger shooter \
    attacker assailant killer murderer assassin bomber hijacker kidnapper robber burglar thief rapist stabber intruder \
    culprit perpetrator offender convict prisoner inmate detainee fugitive accomplice captive hostage informant mole spy \
    driver motorist cyclist passenger pedestrian motorcyclist sailor captain fisher farmer miner worker labourer laborer \
    student pupil graduate tourist visitor resident tenant landlord neighbour neighbor native villager shopkeeper \
    customer client employee employer colleague successor predecessor rival opponent ally companion partner spouse heir \
    cousin sibling twin orphan parent relative patient donor courier guard bodyguard sniper fighter deserter recruit \
    protester demonstrator rioter refugee migrant immigrant asylum-seeker voter juror plaintiff appellant claimant \
    accuser complainant caller reader buyer seller owner servant maid cook clerk butler slave merchant smuggler dealer \
    hunter climber hiker diver swimmer skier lodger guest";
