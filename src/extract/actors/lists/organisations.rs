//! Bodies that news speak of all over the world, with their acronyms and other names.

/// Alliances, bodies of the United Nations and the European Union, courts, banks of states, parliaments,
/// parties, movements, universities, news agencies: rows parted by `;`, the first name of each the one to show.
pub const ORGANISATIONS: &[&str] = &[
    "United Nations|UN|U.N.|United Nations Organization|United Nations Organisation;\
     United Nations Security Council|UN Security Council|U.N. Security Council|UNSC|Security Council;\
     United Nations General Assembly|UN General Assembly|U.N. General Assembly|UNGA|General Assembly;\
     United Nations Human Rights Council|UN Human Rights Council|Human Rights Council;\
     UNESCO|United Nations Educational, Scientific and Cultural Organization;\
     UNICEF|United Nations Children's Fund|UN Children's Fund;\
     United Nations High Commissioner for Refugees|UNHCR|UN refugee agency|\
     U.N. High Commissioner for Refugees;\
     United Nations Development Programme|UNDP|UN Development Programme;\
     United Nations Environment Programme|UNEP|UN Environment Programme;\
     UNRWA|United Nations Relief and Works Agency;\
     World Health Organization|WHO|World Health Organisation;\
     World Food Programme|WFP|World Food Program; Food and Agriculture Organization|FAO;\
     International Labour Organization|ILO|International Labor Organization;\
     International Civil Aviation Organization|ICAO; International Maritime Organization|IMO;\
     World Meteorological Organization|WMO; Intergovernmental Panel on Climate Change|IPCC;\
     International Atomic Energy Agency|IAEA; International Court of Justice|ICJ;\
     International Criminal Court|ICC; International Monetary Fund|IMF;\
     World Bank|World Bank Group|International Bank for Reconstruction and Development;\
     World Trade Organization|WTO|World Trade Organisation; International Energy Agency|IEA;\
     International Finance Corporation|IFC; European Union|EU|E.U.; European Commission|EC;\
     European Parliament; European Council; Council of the European Union; European Central Bank|ECB;\
     European Court of Justice|ECJ|Court of Justice of the European Union;\
     European Court of Human Rights|ECHR; European Bank for Reconstruction and Development|EBRD;\
     European Investment Bank|EIB; European Space Agency|ESA;\
     European Economic Community|EEC|European Community|European Communities|Common Market;\
     European Aviation Safety Agency|EASA; Europol; Interpol; Frontex; Eurostat; Euratom; Eurojust;\
     Council of Europe|CoE; Parliamentary Assembly of the Council of Europe|PACE;\
     NATO|North Atlantic Treaty Organization|North Atlantic Treaty Organisation|North Atlantic Alliance;\
     North Atlantic Council;\
     Organization for Security and Co-operation in Europe|OSCE|\
     Organization for Security and Cooperation in Europe|\
     Organisation for Security and Co-operation in Europe|\
     Organisation for Security and Cooperation in Europe; OSCE Minsk Group|Minsk Group;\
     Organisation for Economic Co-operation and Development|OECD|\
     Organization for Economic Cooperation and Development|\
     Organization for Economic Co-operation and Development; Commonwealth of Independent States|CIS;\
     Collective Security Treaty Organization|CSTO|Collective Security Treaty Organisation;\
     Shanghai Cooperation Organization|SCO|Shanghai Cooperation Organisation;\
     Eurasian Economic Union|EAEU;\
     Organization of Turkic States|OTS|Organisation of Turkic States|Turkic Council;\
     Economic Cooperation Organization|ECO|Economic Cooperation Organisation;\
     Black Sea Economic Cooperation Organisation|BSEC|Black Sea Economic Cooperation|\
     Black Sea Economic Cooperation Organization|Organization of the Black Sea Economic Cooperation;\
     GUAM|GUAM Organization for Democracy and Economic Development|\
     Organization for Democracy and Economic Development;\
     Organisation of Islamic Cooperation|OIC|Organization of Islamic Cooperation|\
     Organization of the Islamic Conference; Non-Aligned Movement|NAM; Arab League|League of Arab States;\
     Gulf Cooperation Council|GCC; African Union|AU; Organization of African Unity|OAU;\
     ECOWAS|Economic Community of West African States; Southern African Development Community|SADC;\
     Association of Southeast Asian Nations|ASEAN; Asia-Pacific Economic Cooperation|APEC;\
     South Asian Association for Regional Cooperation|SAARC; Organization of American States|OAS;\
     Mercosur; CARICOM|Caribbean Community; Organization of the Petroleum Exporting Countries|OPEC;\
     OPEC+; BRICS; G7|Group of Seven|G-7; G8|Group of Eight|G-8; G20|Group of 20|G-20; G77|Group of 77;\
     Commonwealth of Nations; Warsaw Pact|Warsaw Treaty Organization; League of Nations; Visegrad Group;\
     Nordic Council; Benelux; Asian Development Bank|ADB; African Development Bank|AfDB;\
     Asian Infrastructure Investment Bank|AIIB; Inter-American Development Bank|IDB;\
     Islamic Development Bank|IsDB; Bank for International Settlements|BIS; Red Cross|Red Crescent; American Red Cross; British Red Cross; German Red Cross; Ukrainian Red Cross;\
     Russian Red Cross; Norwegian Red Cross; Swedish Red Cross; Turkish Red Crescent; Palestine Red Crescent;\
     International Committee of the Red Cross|ICRC;\
     Doctors Without Borders|MSF|Médecins Sans Frontières|Medecins Sans Frontieres;\
     Amnesty International; Human Rights Watch|HRW; Greenpeace; Oxfam; Transparency International;\
     Reporters Without Borders|RSF; Freedom House; World Wildlife Fund|WWF; Save the Children;\
     Wikimedia Foundation; Mozilla Foundation|Mozilla; Free Software Foundation|FSF;\
     World Economic Forum|WEF; International Olympic Committee|IOC; FIFA; UEFA;\
     World Anti-Doping Agency|WADA; National Football League|NFL; National Basketball Association|NBA;\
     Major League Baseball|MLB; National Hockey League|NHL;\
     NCAA|National Collegiate Athletic Association; International Air Transport Association|IATA;\
     World Intellectual Property Organization|WIPO; CERN;\
     NASA|National Aeronautics and Space Administration; Roscosmos; JAXA; ISRO",
    // Of the United States
    "White House|The White House; Pentagon|The Pentagon; Capitol Hill;\
     Congress of the United States|US Congress|U.S. Congress|United States Congress;\
     Senate of the United States|US Senate|U.S. Senate|United States Senate;\
     House of Representatives of the United States|US House of Representatives|\
     U.S. House of Representatives|United States House of Representatives;\
     Supreme Court of the United States|US Supreme Court|U.S. Supreme Court|United States Supreme Court;\
     State Department|US State Department|U.S. State Department|Department of State|\
     US Department of State|U.S. Department of State;\
     Treasury Department|US Treasury|U.S. Treasury|Department of the Treasury|US Treasury Department|\
     U.S. Treasury Department|US Department of the Treasury|Treasury;\
     Department of Justice|Justice Department|DOJ|US Department of Justice|U.S. Department of Justice|\
     US Justice Department|U.S. Justice Department;\
     Department of Defense|Defense Department|US Department of Defense|U.S. Department of Defense;\
     Department of Homeland Security|DHS|Homeland Security; Department of Energy|Energy Department|DOE;\
     Department of Labor|Labor Department; Department of Commerce|Commerce Department;\
     Department of Transportation|Transportation Department|DOT;\
     Department of Agriculture|Agriculture Department|USDA; Department of Education|Education Department;\
     Department of Health and Human Services|HHS; Department of Housing and Urban Development|HUD;\
     Department of the Interior|Interior Department; Department of Veterans Affairs|Veterans Affairs;\
     CIA|Central Intelligence Agency|C.I.A.; FBI|Federal Bureau of Investigation|F.B.I.;\
     National Security Agency|NSA; National Security Council of the United States|NSC;\
     Secret Service|US Secret Service|U.S. Secret Service; Drug Enforcement Administration|DEA;\
     Internal Revenue Service|IRS; Census Bureau|U.S. Census Bureau|US Census Bureau;\
     Federal Reserve|Fed|The Fed|Federal Reserve Board|US Federal Reserve|U.S. Federal Reserve|\
     Federal Reserve System; Federal Reserve Bank of New York|New York Fed|New York Federal Reserve;\
     Securities and Exchange Commission|SEC|U.S. Securities and Exchange Commission|\
     US Securities and Exchange Commission;\
     Federal Deposit Insurance Corporation|FDIC|Federal Deposit Insurance Corp;\
     Commodity Futures Trading Commission|CFTC; Federal Aviation Administration|FAA|F.A.A.;\
     National Transportation Safety Board|NTSB; National Highway Traffic Safety Administration|NHTSA;\
     Transportation Security Administration|TSA; Federal Communications Commission|FCC;\
     Federal Trade Commission|FTC; Federal Emergency Management Agency|FEMA;\
     Environmental Protection Agency|EPA|US Environmental Protection Agency|\
     U.S. Environmental Protection Agency; Food and Drug Administration|FDA;\
     Centers for Disease Control and Prevention|CDC|Centers for Disease Control;\
     National Institutes of Health|NIH; National Weather Service|NWS; National Hurricane Center;\
     National Oceanic and Atmospheric Administration|NOAA;\
     US Geological Survey|USGS|U.S. Geological Survey|United States Geological Survey;\
     National Science Foundation; Library of Congress; Smithsonian Institution|Smithsonian;\
     US Army|U.S. Army|United States Army; US Navy|U.S. Navy|United States Navy;\
     US Air Force|U.S. Air Force|United States Air Force|USAF;\
     US Marine Corps|U.S. Marine Corps|Marine Corps|US Marines|U.S. Marines;\
     US Coast Guard|U.S. Coast Guard|United States Coast Guard; Joint Chiefs of Staff;\
     Supreme Headquarters Allied Powers Europe|SHAPE;\
     USAID|US Agency for International Development|U.S. Agency for International Development;\
     Peace Corps; US Postal Service|U.S. Postal Service|USPS|Postal Service;\
     Republican Party|GOP|Republicans; Democratic Party|Democrats|DNC; Tea Party;\
     Republican National Committee|RNC; Democratic National Committee;\
     American Civil Liberties Union|ACLU; National Rifle Association|NRA; Planned Parenthood;\
     NAACP|National Association for the Advancement of Colored People; AFL-CIO; AARP;\
     American Medical Association|AMA; American Bar Association|ABA;\
     Chamber of Commerce|US Chamber of Commerce|U.S. Chamber of Commerce;\
     Brookings Institution|Brookings; Heritage Foundation; Cato Institute; Pew Research Center|Pew;\
     RAND Corporation|RAND; Council on Foreign Relations; Carnegie Endowment for International Peace;\
     American Enterprise Institute; Center for Strategic and International Studies|CSIS; Chatham House;\
     Atlantic Council; International Crisis Group;\
     United Auto Workers|UAW|United Automobile Workers|United Auto Workers union;\
     Teamsters|International Brotherhood of Teamsters; Air Line Pilots Association|ALPA;\
     Canadian Auto Workers|CAW; IG Metall; National Bureau of Economic Research|NBER;\
     National Education Association; Bureau of Labor Statistics|BLS; Congressional Budget Office|CBO;\
     Office of Management and Budget|OMB; Government Accountability Office|GAO;\
     Federal Housing Administration|FHA; Small Business Administration|SBA",
    // Of other states
    "Parliament of the United Kingdom|Houses of Parliament|UK Parliament|British Parliament;\
     House of Commons|Commons; House of Lords;\
     Downing Street|10 Downing Street; Whitehall; Foreign Office|Foreign and Commonwealth Office;\
     Home Office; Scotland Yard|Metropolitan Police; MI5; MI6; GCHQ; National Health Service|NHS;\
     Financial Services Authority|FSA; Financial Conduct Authority|FCA;\
     Serious Fraud Office|SFO; Royal Courts of Justice; Office of Fair Trading|OFT; Competition Commission; Bank of England|BoE;\
     Bank of Japan|BoJ; Bank of Canada; Bank of Russia; Bank of Israel; Bank of Korea; Bank of France;\
     People's Bank of China|PBOC; Reserve Bank of India|RBI; Reserve Bank of Australia|RBA; Bundesbank;\
     Swiss National Bank|SNB; Royal Air Force|RAF; Royal Navy; British Army;\
     Conservative Party of the United Kingdom|Tories|Tory; Liberal Democrats|Lib Dems;\
     Scottish National Party|SNP; UK Independence Party|UKIP; Sinn Féin|Sinn Fein;\
     IRA|Irish Republican Army; Bundestag; Bundesrat; Bundeswehr; Christian Democratic Union|CDU;\
     Social Democratic Party of Germany|SPD; Élysée Palace|Elysee Palace|Élysée|Elysee; National Front;\
     Communist Party of China|Chinese Communist Party|CCP|CPC;\
     People's Liberation Army|PLA; National People's Congress; Kuomintang|KMT;\
     Liberal Democratic Party|LDP; Diet; Lok Sabha; Rajya Sabha; Bharatiya Janata Party|BJP;\
     Indian National Congress|Congress Party; Inter-Services Intelligence|ISI;\
     Pakistan Peoples Party|PPP; Kremlin|The Kremlin; State Duma|Duma; Federation Council; United Russia;\
     KGB; FSB|Federal Security Service; GRU; Red Army; Wagner Group|Wagner; Central Bank of Russia;\
     Investigative Committee; Russian Orthodox Church; Verkhovna Rada;\
     Milli Majlis|Milli Mejlis; Bolshoi Theatre; Knesset; Likud; Mossad; Shin Bet;\
     Israel Defense Forces|IDF|Israeli army; Palestinian Authority|PA|Palestinian National Authority;\
     Palestine Liberation Organization|PLO|Palestine Liberation Organisation; Fatah; Hamas;\
     Hezbollah|Hizbollah|Hizbullah|Hizballah; Islamic Jihad; Muslim Brotherhood;\
     Taliban|Taleban|The Taliban;\
     al-Qaeda|Al-Qaeda|Al Qaeda|al Qaeda|al-Qaida|Al-Qaida|Al Qaida;\
     al-Qaeda in Iraq|Al-Qaeda in Iraq|Al-Qaida in Iraq|al-Qaida in Iraq;\
     Islamic State|ISIS|ISIL|IS|Daesh|Islamic State of Iraq and Syria; Boko Haram;\
     Al-Shabaab|al-Shabab|Al-Shabab; Houthis|Houthi|Ansar Allah; Kurdistan Workers' Party|PKK;\
     YPG|People's Protection Units; Peshmerga; Syrian Democratic Forces|SDF; Free Syrian Army|FSA rebels;\
     Justice and Development Party|AKP|AK Party; Republican People's Party|CHP; Ba'ath Party|Baath Party;\
     Islamic Revolutionary Guard Corps|IRGC|Revolutionary Guards|Revolutionary Guard;\
     African National Congress|ANC; Zanu-PF|ZANU-PF; Tamil Tigers|LTTE|Liberation Tigers of Tamil Eelam;\
     Ansar al-Sharia; FARC|Revolutionary Armed Forces of Colombia; ETA; Khmer Rouge; Viet Cong|Vietcong;\
     Sandinistas|Sandinista; Ku Klux Klan|KKK; Wehrmacht; Luftwaffe; Gestapo; SS|Schutzstaffel;\
     Nazi Party|Nazis|Nazi; Solidarity; Hells Angels; Catholic Church|Roman Catholic Church;\
     Church of England; Orthodox Church; Anglican Church; Church of Scientology",
    // Universities
    "Harvard University|Harvard; Yale University|Yale; Stanford University|Stanford;\
     Princeton University|Princeton; Massachusetts Institute of Technology|MIT; Columbia University;\
     Cornell University|Cornell; Oxford University|University of Oxford;\
     Cambridge University|University of Cambridge; Georgetown University|Georgetown;\
     University of California, Berkeley|UC Berkeley; UCLA; Johns Hopkins University|Johns Hopkins;\
     London School of Economics|LSE; Imperial College London|Imperial College;\
     California Institute of Technology|Caltech; Carnegie Mellon University|Carnegie Mellon;\
     New York University|NYU; Duke University; Georgia Tech|Georgia Institute of Technology; Virginia Tech; Texas Tech|Texas Tech University; Northwestern University; ADA University",
    // News
    "Reuters|Thomson Reuters; Associated Press|AP|The Associated Press;\
     Agence France-Presse|AFP|Agence France Presse; United Press International|UPI;\
     Bloomberg|Bloomberg News; Dow Jones Newswires; Xinhua|Xinhua News Agency;\
     Tass|TASS|Itar-Tass|ITAR-TASS; Interfax; RIA Novosti; Sputnik; Ukrinform; Interfax-Ukraine;\
     Kyodo|Kyodo News; Yonhap; Press Trust of India|PTI; Anadolu Agency|Anadolu; Trend News Agency|Trend;\
     AzerNews|Azernews; Report News Agency; APA News Agency; Azertac|AZERTAC; Caliber.Az; MENAFN;\
     Press Association; BBC|British Broadcasting Corporation|BBC News; CNN; CNBC; NBC|NBC News;\
     ABC|ABC News; CBS|CBS News; Fox News|Fox News Channel; MSNBC; PBS; NPR|National Public Radio;\
     C-SPAN; Sky News; ITV; Channel 4; Al Jazeera|Al-Jazeera; RT|Russia Today; Voice of America|VOA;\
     Radio Free Europe|RFE/RL|Radio Liberty|Radio Free Europe/Radio Liberty; Deutsche Welle|DW; Euronews;\
     ESPN; HBO; MTV; CCTV; Univision; Telemundo; Al Arabiya;\
     New York Times|The New York Times|NYT|NY Times; Washington Post|The Washington Post;\
     Wall Street Journal|The Wall Street Journal|WSJ; USA Today;\
     Los Angeles Times|The Los Angeles Times|LA Times; Chicago Tribune; Boston Globe|The Boston Globe;\
     New York Post; New York Daily News; Newsweek; Time magazine|TIME; The Economist|Economist;\
     Financial Times|The Financial Times|FT; The Guardian|Guardian;\
     The Times|The Sunday Times|Sunday Times; The Independent;\
     Daily Telegraph|The Daily Telegraph|The Telegraph|Telegraph; Daily Mail|The Daily Mail; The Sun;\
     Daily Mirror; Le Monde; Le Figaro; Der Spiegel|Spiegel; Die Welt; Die Zeit; Bild; El País|El Pais;\
     Corriere della Sera; La Repubblica; Haaretz; Jerusalem Post|The Jerusalem Post; People's Daily;\
     Global Times; South China Morning Post; Asahi Shimbun; Yomiuri Shimbun; Nikkei business daily;\
     Times of India|The Times of India; The Hindu; Dawn; Kommersant; Izvestia; Pravda; Vedomosti;\
     Novaya Gazeta; Kyiv Independent|The Kyiv Independent; Kyiv Post;\
     Huffington Post|The Huffington Post|HuffPost; Politico|POLITICO; BuzzFeed|Buzzfeed;\
     Breitbart|Breitbart News; Vox; Slate; Salon; The Hill; The Atlantic; The New Yorker|New Yorker;\
     Rolling Stone; Wired|WIRED; TechCrunch; Ars Technica; Gizmodo; Engadget; CNET; The Verge; Mashable;\
     ZDNet; Daily Beast|The Daily Beast; National Review; Forbes; Fortune; Barron's; Business Insider;\
     MarketWatch; Vanity Fair; EU Reporter; Wikinews; Wikipedia; WikiLeaks|Wikileaks",
    // Markets
    "New York Stock Exchange|NYSE; NASDAQ|Nasdaq|Nasdaq Stock Market; London Stock Exchange|LSE exchange;\
     Tokyo Stock Exchange; Hong Kong Stock Exchange; Frankfurt Stock Exchange; Shanghai Stock Exchange;\
     American Stock Exchange|AMEX; Chicago Mercantile Exchange|CME Group|CME;\
     Chicago Board of Trade|CBOT; Euronext|NYSE Euronext; Deutsche Börse|Deutsche Boerse;\
     Bombay Stock Exchange|BSE; New York Mercantile Exchange|NYMEX|Nymex; Toronto Stock Exchange|TSX",
    // Music and the arts
    "The Beatles|Beatles; Rolling Stones|The Rolling Stones; Metropolitan Museum of Art; British Museum;\
     Louvre; Royal Opera House; Nobel Committee; Academy of Motion Picture Arts and Sciences;\
     RIAA|Recording Industry Association of America; MPAA|Motion Picture Association of America;\
     Electronic Frontier Foundation|EFF",
];

