//! Words that say little about a problem, whichever articles happen to hold them, words that say
//! that a text is about Exchange at all, and short names with what they stand for.

use crate::index::tokens::tokenize;
use compact_str::CompactString;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// Short names of the field and what they stand for, as tokens.
pub(crate) const SHORT_NAMES: [(&str, &[&str]); 12] = [
    ("hcw", &["hybrid", "wizard"]),
    ("freebusy", &["fre", "busy"]),
    ("o365", &["offic", "365"]),
    ("exo", &["exchang", "onlin"]),
    ("su", &["security", "updat"]),
    ("cu", &["cumulativ", "updat"]),
    ("dc", &["domain", "controller"]),
    ("eac", &["admin", "center"]),
    ("pf", &["public", "folder"]),
    ("aadc", &["entra", "connect"]),
    ("oof", &["automatic", "reply"]),
    ("gal", &["global", "address", "list"]),
];

/// Everyday English, and the everyday words of support requests in the languages of our users.
const EVERYDAY: &str = "
a about above after again against all almost alone along already also although always am among an
and another answer any anyone anything anywhere apart are around as ask asked at away back be became
because become been before began begin behind being below best better between big bit both bring but
by call called came can cannot cant case change changed check clean clear close come comes complete
could couldnt course current customer customers day days did didnt different do does doesnt doing done
dont down during each either else end ends enough even ever every everybody everything exactly except
explain fail failed failing fails far few find fine first five following for found four friday from
full further gave general get gets getting give given gives go goes going gone good got great had half
hand happen happened happens hard has have havent having he hello help her here hi high him his hold
hope hour hours how however i idea if in indeed inside instead into is isnt issue it its itself just
keep kept know known large last late later least leave left less let like line list little live local
long longer look looked looking looks lot made main make makes making manage many matter may maybe me
mean means mention might minute minutes missing moment monday month months more morning most move much
must my name near need needed needs never new next nice night no nobody none nor normal not note
nothing now number of off often ok old on once one only onto open or order other others our out over
own page part people perhaps place please point possible problem problems put question questions quite
ran rather read ready real really reason result right run running runs said same saw say says second
see seem seems seen self send sending set several shall she should show shown shows side simple since
single six small so some somebody someone something sometimes somewhere soon sort start started starts
state still stop stopped stops such sunday support sure take taken takes tell ten test tested thank
thanks that the their them themselves then there therefore these they thing things think third this
those though thought three through thursday thus time times to today together told tomorrow too took
tool top toward tried true try trying tuesday turn turned two type under unable unknown until up upon
us use used useful user users using usual usually value various very via view want wanted wants was
wasnt way we wednesday week weeks well went were what whatever when where whether which while who whole
whose why will wish with within without wont word words work worked working works world would wrong
year years yes yesterday yet you your yours
error errors message messages information details detail warning exception status code id system
program windows microsoft data object file files log logs admin administrator mails email
der die das und ist nicht mit ein eine auf den dem des im in zu von bei seit aber auch nach noch
wie kann hilfe bitte wir ich es sich wird wurde werden haben hat geht mehr aus schon heute
le la les et est pas une des du dans pour que qui sur avec ne aide plus bonjour
el los las y es no una del en para que por con ayuda hola
het een niet en van op met voor dat wij hulp bij ook
il lo gli non di per con che una aiuto
o os um uma nao para com ajuda
alle alles alten arbeiten auch beim bekommen bekommt bleiben bleibt brauchen braucht bringt danach davor
dazu dieselbe direkt dort drei eigentlich einfach einige endlich erhalten erst erste ersten etwas fehler
fehlermeldung finden findet funktionieren funktioniert ganz gar geben gehen gemacht genau gerade gestern
gesendet gleich grund gut hat haben hatte heisst heißt hin hinter kam kommen könnte können lange lassen
letzte letzten lässt läuft machen macht manchmal mehrere meist meldet meldung mitten morgen nachdem nichts
nochmal normal nutzer obwohl oder öffnen paar plötzlich probleme richtig rum sagt schicken sehen senden
sieht solange sollte sollten sondern später stehen steht tage teil trotz trotzdem versuchen versucht viele
vielleicht voll vorher weiß welche werkt wieder woche worden wurden zeigen zeigt zuerst zurück zwei zweite
zweiten benutzer anwender kollegen
als am an ander bis da dass dein denn diese dieser dies doch dort durch einen einem einer er etwas für
gegen gibt haben hier ihr immer ins ja jetzt kein keine kommt mal man mehr muss müssen nein neu nun nur
ohne schon sehr sei sein sie sind so sonst über um uns unser unsere unter vom von vor war warum was weder
weg weil weiter wenn wer wo wollen würde zum zur zwar
affiche aller après arrive aucun aussi autre autres avant avoir bonjour chaque chez chose clients courrier
déjà demande deux dit donne encore erreur essaie faire faut fonctionne ici impossible jamais jour juste
lorsque maintenant marche messages messagerie mettre moment non ont personne peuvent plusieurs pouvez
premier problème puis reste rien sait semble seulement sera toujours tous toute toutes utilisateurs va
vient voir voit
ahora alguien algunos antes aparece ayer bien buenos cada casi cliente clientes correo correos cosa cual
dice dos ejemplo entonces error estamos están funciona gracias hacer hasta hoy igual intento luego mientras
mismo mucho nada ninguno nuevo nuevos otra otro otros parece pasa poder primero puede pueden queda quiero
saber sale siempre sigue sistema tengo todos usuario usuarios varios vez
au aux avec bien ça ce cela cette comme dans depuis donc elle être fait ici il ils je leur lors mais même
mon nos notre nous où ou par peut plusieurs quand quel sans ses si son sont sous suis tout très un vers
votre vous
al algo como cuando desde donde ella ellos entre era ese esta este esto fue hace hay más mi muy nos nuestro
o pero porque qué quien se ser si sin sobre solo su sus también tiene todo un ya
als bij dan deze die dit door er heeft hem hier hun ik je kan maar meer men mijn naar nog nu of om onder
ons over te tot uit veel waar want was wat we wel wij wordt ze zich zijn zo zonder
al alla anche ancora che chi ci come cosa da dal dalla dei del della delle di dopo dove ed era essere fa
hai hanno ho i in io la lo ma mi mio molto nel nella noi nostro o perché più poi quando quello questo se
sei si sia siamo solo sono su sua suo sul tra tu tutto un uno
ao aos as até com como da das de depois do dos e ela ele em entre era essa esse esta este eu foi isso já
lhe mais mas me mesmo meu muito na nas nem no nos nós nosso ou pela pelo por porque quando que quem se sem
ser seu são só também tem um você
dann mir viel zeit damit dir mein soll selbst anderen ihm jahr ob ihn jahren zwischen wäre diesem dabei
ihnen ihren während nie wegen einmal neuen etwa jeder recht keinen beiden davon tun liegt vielen sollen
darf jeden jemand wenig oft neben statt gehört nehmen deren vier kurz weniger ging eigenen möglich
deshalb eben minuten stellen kaum halt nacht stunden genug dessen überhaupt lang abend mag lieber sofort
unserer fünf gefunden egal hoch oben eltern wochen meisten schreiben niemand laut richtung stellt früher
fest keiner liegen passiert raus tut mai wann alt innerhalb nimmt rein stimmt tagen märz vergessen
dagegen kaufen seiten hält einigen spricht anderem erreicht juni oktober setzen gleichzeitig sommer
unseren zehn hinaus drauf erklärt laufen weiterhin überall dennoch tragen sucht welcher bereit falsch
fertig kennt neuer passt setzt sonntag warten anderer firma kamen zeiten deswegen unserem acht hälfte
lag reicht grad hört beginnt bietet dritten komplett schritt wählen blieb einzelnen erneut hilft klein
schluss erkennen früh leuten leute drin nennt zuletzt erfolgreich versuch langen mehreren sobald
trägt bestehen handy ständig welchen erfahrungen voller holen sitzt gesucht nötig verlieren wahr zustand
weltweit gekauft vorhanden bestimmten dar längst auftrag erscheint herbst ehemaligen neun letzter selben
fragt lauf lief seitdem besitzt fordert runter angenommen starten angeblich geblieben komisch zweimal
allen klappt nirgends umgekehrt merkwürdiges dringend hallo zusammen forum chef chefin dasselbe genauso
bin gabs damals wieso müssten unklar été peu quoi trop vu cas fin pendant nouveau seul serait assez
savoir côté sens devant ni dernier passer parti pris donner mis bas dernière cinq juin mot janvier
malgré derrière août perdu nécessaire devenu maître premières endroit commencer rendez changé suivant
écrire atteint choisir prévu trouvent considéré lancé arrivent quelqu voilà merci está tiempo día ver
estoy primer fuera hora demasiado resto detrás entra probado quizás llega espera esperar dejó";

