//! Cities, regions, lands and seas.

/// Rows parted by `;`, each the names of one place, the first the one to show. Capitals stand with their states.
pub const PLACES: &[&str] = &[
    // Continents, parts of the world, seas
    "Europe; Asia; Africa; North America; South America; Latin America; Central America; Antarctica;\
     Oceania; Eurasia; Middle East|Mideast|The Middle East|Near East|Middle-East; Far East;\
     Southeast Asia|South-East Asia|South East Asia; South Asia; East Asia; Central Asia; Central Europe;\
     Eastern Europe; Western Europe; Northern Europe; Southern Europe; Southeastern Europe;\
     Sub-Saharan Africa; North Africa; West Africa; East Africa; Southern Africa; Horn of Africa; Sahel;\
     Sahara; Maghreb; Levant; Balkans; Caucasus; South Caucasus|Southern Caucasus|Transcaucasia;\
     North Caucasus; Baltics|Baltic States|Baltic states; Scandinavia; Crimea|Crimean Peninsula;\
     Donbas|Donbass; Siberia; Anatolia; Arctic; Caribbean; Mesopotamia; Arabian Peninsula;\
     Korean Peninsula|Korean peninsula; Iberian Peninsula; Indochina; Manchuria; Polynesia;\
     Micronesia region; Kashmir; Punjab; Tibet; Xinjiang; Hong Kong; Macau|Macao;\
     Kurdistan|Iraqi Kurdistan; Chechnya; Dagestan; Tatarstan; Ingushetia; Nakhchivan|Nakhichevan;\
     Karabakh|Garabagh|Qarabag|Qarabagh|Nagorno-Karabakh|Nagorno Karabakh|Nagorno-Karabagh|\
     Mountainous Karabakh; Zangezur|Zangezur corridor; Adjara|Ajara; Transnistria|Transdniestria;\
     Gagauzia; Vojvodina; Republika Srpska; Gaza|Gaza Strip; West Bank; Golan Heights|Golan;\
     Sinai|Sinai Peninsula; East Jerusalem; Darfur; Kandahar; Helmand; Waziristan; Basque Country;\
     Catalonia; Andalusia; Sicily; Sardinia; Corsica; Lombardy; Tuscany; Bavaria; Saxony; Brandenburg;\
     Normandy; Brittany; Alsace; Provence; Flanders; Wallonia; Silesia; Galicia; Transylvania; Bohemia;\
     Moravia; Lapland; Greenland; Faroe Islands; Falkland Islands|Falklands; Gibraltar; Bermuda;\
     Cayman Islands; Puerto Rico; Guam island; Guantanamo Bay|Guantanamo|Guantánamo; Okinawa; Hokkaido;\
     Tasmania; Bali; Java; Sumatra; Borneo; Mindanao; Aceh; Zanzibar; Diego Garcia; Black Sea;\
     Caspian Sea|Caspian; Mediterranean Sea|Mediterranean; Baltic Sea|Baltic; Red Sea; Dead Sea;\
     North Sea; Arabian Sea; Adriatic|Adriatic Sea; Aegean|Aegean Sea; Sea of Azov; South China Sea;\
     East China Sea; Yellow Sea; Sea of Japan; Persian Gulf|Arabian Gulf|Gulf of Persia; Gulf of Mexico;\
     Gulf of Aden; Gulf of Tonkin; Bay of Bengal; Pacific|Pacific Ocean; Atlantic|Atlantic Ocean;\
     Indian Ocean; Arctic Ocean; English Channel; Suez Canal; Panama Canal; Bosphorus|Bosporus;\
     Dardanelles; Strait of Hormuz; Taiwan Strait; Himalayas|Himalaya; Alps; Andes; Urals|Ural Mountains;\
     Rocky Mountains|Rockies; Mount Everest|Everest; Danube; Rhine; Volga;\
     Dnipro river|Dnieper|Dnipro River; Nile; Euphrates; Tigris; Ganges; Mekong; Yangtze; Amazon River;\
     Mississippi River; Great Lakes; Lake Michigan; Lake Victoria",
    // States and cities of the United States
    "Alabama; Alaska; Arizona; Arkansas; California; Colorado; Connecticut; Delaware; Florida; Hawaii;\
     Idaho; Illinois; Indiana; Iowa; Kansas; Kentucky; Louisiana; Maine; Maryland; Massachusetts;\
     Michigan; Minnesota; Mississippi; Missouri; Montana; Nebraska; Nevada; New Hampshire; New Jersey;\
     New Mexico; North Carolina; North Dakota; Ohio; Oklahoma; Oregon; Pennsylvania; Rhode Island;\
     South Carolina; South Dakota; Tennessee; Texas; Utah; Vermont; Virginia;\
     Washington State|Washington state; West Virginia; Wisconsin; Wyoming; New England; Midwest;\
     District of Columbia|D.C.|DC; New York|New York City|NYC|New York State; Manhattan; Brooklyn;\
     Queens borough; Bronx|The Bronx; Staten Island; Harlem; Wall Street; Times Square; Long Island;\
     Los Angeles|L.A.|LA; Hollywood; Beverly Hills; San Francisco; San Diego; San Jose; Oakland;\
     Sacramento; Cupertino; Palo Alto; Mountain View; Silicon Valley; Sunnyvale; Santa Clara; Redmond;\
     Seattle; Everett; Tacoma; Spokane; Portland; Las Vegas; Reno; Phoenix; Tucson; Salt Lake City;\
     Denver; Boulder; Albuquerque; Santa Fe; Dallas; Houston; Austin; San Antonio; Fort Worth; El Paso;\
     New Orleans; Baton Rouge; Memphis; Nashville; Atlanta; Savannah; Charleston; Charlotte; Raleigh;\
     Richmond; Norfolk; Baltimore; Annapolis; Philadelphia; Pittsburgh; Harrisburg; Newark; Trenton;\
     Jersey City; Camden; Boston; Cambridge; Worcester; Providence; Hartford; New Haven; Buffalo;\
     Rochester; Syracuse; Albany; Cleveland; Cincinnati; Toledo; Akron; Dayton; Detroit; Flint; Lansing;\
     Dearborn; Auburn Hills; Ann Arbor; Grand Rapids; Chicago; Indianapolis; Fort Wayne; Milwaukee;\
     Madison; Minneapolis; St. Paul; St. Louis|Saint Louis; Kansas City; Omaha; Des Moines; Wichita;\
     Tulsa; Oklahoma City; Little Rock; Birmingham; Montgomery; Mobile, Alabama; Jackson, Mississippi;\
     Miami; Orlando; Tampa; Jacksonville; Tallahassee; Fort Lauderdale; Cape Canaveral; Anchorage;\
     Honolulu; Juneau; Louisville; Knoxville; Columbus; Ferguson, Missouri; Camp David; Pearl Harbor;\
     Ground Zero; Capitol; Arlington; Wilmington; Gettysburg; Spring Hill; Wichita Falls;\
     Colorado Springs; Mobile Bay",
    // Cities of other lands
    "Toronto; Montreal|Montréal; Vancouver; Calgary; Edmonton; Winnipeg; Quebec|Québec|Quebec City;\
     Ontario; Alberta; British Columbia; Manitoba; Nova Scotia; New Brunswick; Saskatchewan;\
     Newfoundland; Halifax; Oshawa; Tijuana; Guadalajara; Monterrey; Ciudad Juarez; Acapulco; Cancun;\
     Chiapas; Sao Paulo|São Paulo; Rio de Janeiro|Rio; Medellin|Medellín; Cali; Cartagena; Guayaquil;\
     Cusco; Valparaiso; Cordoba; Rosario; Maracaibo; Manchester; Liverpool; Leeds; Sheffield; Bristol;\
     Newcastle; Nottingham; Oxford; Glasgow; Aberdeen; Dundee; Swansea; Southampton; Portsmouth;\
     Plymouth; Brighton; Leicester; Coventry; York; Bath, Somerset; Heathrow|Heathrow Airport;\
     Gatwick|Gatwick Airport; Westminster; Wimbledon; Luton; Derby; Broughton; Filton; Dover; Cork;\
     Galway; Limerick; Derry|Londonderry; Yorkshire; Cornwall; Kent; Essex; Sussex; Lancashire; Devon;\
     Marseille|Marseilles; Lyon|Lyons; Toulouse; Nice, France; Bordeaux; Lille; Strasbourg; Nantes;\
     Cannes; Versailles; Calais; Le Bourget; Grenoble; Munich; Hamburg; Frankfurt; Cologne; Stuttgart;\
     Düsseldorf|Dusseldorf; Leipzig; Dresden; Nuremberg; Hanover|Hannover; Bremen; Dortmund; Essen;\
     Bochum; Rüsselsheim|Ruesselsheim; Wolfsburg; Kaiserslautern; Eisenach; Augsburg; Potsdam; Brussels;\
     Antwerp; Ghent; Bruges; Rotterdam; Utrecht; Eindhoven; Maastricht; Geneva; Zurich|Zürich; Basel;\
     Lausanne; Davos; Lugano; Salzburg; Graz; Innsbruck; Linz; Milan; Turin; Naples; Venice; Florence;\
     Genoa; Bologna; Palermo; Pisa; Verona; Trieste; Barcelona; Valencia; Seville; Bilbao; Zaragoza;\
     Malaga|Málaga; Porto; Thessaloniki|Salonika; Crete; Rhodes; Corfu; Gothenburg; Malmö|Malmo; Uppsala;\
     Bergen; Trondheim; Tampere; Turku; Aarhus; Krakow|Kraków|Cracow;\
     Gdansk|Gdańsk; Lodz; Wroclaw; Poznan; Katowice; Lublin; Brno; Ostrava; Kosice; Debrecen; Timisoara;\
     Cluj-Napoca|Cluj; Constanta|Constanța; Plovdiv; Varna; Split, Croatia; Dubrovnik; Vukovar; Mostar;\
     Srebrenica; Banja Luka; Novi Sad; Nis; Mitrovica; Kaunas; Klaipeda; Tartu; Narva; Daugavpils;\
     Kaliningrad; St. Petersburg|Saint Petersburg|St Petersburg|Leningrad; Novosibirsk; Yekaterinburg;\
     Nizhny Novgorod; Kazan; Samara; Rostov-on-Don|Rostov; Volgograd|Stalingrad; Vladivostok; Sochi;\
     Murmansk; Irkutsk; Omsk; Ufa; Grozny; Beslan; Makhachkala; Belgorod; Kursk; Bryansk; Smolensk; Tver;\
     Voronezh; Togliatti; Kharkiv|Kharkov; Odesa|Odessa; Lviv|Lvov; Dnipro|Dnipropetrovsk; Donetsk;\
     Luhansk|Lugansk; Zaporizhzhia|Zaporizhia|Zaporozhye; Mariupol; Kherson; Mykolaiv|Nikolaev; Poltava;\
     Chernihiv|Chernigov; Cherkasy|Cherkassy; Sumy; Vinnytsia; Zhytomyr; Rivne; Ternopil;\
     Ivano-Frankivsk; Uzhhorod; Chernivtsi; Khmelnytskyi; Lutsk; Kropyvnytskyi; Kremenchuk; Kryvyi Rih;\
     Bakhmut; Avdiivka; Severodonetsk|Sievierodonetsk; Kramatorsk; Sloviansk|Slavyansk; Melitopol;\
     Berdiansk; Bucha; Irpin; Hostomel; Chernobyl|Chornobyl; Simferopol; Sevastopol; Yalta; Kerch;\
     Ganja|Gyanja; Sumgait|Sumqayit|Sumgayit; Shusha|Shushi; Lachin|Lachin corridor;\
     Khankendi|Stepanakert; Aghdam|Agdam; Fuzuli; Kalbajar|Kelbajar; Jabrayil; Zangilan; Gubadli;\
     Khojaly; Lankaran; Mingachevir; Sheki; Gabala; Batumi; Kutaisi; Poti; Gori; Gyumri; Vanadzor; Kapan;\
     Istanbul; Izmir; Antalya; Adana; Bursa; Gaziantep; Diyarbakir; Trabzon; Kars; Ceyhan; Mosul; Basra;\
     Kirkuk; Erbil|Irbil; Fallujah; Tikrit; Najaf; Karbala; Ramadi; Aleppo; Homs; Idlib; Raqqa; Hama;\
     Latakia; Palmyra; Daraa; Kobani|Kobane; Sidon; Tyre; Haifa; Eilat; Nazareth; Bethlehem; Hebron;\
     Jericho; Nablus; Jenin; Rafah; Khan Younis; Mecca; Medina; Jeddah; Dhahran; Dubai; Sharjah; Aden;\
     Hodeidah; Isfahan; Mashhad; Tabriz; Shiraz; Natanz; Bushehr; Qom; Herat; Kunduz; Jalalabad;\
     Mazar-i-Sharif; Karachi; Lahore; Peshawar; Quetta; Rawalpindi; Abbottabad; Swat; Mumbai|Bombay;\
     Delhi; Kolkata|Calcutta; Chennai|Madras; Bangalore|Bengaluru; Hyderabad; Ahmedabad; Gujarat; Kerala;\
     Goa; Srinagar; Bhopal; Pune; Kandy; Jaffna; Chittagong; Shanghai; Guangzhou; Shenzhen; Tianjin;\
     Chongqing; Chengdu; Wuhan; Nanjing; Harbin; Xi'an|Xian; Hangzhou; Urumqi; Lhasa; Guangdong; Sichuan;\
     Hunan; Hubei; Yunnan; Kaohsiung; Osaka; Kyoto; Nagoya; Yokohama; Kobe; Hiroshima; Nagasaki;\
     Fukushima; Sapporo; Busan|Pusan; Incheon|Inchon; Kaesong; Panmunjom; Ho Chi Minh City|Saigon;\
     Da Nang|Danang; Hue, Vietnam; Phuket; Chiang Mai; Bandung; Surabaya; Penang; Davao; Cebu; Sydney;\
     Melbourne; Brisbane; Perth; Adelaide; Darwin; Hobart; Queensland; New South Wales; Auckland;\
     Christchurch; Alexandria; Luxor; Suez; Port Said; Sharm el-Sheikh; Benghazi; Misrata; Sirte;\
     Casablanca; Marrakech|Marrakesh; Fez; Tangier; Oran; Timbuktu; Lagos; Kano; Port Harcourt; Biafra;\
     Abidjan; Kumasi; Goma; Lubumbashi; Mombasa; Entebbe; Arusha; Cape Town; Johannesburg; Durban;\
     Soweto; Bulawayo; Katanga",
];