/// Treaties, programmes, games and conferences: rows parted by `;`, the first name of each the one to show.
pub const PROGRAMMES: &[&str] = &[
    "United Nations Framework Convention on Climate Change|UNFCCC|UN Framework Convention on Climate Change|U.N. Framework Convention on Climate Change;\
     Paris Agreement|Paris Climate Agreement|Paris climate agreement|Paris Climate Accord|Paris Accord;\
     Kyoto Protocol; Montreal Protocol; Partnership for Peace|PfP; Eastern Partnership;\
     Belt and Road Initiative|BRI|One Belt One Road|Belt and Road; North American Free Trade Agreement|NAFTA;\
     Troubled Asset Relief Program|TARP; Joint Comprehensive Plan of Action|JCPOA; Treaty of Lisbon|Lisbon Treaty;\
     Maastricht Treaty|Treaty of Maastricht; Treaty of Versailles|Versailles Treaty; Geneva Conventions|Geneva Convention;\
     Nuclear Non-Proliferation Treaty|NPT|Non-Proliferation Treaty; Trans-Pacific Partnership|TPP;\
     Transatlantic Trade and Investment Partnership|TTIP; Sustainable Development Goals|SDGs;\
     Millennium Development Goals|MDGs; Marshall Plan; Medicare; Medicaid; Social Security;\
     Affordable Care Act|Obamacare|Patient Protection and Affordable Care Act; Dodd-Frank|Dodd-Frank Act;\
     New Deal; Green New Deal; Apollo program|Apollo programme; International Space Station|ISS;\
     Olympic Games|Olympics|Summer Olympics|Winter Olympics; Paralympics; World Cup|FIFA World Cup; Super Bowl; Rose Bowl;\
     Eurovision|Eurovision Song Contest; Premier League|English Premier League; Bundesliga; Serie A; La Liga; Erasmus+|Erasmus; Horizon 2020; Horizon Europe; Southern Gas Corridor|SGC;\
     Nord Stream|Nord Stream 2; Turkish Stream|TurkStream; South Stream; Nabucco|Nabucco pipeline;\
     Trans-Anatolian Natural Gas Pipeline|TANAP|Trans-Anatolian Pipeline; Trans Adriatic Pipeline|TAP|Trans-Adriatic Pipeline;\
     Baku-Tbilisi-Ceyhan pipeline|Baku-Tbilisi-Ceyhan|BTC|BTC pipeline|Baku–Tbilisi–Ceyhan;\
     Baku-Tbilisi-Kars railway|Baku-Tbilisi-Kars|BTK; Middle Corridor|Trans-Caspian International Transport Route|TITR;\
     Minsk agreements|Minsk Agreements|Minsk accords; Dayton Accords|Dayton Agreement|Dayton Peace Agreement;\
     Oslo Accords|Oslo accords; Camp David Accords; Good Friday Agreement; Schengen Agreement|Schengen;\
     Abraham Accords; Madrid Protocol; Black Sea Grain Initiative; Free Trade Area of the Americas|FTAA;\
     General Agreement on Tariffs and Trade|GATT; Doha Round|Doha round; Davos Forum; Bretton Woods;\
     Strategic Arms Reduction Treaty|START|New START; Comprehensive Nuclear-Test-Ban Treaty|CTBT;\
     Membership Action Plan|MAP; Individual Partnership Action Plan|IPAP",
];