/// Words by which German, French, Spanish, Dutch, Italian and Portuguese give themselves away. Not
/// among them: EST and IST, which are time zones, DES, which is a cipher, and non, as in non-delivery.
const FOREIGN: &str = "
der das und nicht wurde ein eine auf für bei kann mit von wir aber nach wird auch oder beim nur
les une pas dans pour été avec nous mais sont depuis cette los las del una para por pero
como desde está het een niet van voor kan maar naar wij zijn gli della sono nella che anche
uma não dos mas são";

/// Articles, pronouns, prepositions and auxiliaries of German, French, Spanish, Dutch, Italian and
/// Portuguese. Few of our articles have them, so they would seem telling.
const SMALL: &str = "
aan aber ai al alla alle alles als am an ao aos au auch auf aus aux avec bei beim bij bin bis bist
ce ces cette che chez ci como con da daar dal dalla dann dans das dass dat de degli dei del della
delle dello dem den denn der des deze di die dies diese diesem diesen dieser dieses dit do doch door
dopo dort dos du due durch e ed een ein eine einem einen einer eines el ella elle elles em en er era
erst es est esta estan este esto está están et eu fait fue für geen gegen gli ha haben hace han
hanno hat hay hebben heeft het hier hij hoe i ich ihr ihre il ils im in ist ja je jetzt kann kein
keine können l la las le les leur lo los lui ma mais man mas me mehr mein mi mich mir mit mon même
na naar nach nas ne nei nel nella ni nicht niet no noch non nos notre nous nu nun nur não o ob oder
of ohne ok om omdat on onze oo ook op os ou over où pas per perché pero più plus por pour qu quando
que quel qui quoi sa sans schon se sehr sei sein seine seit ses si sich sie sin sind so sobre solo
son sono sont su sua sui sul sulla sur sus te tot tous tout toute toutes tra tu tutti tutto um uma
un una und une unos uns unser unsere unter van vanaf vers vom von voor vor was weer weil wel wenn
wer werd werden wie wij wir wird worden wordt wurde wurden y ya zijn zo zu zum zur à è é était été
être über";

