#include "audit/ethics/wording.h"

#include "audit/ethics/copy_language.h"
#include "support/audit.h"

namespace klarsicht::ethics {
namespace {

WordingList list_of(std::string_view json) {
    Result<WordingList> list = WordingList::parse(json);
    EXPECT_TRUE(list.has_value());
    return list ? std::move(*list) : WordingList();
}

TEST(Wording, SplitsTextIntoComparableWords) {
    EXPECT_EQ(words_of("NUR noch 24h! Don’t wait – 10 % für Ärzte"),
              (std::vector<std::string>{"nur", "noch", "24", "h", "dont", "wait", "10", "%", "für", "ärzte"}));
}

TEST(Wording, EveryKindOfWordMatches) {
    const WordingList list = list_of(
        R"({"categories": {"a": ["only # left", "bestell* jetzt|sofort"], "b": ["in _ carts", "free .. card"]}})");
    const auto category = [&](std::string_view text) {
        const auto hits = list.find(text);
        return hits.empty() ? std::string() : list.categories()[hits.front().category];
    };
    EXPECT_EQ(category("Hurry, only 3 left!"), "a");
    EXPECT_EQ(category("only three left"), "");
    EXPECT_EQ(
        list_of(R"({"categories": {"a": ["only # left"]}, "numbers": "two three"})").find("Only three left").size(),
        1u);
    EXPECT_EQ(category("Bestellen Sie"), "");
    EXPECT_EQ(category("BESTELLE SOFORT"), "a");
    EXPECT_EQ(category("in many carts"), "b");
    EXPECT_EQ(category("free for now, but give your card"), "");
    EXPECT_EQ(category("free but give your card"), "b");
    EXPECT_EQ(category(""), "");
}

TEST(Wording, OneHitACategoryWithItsWords) {
    const WordingList list = list_of(R"({"categories": {"a": ["only # left", "# left"]}})");
    const auto hits = list.find("only 2 left, really only 2 left");
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits.front().wording, "only 2 left");
}

TEST(Wording, RefusesDamagedLists) {
    for (const std::string_view text :
         {"", "[]", "{}", R"({"categories": {"a": "x"}})", R"({"categories": {"a": [1]}})",
          R"({"categories": {"a": [" "]}})", R"({"categories": {"a": [".. x"]}})"}) {
        EXPECT_FALSE(WordingList::parse(text).has_value()) << text;
    }
}

TEST(Wording, StandardListKnowsPressureFromInformation) {
    const WordingList& list = WordingList::standard();
    ASSERT_GT(list.patterns(), 100u);
    for (const std::string_view pressing :
         {"Nur noch heute: 20 % auf alles", "Nur noch 2 Stück auf Lager", "12 andere Personen sehen sich das gerade an",
          "Nein danke, ich zahle gern mehr", "Last chance! Sale ends tonight", "Only 3 left in stock",
          "No thanks, I like paying full price"}) {
        EXPECT_FALSE(list.find(pressing).empty()) << pressing;
    }
    for (const std::string_view plain :
         {"10 % auf Gartenmöbel bis zum 30. September", "Fünf Rezepte mit Kürbis", "Your order overview for this month",
          "How to look after hiking boots", "Unsere Öffnungszeiten an den Feiertagen"}) {
        EXPECT_TRUE(list.find(plain).empty()) << plain;
    }
}

TEST(Wording, WhatAHarmlessPatternCoversIsNoHit) {
    EXPECT_TRUE(list_of(R"({"categories": {"a": ["^ _ in _ bought"]}})").find("What Ann in Leeds bought").empty());
    EXPECT_FALSE(list_of(R"({"categories": {"a": ["^ _ in _ bought"]}})").find("Ann in Leeds bought it").empty());
    const WordingList list =
        list_of(R"({"categories": {"a": ["# hours # minutes"]}, "harmless": ["flight .. # hours # minutes"]})");
    EXPECT_FALSE(list.find("only 2 hours 5 minutes").empty());
    EXPECT_TRUE(list.find("flight time 2 hours 5 minutes").empty());
    EXPECT_FALSE(list.find("flight 2 hours 5 minutes. Book within 1 hours 5 minutes").empty());
    EXPECT_FALSE(WordingList::parse(R"({"categories": {}, "harmless": [1]})").has_value());
}

TEST(Wording, HoursOfOpeningGuestsAndAccountsPressNobody) {
    const WordingList& list = WordingList::standard();
    for (const std::string_view plain : {"Open 24 hours, 7 days a week",
                                         "Der Laden schließt um 18 Uhr",
                                         "Our shop closes at 6 pm",
                                         "Ouvert du lundi au samedi de 9 h à 19 h",
                                         "Continue as guest",
                                         "Als Gast fortfahren",
                                         "No, I already have an account",
                                         "Nein, ich habe schon ein Konto",
                                         "Non, j'ai déjà un compte",
                                         "Flight time 2 hours 15 minutes",
                                         "Posted 5 minutes ago",
                                         "No thanks",
                                         "Battery life: 10 hours 30 minutes",
                                         "Die ersten 30 Tage kostenlos",
                                         "Zögern Sie nicht, uns zu fragen",
                                         "Use it 3 times a week",
                                         "If you no longer wish to receive these emails, unsubscribe here",
                                         "Click here if this mail does not show",
                                         "Sie möchten keine E-Mails mehr erhalten? Hier abmelden",
                                         "Rated 4.8 by 300 customers",
                                         "Cancel online in your customer account",
                                         "Du verpasst nichts",
                                         "Cancel any time",
                                         "Your password expires in 14 days",
                                         "Auf Zucker verzichten und genießen",
                                         "Savings on orders over £50",
                                         "Nie wieder kalte Füße",
                                         "No, I'm a new customer",
                                         "A few colours available",
                                         "Serves 4 people"}) {
        EXPECT_TRUE(list.find(plain).empty()) << plain;
    }
}

TEST(Wording, PressesInThreeLanguages) {
    const WordingList& list = WordingList::standard();
    for (const std::string_view pressing : {"The sale closes in 10 minutes",
                                            "Das Angebot schließt in 10 Minuten",
                                            "Noch 09:59 Minuten",
                                            "Nein, meine Gesundheit ist mir egal",
                                            "No, my health doesn't matter to me",
                                            "Non, ma santé m’est égale",
                                            "Non merci, je préfère payer plein tarif",
                                            "Quantité limitée !",
                                            "Plus que 3 en stock",
                                            "L’offre expire ce soir",
                                            "Begrenzte Menge!",
                                            "12 personnes regardent ce produit",
                                            "Ending tonight: 40% off",
                                            "This offer disappears in 1 hour",
                                            "I'll stay boring, thanks",
                                            "Sarah from Bristol just signed up",
                                            "Prices go up at midnight",
                                            "Uncheck this box if you do not want to receive offers",
                                            "To cancel your order before it ships, call us",
                                            "Carol in Leeds bought Original Backpack",
                                            "Wer jetzt nicht bestellt, geht leer aus",
                                            "Die Uhr tickt",
                                            "Only two rooms left",
                                            "Nur für die nächsten drei Stunden",
                                            "Heute um Mitternacht ist Schluss",
                                            "Frau M. aus Köln hat eben bestellt",
                                            "Selling quickly",
                                            "Nein, ich gebe gern mehr aus",
                                            "Wird gerade von 9 Personen angesehen",
                                            "Ihr Konto wird in 24 Stunden gelöscht",
                                            "Wenn Sie keine Angebote wünschen, entfernen Sie das Häkchen",
                                            "Nur für die ersten 100 Besteller",
                                            "Non, je me fiche de ma santé",
                                            "Ne laissez pas passer cette offre",
                                            "Commandez dans les 20 prochaines minutes",
                                            "Seulement 4 places disponibles",
                                            "Encore 2 heures",
                                            "Il ne reste qu'une chambre",
                                            "2 hours to go",
                                            "Continue without protection",
                                            "Only a few seats remain",
                                            "Nicht zögern, zugreifen",
                                            "Everyone's buying it",
                                            "In den letzten 24 Stunden 33-mal gebucht",
                                            "Wir halten Ihren Warenkorb noch 5 Minuten"}) {
        EXPECT_FALSE(list.find(pressing).empty()) << pressing;
    }
}

TEST(CopyLanguage, GermanEnglishAndFrenchAreKnown) {
    for (const std::string_view known :
         {"New shoes for the autumn", "Fünf Rezepte mit Kürbis", "Livraison gratuite pour vous", "Sneaker", "50 %"}) {
        EXPECT_NE(copy_language(known), CopyLanguage::foreign) << known;
    }
    for (const std::string_view foreign :
         {"Cantidad limitada: solo hoy con tu oferta", "Tylko dzisiaj oferta dla ciebie", "Только сегодня скидка",
          "Alleen vandaag voor jouw", "今日限りのセール", "¡Últimas unidades!", "Ücretsiz kargo, yeni sezon, İndirim",
          "Wyprzedaż zimowa", "Köp idag, små priser på allt"}) {
        EXPECT_EQ(copy_language(foreign), CopyLanguage::foreign) << foreign;
    }
}

TEST(CopyLanguage, WhatIsNotKnownIsSaidNotPassed) {
    const auto copy = [](int foreign) {
        std::string csv = "nr,ad_text\n";
        for (int i = 0; i < 40; ++i) {
            const std::string n = std::to_string(i);
            csv += n + (i < foreign ? ",Solo hoy con tu oferta número " : ",New shoes for the autumn ") + n + "\n";
        }
        const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"ad_text": ["copy"]}})");
        return test::outcome_of_check(report, "ethics.dark_pattern_copy");
    };
    const auto only = [](std::vector<std::string> texts) {
        std::string csv = "nr,ad_text\n";
        for (std::size_t i = 0; i < 40; ++i) { csv += std::to_string(i) + "," + texts[i % texts.size()] + "\n"; }
        const Report report = test::audit_of(csv, R"({"version": 1, "roles": {"ad_text": ["copy"]}})");
        return test::outcome_of_check(report, "ethics.dark_pattern_copy").status;
    };
    EXPECT_EQ(only({"Compra ya", "Solo hoy", "Envío gratis", "Rebajas"}), Status::not_assessed) << "short ones too";
    EXPECT_EQ(only({"Sneaker", "Hosen", "Neue Röcke", "Mode für alle"}), Status::pass);
    EXPECT_EQ(copy(0).status, Status::pass);
    EXPECT_EQ(copy(8).status, Status::info);
    EXPECT_EQ(test::metrics_of(copy(8))["unknown_language"], 8);
    EXPECT_EQ(copy(40).status, Status::not_assessed);
    EXPECT_EQ(copy(40).needs.key, "ethics.dark_pattern_copy.needs.language");
}

TEST(Wording, ClassesAndEndingsStandForTheirWords) {
    const WordingList list = list_of(
        R"({"classes": {"gain": ["offer|*rabatt", "gift"], "loss": ["gone"]}, "categories": {"a": ["{gain} .. {loss}"]}})");
    EXPECT_EQ(list.find("The gift is gone").size(), 1u);
    EXPECT_EQ(list.find("Willkommensrabatt: gone").size(), 1u);
    EXPECT_TRUE(list.find("The rabattmarke is gone").empty());
    EXPECT_TRUE(list.find("gone fishing, no offer").empty());
}

/// Each kind in sentences that nobody took for a list: what is lost, a refusal that shames, a contract that goes on, a
/// box already ticked, guilt.
TEST(Wording, KindsOfPressureInWhateverWords) {
    const auto category = [](std::string_view text) {
        const auto hits = WordingList::standard().find(text);
        return hits.empty() ? std::string() : WordingList::standard().categories()[hits.front().category];
    };
    for (const char* text :
         {"Your voucher evaporates in five minutes.", "Ihr Willkommensbonus verpufft um Mitternacht.",
          "Votre remise va vous échapper !", "I'm fine with falling behind", "Nein, ich lasse mein Zuhause ungeschützt",
          "Non, je ne veux pas protéger mes proches", "Your plan renews unless you cancel",
          "Nach dem Probemonat läuft Ihr Abo automatisch weiter", "L'essai bascule en formule payante",
          "Unsubscribing is only possible by phone", "The box has already been ticked", "Der Haken ist bereits gesetzt",
          "La case est déjà cochée", "We will miss you", "Wollen Sie uns wirklich verlassen?",
          "Vous allez nous manquer", "Someone else is looking at this room",
          "Gerade sehen sich 17 andere dieses Angebot an"}) {
        EXPECT_NE(category(text), "") << text;
    }
    for (const char* text : {"You can cancel your subscription at any time in your account",
                             "Ihre Punkte verfallen nicht",
                             "Vos points n'expirent jamais",
                             "Der Vertrag endet automatisch",
                             "Our prices have gone up",
                             "Je ne souhaite pas recevoir la newsletter",
                             "Kündigen Sie einfach online in Ihrem Konto",
                             "Im Preis ist die Versicherung enthalten",
                             "Tick the box if you would like to hear from us",
                             "Ihre Daten werden nach zwei Jahren gelöscht",
                             "You will not be charged automatically",
                             "Ihr Geschenk ist auf dem Weg zu Ihnen",
                             "Kommen Sie vorbei und holen Sie Ihr Geschenk ab",
                             "Die Versicherung ist bereits im Preis enthalten",
                             "Lassen Sie uns einfach wissen, wann es passt",
                             "Wir backen, während Sie noch schlafen",
                             "Turn your hobby into paid work",
                             "No paying for shipping!",
                             "If you leave the page, unsaved changes are lost",
                             "I'd rather pay by invoice",
                             "Êtes-vous sûr de vouloir quitter la page ?",
                             "Votre assurance est déjà comprise dans le prix"}) {
        EXPECT_EQ(category(text), "") << text;
    }
}

}  // namespace
}  // namespace klarsicht::ethics
