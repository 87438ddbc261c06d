/**
 * Words that passwords are built from, most of all by those who have to invent one quickly: collected for this product, in the languages of its portal.
 * Lower case, three letters or more. `common.ts` knows the rest: digits, signs, keyboard walks and repetition.
 */
export const commonWords: readonly string[] = `
abc abcd abcde access account accounts admin administrador administrator africa air alejandro alexander alexandra allah always amanda
amazing amazon america american amor amour amsterdam and andrea andreas andrew android angel angels anna anthony antonio anything apple
april arsenal asdf asdfgh ashley asshole audi august austin australia austria autumn awesome azerty baby babyboy babygirl bad banana bank
bar barcelona baseball basketball bastard batman bayern baz beach bear beatles beautiful beer berlin best bestfriend bible bienvenido
bienvenue big birthday bitch bitcoin black blau blessed blue bmw bonjour boston boy boys brandon brasil brazil brian brother brown brussels
buddha buddy bunny business butterfly calcio california camaro canada carlos cash cat change changeit changeme charles charlie charlotte
cheese chelsea cherry chica chicago chicken china chloe chocolate christ christian christina christine christmas church class claudia client
cloud cobra cock code coffee college company computer contrasena cookie cookies cool corporate correct corvette counterstrike cowboys crazy
credit cricket crystal customer cute dad daddy daisy dallas damn dance dancer dancing daniel darling database david dead deadpool death
december default demo destiny deutschland devil dezember diablo diamond dick die diego dienstag director disco dmitri dog doggy dollar
dolphin donnerstag dortmund dos dragon drei drummer dublin eagle earth easter edc eight eins elizabeth elvis email eminem emma employee
energy england english enterprise eric euro europe ever everybody evil example fabian facebook faith falcon fall false family father februar
february fernando ferrari finance fire first five florian florida flower flowers foo foobar foobarbaz football for ford forest forever
fortnite four france francisco frankfurt freedom freitag freunde friday friend friends frodo fruehling fuck fucking fuckme fuckyou fussball
futbol gamer gaming gandalf garfield geheim genius george germany ghost ginger girl girls gmail god goku gold golden golf good goodbye
goodluck goodmorning google grace graduate great green gruen guest guitar hallo hamburg hannah happy hardware harley harry haslo hate hawk
heather heaven hell hello helpdesk herbst hero history hobbit hockey hola holiday holy hombre honda honey hope horse hotmail houston hulk
hunter hurricane ice ichliebedich idiot igor ilove iloveme iloveu iloveyou incorrect india instagram internet invalid iphone ipsum ireland
ironman isabella island italia italy ivan james januar january japan jasmine jedi jennifer jessica jesus jesuschrist jetaime john jonathan
jordan jose joseph joshua juan juli julia julian july june juni just justice justin juventus kevin key keys kill killer king kitten kitty
knight koeln lady lakers laptop last laura lauren legend lemon lena letme letmein liberty liebe lightning lily linux lion lisa lisbon little
liverpool login logon london lord lorem loser lottery love lovely loveme lover loveyou luck lucky luigi luis lukas macbook madrid maerz
magic mai mail mama man management manager manchester march marco maria mario marketing markus martin martina master matrix matthew max
maximum maximus may mega melissa mercedes merlin metal metallica mexico miami michael michelle microsoft miguel million millionaire mine
minecraft mittwoch mom mommy monday money monkey montag moon moonlight moscow motdepasse mother mountain muenchen munich music mustang
mutter naruto natalia natasha neo netflix network never new newyork nicholas nicole nine ninja nintendo nirvana nobody nokia none noone not
nothing november null number ocean october office oktober old olga olivia one only open opensesame operations orange outlook pablo panda
panther papa paradise paris parola party pass passw0rd passwd password passwords passwort passwrd patrick peace peach pedro penguin pepper
perfect peter petra phantom phoenix piano pikachu pin pink pirate pizza platform player playstation please pokemon pony porn porsche portal
power powerful prague pretty prince princesa princess private puppy purple pussy qaz queen qux qwerty qwertz rabbit rachel rain rainbow
rammstein ranger realmadrid rebecca red rich richard river robert roblox rock rocknroll rockstar roma rome root rose rot ruby rugby russia
ryan sabine sales samantha sample samstag samsung samurai sandra sarah satan saturday savior schalke schatz school schwarz schweiz science
scorpion scotland sebastian secret secrets senha september sergey server service sesame settings seven sex sexy shadow shark shit signin
silver sister six sky skywalker slipknot small smart sniper snoopy snow soccer software soldier something sommer sonic sonntag sophia sophie
spain spider spiderman spirit spring staff star stars startrek starwars steelers stefan stephan stephanie steven storm strawberry strong
student stupid stuttgart sugar suisse summer summertime sun sunday sunny sunshine super superman support sweet sweetheart sweetie system
taylor teacher team teamo temp temporary ten tenant tenantry tennis tequiero tesoro test tester testing testtest texas thanks thankyou that
the this thomas three thunder thursday tiger tobias today token tomorrow toor topsecret toyota tree tres true trust trustno trustnoone truth
tuesday turbo turtle twitter two ubuntu ultra undefined united university unknown unlock uno user username vader vater vegas vendor victor
vienna vier vladimir vodka wachtwoord warcraft warrior warsaw water website wednesday weekend weiss welcome whatever whatsoever whisky white
wien william willkommen windows wine winner winter with wizard wolf wolverine woman wsx xbox xyz yahoo yamaha yankees yellow yes yoda you
young your youtube zelda zero zuerich zurich zwei zxcv zxcvbn
`
  .trim()
  .split(/\s+/);