/// A text with one of these is about Exchange, Microsoft 365 mail or directory synchronisation.
const OURS: &str = "
exchange msexchange mailbox mailboxes hybrid hcw owa ecp ews eac ems autodiscover mrs mrsproxy outlook
office365 o365 m365 onmicrosoft tenant federation federated freebusy oab mapi activesync eop dag
healthchecker remotemailbox migrationbatch moverequest migrationendpoint remoterouting
hybridconfiguration organizationrelationship intraorganizationconnector sendconnector
receiveconnector accepteddomain oauthconnectivity mailuser tlsrpt exsetup exchangesetup
edgetransport adsync mailtips publicfolder evosts onpremises exo postfach postfächer";

/// A `CamelCase` word with one of these parts is a name of Exchange's.
const PARTS: &str =
    "mailbox migration recipient exchange federation federated organization autodiscover mrs";

fn set(words: &'static str) -> FxHashSet<CompactString> {
    words
        .split_whitespace()
        .flat_map(tokenize)
        .map(|word| word.text)
        .collect()
}

/// Whether a token is an everyday word.
pub(crate) fn is_everyday(token: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    WORDS.get_or_init(|| set(EVERYDAY)).contains(token)
}

/// Whether a token is one of those that only other languages have.
pub(crate) fn is_foreign(token: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    WORDS.get_or_init(|| set(FOREIGN)).contains(token)
}

/// Whether a token of a text in another language is one of that language's small words.
pub(crate) fn is_small(token: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    WORDS.get_or_init(|| set(SMALL)).contains(token)
}

/// Whether a token says that the text is about Exchange.
pub(crate) fn is_ours(token: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    token.starts_with("msexchang")
        || token.starts_with("hcw")
        || WORDS.get_or_init(|| set(OURS)).contains(token)
}

/// Whether a part of a `CamelCase` word says that the word is Exchange's.
pub(crate) fn is_our_part(part: &str) -> bool {
    static WORDS: OnceLock<FxHashSet<CompactString>> = OnceLock::new();
    WORDS.get_or_init(|| set(PARTS)).contains(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_tokens_as_texts_yield_them() {
        let token = |word: &str| tokenize(word).remove(0).text;
        assert!(is_everyday(&token("Something")) && is_everyday(&token("failed")));
        assert!(is_ours(&token("mailboxes")) && is_ours(&token("MSExchangeTransport")));
        assert!(!is_everyday(&token("certificate")) && !is_ours(&token("postfix")));
        for (short, long) in SHORT_NAMES {
            assert_eq!(token(short), *short);
            for word in long {
                assert_eq!(token(word), *word);
            }
        }
    }
}
