//! Companies that news speak of all over the world, with the names they go by.

/// Rows parted by `;`, each the names of one company, the first the one to show. What only makes sense with a suffix is left to the rules.
pub const COMPANIES: &[&str] = &[
    // Computers and the net
    "Apple|Apple Computer|Apple Computers|Apple Inc|Apple Computer Inc;\
     Microsoft|Microsoft Corporation|MSFT; Google|Google Inc; Alphabet Inc;\
     Amazon.com|Amazon|Amazon Web Services|AWS; Facebook|Meta Platforms; Twitter; Netflix;\
     IBM|International Business Machines|I.B.M.; Intel|Intel Corporation; AMD|Advanced Micro Devices;\
     Nvidia|NVIDIA; Qualcomm; Broadcom; Cisco Systems|Cisco; Oracle|Oracle Corporation; SAP; Salesforce;\
     Adobe|Adobe Systems; Hewlett-Packard|HP|Hewlett Packard|Hewlett-Packard Company;\
     Dell|Dell Computer|Dell Inc; Compaq|Compaq Computer; Gateway Computer; Lenovo; Acer; Asus|ASUS;\
     Toshiba; Fujitsu; Sony|Sony Corporation; Panasonic; Sharp Corporation; Hitachi; NEC; Canon Inc;\
     Nikon; Kodak|Eastman Kodak; Xerox; Samsung|Samsung Electronics; LG Electronics|LG; Foxconn|Hon Hai;\
     TSMC|Taiwan Semiconductor Manufacturing; Huawei; ZTE; Xiaomi; Alibaba|Alibaba Group; Tencent; Baidu;\
     ByteDance; Nokia; Ericsson; Motorola; BlackBerry Limited|Research In Motion|RIM; HTC; Palm Inc;\
     Sun Microsystems; Digital Equipment|Digital Equipment Corporation; Texas Instruments;\
     Micron Technology|Micron; Seagate|Seagate Technology; Western Digital; EMC; VMware; Red Hat; Novell;\
     Netscape|Netscape Communications; Yahoo|Yahoo!|Yahoo Inc; AOL|America Online; eBay; PayPal; Uber;\
     Lyft; Airbnb; Spotify; Dropbox; LinkedIn; Snapchat|Snap Inc; Pinterest; Reddit; YouTube; Instagram;\
     WhatsApp; Skype; Myspace|MySpace; Napster; RealNetworks; OpenAI; SpaceX;\
     Tesla|Tesla Motors; Nintendo; Sega; Electronic Arts|EA Games; Activision|Activision Blizzard;\
     Symantec; McAfee; Kaspersky Lab|Kaspersky; Infosys; Wipro; Tata Consultancy Services|TCS; Accenture;\
     Gartner; IDC; NPD Group|NPD; Forrester Research|Forrester; Nielsen; Creative Technology; Pixar;\
     NeXT Computer",
    // Telephones
    "AT&T|AT&T Inc|AT & T|AT&T Mobility; Verizon|Verizon Communications|Verizon Wireless;\
     Sprint|Sprint Nextel|Sprint Corporation; T-Mobile; Vodafone; O2; Orange S.A;\
     BT Group|BT|British Telecom; Deutsche Telekom; France Telecom|France Télécom; Telefonica|Telefónica;\
     Telecom Italia; NTT|NTT DoCoMo|Nippon Telegraph and Telephone; SoftBank; China Mobile;\
     China Telecom; China Unicom; Bell Atlantic; BellSouth; MCI|MCI Communications|MCI WorldCom;\
     WorldCom; Comcast; Time Warner Cable; Charter Communications; Qwest;\
     Lucent|Lucent Technologies|Alcatel-Lucent; Alcatel; Nortel|Nortel Networks; Kyivstar;\
     Telia|TeliaSonera; Turkcell; Azercell",
    // Cars
    "General Motors|GM|General Motors Corporation|General Motors Corp|General Motors Company|G.M.;\
     Ford|Ford Motor|Ford Motor Company|Ford Motor Co;\
     Chrysler|Chrysler LLC|Chrysler Group|Chrysler Corporation; DaimlerChrysler;\
     Daimler|Daimler AG|Daimler-Benz; Mercedes-Benz; BMW; Volkswagen|VW|Volkswagen Group|Volkswagen AG;\
     Audi; Porsche; Opel|Adam Opel; Vauxhall|Vauxhall Motors; Saab|Saab Automobile; Volvo|Volvo Cars;\
     Toyota|Toyota Motor|Toyota Motor Corporation; Honda|Honda Motor; Nissan|Nissan Motor; Mazda;\
     Mitsubishi; Mitsubishi Motors; Mitsubishi Corporation; Subaru; Suzuki; Isuzu; Hyundai|Hyundai Motor;\
     Kia|Kia Motors; Fiat|Fiat S.p.A|Fiat Group; Fiat Chrysler; Ferrari; Alfa Romeo; Renault;\
     Peugeot|PSA Peugeot Citroën|PSA; Citroën|Citroen; Jaguar Land Rover; Tata Motors;\
     Tata Group; Tata Steel; Mahindra; Magna International|Magna; Delphi|Delphi Corporation; Visteon;\
     Lear Corporation; Bosch|Robert Bosch; Continental AG; Michelin; Goodyear|Goodyear Tire & Rubber;\
     Bridgestone|Bridgestone/Firestone; Firestone; Harley-Davidson; GMAC; AvtoVAZ|Avtovaz; GAZ Group;\
     Sberbank; Rolls-Royce|Rolls Royce; Geely;\
     American Motors; SAIC; Cerberus|Cerberus Capital Management",
    // Aircraft and airlines
    "Airbus|Airbus Industrie|Airbus SAS|Airbus S.A.S|Airbus Group;\
     Boeing|Boeing Co|Boeing Company|The Boeing Company;\
     EADS|European Aeronautic Defence and Space Company; BAE Systems|BAE; Lockheed Martin|Lockheed;\
     Northrop Grumman|Northrop; Raytheon; General Dynamics; McDonnell Douglas; Bombardier; Embraer;\
     Cessna; Gulfstream; Dassault|Dassault Aviation; Sukhoi; Ilyushin; Tupolev; Antonov; Aeroflot;\
     Pratt & Whitney; Honeywell; United Technologies; Thales|Thales Group; Safran; Textron;\
     Spirit AeroSystems; Vought Aircraft|Vought; Alenia|Alenia Aeronautica;\
     American Airlines|American Airlines Group|AMR|AMR Corporation; United Airlines|United Continental;\
     Delta Air Lines|Delta Airlines|Delta; Northwest Airlines; Continental Airlines; US Airways|USAir;\
     Southwest Airlines; JetBlue|JetBlue Airways; Alaska Airlines; Pan Am|Pan American World Airways;\
     TWA|Trans World Airlines; Eastern Airlines; AirTran; Frontier Airlines; British Airways;\
     Virgin Atlantic; Virgin America; Virgin Group|Virgin; EasyJet|easyJet; Ryanair; Aer Lingus;\
     Lufthansa|Deutsche Lufthansa; Air France|Air France-KLM; KLM; Iberia; Alitalia; Swissair;\
     Swiss International Air Lines; Austrian Airlines; SAS Group|Scandinavian Airlines; Finnair;\
     Turkish Airlines; LOT Polish Airlines; Malaysia Airlines; Singapore Airlines; Cathay Pacific;\
     Thai Airways; Garuda Indonesia|Garuda; Japan Airlines|JAL; All Nippon Airways|ANA; Korean Air;\
     Asiana Airlines|Asiana; Air China; China Eastern Airlines|China Eastern;\
     China Southern Airlines|China Southern; Air India; Jet Airways; Kingfisher Airlines; IndiGo;\
     Emirates Airline|Emirates|Emirates Airlines; Etihad|Etihad Airways; Qatar Airways; Gulf Air; Saudia;\
     El Al; Qantas; Air New Zealand; Jetstar; Air Canada; WestJet; TAM Airlines; LATAM; Avianca;\
     Aeromexico; South African Airways; Kenya Airways; Ethiopian Airlines; EgyptAir; Yemenia;\
     FedEx|Federal Express; UPS|United Parcel Service; DHL; International Lease Finance Corporation|ILFC;\
     GE Aviation; Azerbaijan Airlines|AZAL",
    // Banks and money
    "JPMorgan Chase|JPMorgan|JP Morgan|J.P. Morgan|J. P. Morgan|JP Morgan Chase|J.P. Morgan Chase;\
     Goldman Sachs|Goldman; Morgan Stanley; Citigroup|Citi|Citibank|Citicorp; Bank of America|BofA;\
     Wells Fargo; Wachovia; Merrill Lynch|Merrill; Lehman Brothers|Lehman|Lehman Brothers Holdings;\
     Bear Stearns; Washington Mutual|WaMu; AIG|American International Group;\
     Fannie Mae|Federal National Mortgage Association;\
     Freddie Mac|Federal Home Loan Mortgage Corporation; Countrywide Financial|Countrywide; IndyMac;\
     American Express; Visa Inc; MasterCard|Mastercard; Capital One; U.S. Bancorp|US Bancorp;\
     PNC Financial|PNC; State Street Corporation; Bank of New York Mellon|BNY Mellon; Charles Schwab;\
     Fidelity Investments|Fidelity; Vanguard Group; BlackRock; Blackstone Group|Blackstone;\
     KKR|Kohlberg Kravis Roberts; Carlyle Group; Bain Capital; Berkshire Hathaway;\
     Drexel Burnham Lambert|Drexel; Salomon Brothers|Salomon; Shearson Lehman Hutton|Shearson;\
     Smith Barney; PaineWebber; Dean Witter; Prudential|Prudential Financial; Prudential-Bache;\
     MetLife|Metropolitan Life; Allstate; State Farm; Aetna; Cigna; UnitedHealth|UnitedHealth Group;\
     Humana; Geico; HSBC; Barclays|Barclays Capital; Lloyds|Lloyds TSB|Lloyds Banking Group;\
     Royal Bank of Scotland|RBS; HBOS; Northern Rock; Standard Chartered; Bradford & Bingley;\
     Lloyd's of London; Deutsche Bank; Commerzbank; Dresdner Bank; Allianz; Munich Re; Hypo Real Estate;\
     UBS; Credit Suisse; Swiss Re; BNP Paribas; Société Générale|Societe Generale;\
     Crédit Agricole|Credit Agricole; Dexia; Fortis; ING|ING Group; ABN Amro|ABN AMRO; Rabobank; Aegon;\
     Santander|Banco Santander; BBVA; UniCredit; Intesa Sanpaolo;\
     Nomura|Nomura Securities|Nomura Holdings; Daiwa Securities;\
     Mitsubishi UFJ|Mitsubishi UFJ Financial Group; Mizuho|Mizuho Financial; Sumitomo Mitsui|Sumitomo;\
     Bank of China; ICBC|Industrial and Commercial Bank of China; China Construction Bank;\
     Agricultural Bank of China; Temasek|Temasek Holdings; DBS; State Bank of India; ICICI Bank|ICICI;\
     Royal Bank of Canada|RBC; Toronto-Dominion Bank|TD Bank; Scotiabank; Westpac; Commonwealth Bank;\
     National Australia Bank; Macquarie|Macquarie Group; Kaupthing; Landsbanki; Glitnir; Danske Bank;\
     Nordea; VTB|VTB Bank; PrivatBank; Standard & Poor's|Standard and Poor's|S&P;\
     Moody's|Moody's Investors Service; Fitch|Fitch Ratings; Dow Jones|Dow Jones & Company; Deloitte;\
     KPMG; PricewaterhouseCoopers|PwC; Ernst & Young; Arthur Andersen; McKinsey|McKinsey & Company;\
     Enron; Western Union; Robinhood; Coinbase",
    // Oil, power and metals
    "ExxonMobil|Exxon Mobil|Exxon|Exxon Corporation; Chevron|ChevronTexaco; Texaco;\
     ConocoPhillips|Conoco; BP|British Petroleum|BP plc; Royal Dutch Shell|Shell|Royal Dutch/Shell;\
     Total S.A|TotalEnergies|TotalFinaElf; Eni|ENI; Repsol; Statoil|Equinor|StatoilHydro;\
     Gazprom|Gazprom Neft; Rosneft; Lukoil|LUKOIL; Yukos; TNK-BP; Surgutneftegas; Transneft; Novatek;\
     SOCAR|State Oil Company of Azerbaijan|State Oil Company of the Republic of Azerbaijan;\
     SOCAR Ukraine; SOCAR Trading; NEQSOL Holding|NEQSOL|Neqsol; Vodafone Ukraine;\
     Naftogaz|Naftogaz of Ukraine; Ukrenergo; Energoatom; DTEK; KazMunayGas; Saudi Aramco|Aramco; ADNOC;\
     Masdar; ACWA Power; QatarEnergy|Qatar Petroleum; Petrobras; Pemex|PEMEX; PDVSA; CNOOC; Sinopec;\
     PetroChina; CNPC|China National Petroleum Corporation; Petronas; Botas|BOTAŞ|BOTAS; Halliburton;\
     Schlumberger; Transocean; Baker Hughes; Occidental Petroleum|Occidental; Unocal; Valero;\
     Phillips Petroleum; Amoco; Duke Energy; Exelon;\
     Pacific Gas & Electric|PG&E|Pacific Gas and Electric; TEPCO|Tokyo Electric Power;\
     EDF|Électricité de France; E.ON; RWE; Enel; Iberdrola; Areva; Rosatom; Westinghouse;\
     General Electric|GE|General Electric Co; Siemens|Siemens AG; ABB; Alstom; Schneider Electric;\
     Caterpillar|Caterpillar Inc; John Deere|Deere & Company; 3M; Alcoa; Rusal|RUSAL; Norilsk Nickel;\
     Severstal; U.S. Steel|US Steel; Bethlehem Steel; ArcelorMittal|Mittal Steel; Nippon Steel; POSCO;\
     Rio Tinto; BHP|BHP Billiton; Vale; Anglo American; Glencore; Barrick Gold; Newmont Mining; De Beers;\
     Freeport-McMoRan",
    // Chemistry, medicine, food, shops, media
    "DuPont|Du Pont; Dow Chemical; BASF; Bayer; Monsanto; Union Carbide; Pfizer; Merck|Merck & Co;\
     Johnson & Johnson|J&J; Eli Lilly; Bristol-Myers Squibb|Bristol-Myers;\
     Abbott Laboratories|Abbott Labs; Amgen; Genentech; Gilead|Gilead Sciences; Biogen; Moderna;\
     BioNTech; GlaxoSmithKline|GSK|Glaxo; AstraZeneca; Novartis; Roche; Sanofi|Sanofi-Aventis;\
     Schering-Plough; Wyeth; Novo Nordisk; Teva; Theranos; Procter & Gamble|P&G; Unilever;\
     Colgate-Palmolive; Kimberly-Clark; L'Oréal|L'Oreal; Nestlé|Nestle; Danone; Kraft|Kraft Foods;\
     Cadbury; Mars Inc; Hershey; Kellogg|Kellogg's; General Mills; Campbell Soup; Heinz; PepsiCo|Pepsi;\
     Coca-Cola|Coca Cola; Anheuser-Busch|Anheuser-Busch InBev; InBev; Heineken; Diageo; Carlsberg;\
     SABMiller; Philip Morris; Altria; R.J. Reynolds|RJR Nabisco|RJR; British American Tobacco; ConAgra;\
     Tyson Foods|Tyson; Cargill; Archer Daniels Midland; McDonald's|McDonalds; Burger King; Starbucks;\
     KFC; Subway; Domino's; Walmart|Wal-Mart|Wal - Mart|Wal-Mart Stores; Target Corporation; Costco;\
     Kmart; Sears|Sears Holdings|Sears Roebuck; J.C. Penney|JCPenney; Macy's; Bloomingdale's;\
     Home Depot|The Home Depot; Lowe's; Best Buy; Circuit City; RadioShack; GameStop; Toys R Us; Kroger;\
     Safeway; Whole Foods; Walgreens; CVS; Rite Aid; Tesco; Sainsbury's; Asda; Morrisons;\
     Marks & Spencer; Woolworths; Carrefour; Auchan; Metro AG; Aldi; Lidl; IKEA; H&M; Zara; Gap Inc;\
     Nike|Nike Inc; Adidas; Puma SE; Reebok; Levi Strauss|Levi's; Gucci; Louis Vuitton|LVMH; Chanel;\
     Prada; Disney|Walt Disney|Walt Disney Company|The Walt Disney Company; Time Warner|AOL Time Warner;\
     Warner Bros|Warner Brothers; Universal Studios; NBC Universal|NBCUniversal; Universal Music|Universal Music Group;\
     Paramount|Paramount Pictures; 20th Century Fox|Twentieth Century Fox; Columbia Pictures;\
     MGM|Metro-Goldwyn-Mayer; DreamWorks|Dreamworks; Lionsgate; Viacom;\
     News Corp|News Corporation|News Corp.; Clear Channel; Gannett; Knight Ridder; Tribune Company;\
     Hearst|Hearst Corporation; Condé Nast|Conde Nast; Bertelsmann; Vivendi; Pearson;\
     Sony Music; Sony BMG; EMI; Warner Music|Warner Music Group; Apple Corps|Apple Corps Ltd;\
     Apple Records; Marriott; Hilton Hotels; Hyatt; Hertz; Avis; Amtrak; Union Pacific;\
     Burlington Northern; CSX; Conrail; Deutsche Bahn; SNCF; Eurostar; Eurotunnel;\
     Maersk|A.P. Moller-Maersk; Carnival Corporation; Waste Management; Halliburton Energy; Bechtel;\
     Blackwater; Trump Organization|The Trump Organization; Kimberly Clark; ITT; Tenneco;\
     Federated Department Stores; Navistar; Whirlpool; Electrolux; Philips;\
     Samsonite; Mattel; Hasbro; Lego|LEGO; Reliance Industries|Reliance",
];

/// Names of companies in one word that are things or places as often.
pub const THINGS_TOO: &str = "\
    amazon delta delphi magna oracle shell apple sprint virgin vale iberia chevron fidelity prudential blackstone reliance \
    emirates subway cerberus garuda santander occidental citi countrywide continental";

/// .. that are surnames as often.
pub const SURNAMES_TOO: &str = "\
    ford dell tyson goldman lehman merrill salomon pearson tesla ferrari hearst kraft heinz kellogg hershey sears disney porsche \
    nielsen daimler roche merck bayer chanel forrester fitch hertz marriott hyatt cadbury wyeth bosch bechtel gannett";
