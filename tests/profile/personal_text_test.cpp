#include "profile/personal_text.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "support/data.h"

namespace klarsicht {
namespace {

std::string found_in(std::string_view text) {
    std::string result;
    for (const PersonalSpan& span : find_personal(text)) {
        result += (result.empty() ? "" : "; ") + std::string(span.type) + "=" +
                  std::string(text.substr(span.start, span.end - span.start));
    }
    return result;
}

TEST(PersonalText, FindsWhatHasAForm) {
    EXPECT_EQ(found_in("Bitte an anna.weber@example.org, danke."), "email=anna.weber@example.org");
    EXPECT_EQ(found_in("Rückruf unter 0171 2345678."), "phone=0171 2345678");
    EXPECT_EQ(found_in("IBAN DE89 3704 0044 0532 0130 00 geprüft"), "iban=DE89 3704 0044 0532 0130 00");
    EXPECT_EQ(found_in("Login von 192.168.13.7 um 14:32"), "ipv4=192.168.13.7");
    EXPECT_EQ(found_in("Karte 4111 1111 1111 1111 gesperrt"), "credit_card=4111 1111 1111 1111");
}

TEST(PersonalText, FindsAddressesThatAreSpeltOut) {
    EXPECT_EQ(found_in("write to j.barlow at example dot com please"), "email=j.barlow at example dot com");
    EXPECT_EQ(found_in("reach me at cora.dunn(at)example.org"), "email=cora.dunn(at)example.org");
    EXPECT_EQ(found_in("Bitte unter frieda.lohse [at] example [punkt] de"),
              "email=frieda.lohse [at] example [punkt] de");
    EXPECT_EQ(found_in("an max_m (at) post.example.net!"), "email=max_m (at) post.example.net");
    for (const std::string_view text : {"Look at the dot in the middle, please", "visit us at example.com",
                                        "5 stars (at least)", "at noon dot", "Der Laser (at 5 mm) hat einen Punkt"}) {
        EXPECT_EQ(found_in(text), "") << text;
    }
}

TEST(PersonalText, WordsBeforeANumberTellWhatItIs) {
    EXPECT_EQ(found_in("Meine Nummer: 030 23125 017"), "phone=030 23125 017");
    EXPECT_EQ(found_in("Tel.-Nr. 030 23125 017"), "phone=030 23125 017");
    EXPECT_EQ(found_in("mon portable 06.12.34.56.78"), "phone=06.12.34.56.78");
    EXPECT_EQ(found_in("call 312-714-8142 today"), "phone=312-714-8142");
    for (const std::string_view text :
         {"Art.-Nr. 030 23125 017 ist nicht lieferbar", "Article 312.714.8142 is out of stock", "order 030 2312 5017",
          "Sendungsnummer: 0034 0434 1610", "312-714-8142 pieces", "Version 10.0.19045.3570 is installed"}) {
        EXPECT_EQ(found_in(text), "") << text;
    }
}

TEST(PersonalText, LeavesDatesNumbersAndPricesAlone) {
    for (const std::string_view text :
         {"call back in 30 days", "am 30.03.2024 angerufen", "paid on 04/06/2024", "06-04-2024: ok",
          "am 04.06.24, 2024/06/04", "Bestellung 2024-03-30 14:32", "1.234.567,89 EUR", "ref 8f3a22bc", "@", "a@b",
          "DE89 3704 0044 0532 0130 01", "https://example.org/?id=0123456789"}) {
        EXPECT_EQ(found_in(text), "") << text;
    }
}

TEST(PersonalText, PrefilterNeverHidesAFinding) {
    for (const std::string_view text : {"x a@b.de", "tel 0171 2345678", "DE89 3704 0044 0532 0130 00"}) {
        EXPECT_TRUE(may_hold_personal(text)) << text;
    }
    EXPECT_FALSE(may_hold_personal("nothing here, 123"));
}

std::string told_in(std::string_view text) {
    std::string result;
    for (const PersonalSpan& span : find_personal_in_prose(text)) {
        result += (result.empty() ? "" : "; ") + std::string(span.type) + "=" +
                  std::string(text.substr(span.start, span.end - span.start));
    }
    return result;
}

TEST(PersonalText, FindsWhatSentencesTell) {
    EXPECT_EQ(told_in("Kunde Mirco Amberg hat angerufen."), "person_name=Mirco Amberg");
    EXPECT_EQ(told_in("Frau Dr. Nelly Krauspe. Danke an alle"), "person_name=Frau Dr. Nelly Krauspe");
    EXPECT_EQ(told_in("Anna Müller schreibt"), "person_name=Anna Müller");
    EXPECT_EQ(told_in("Lya Klabuhn, geb. 04.01.2001"), "person_name=Lya Klabuhn; birth_date=04.01.2001");
    EXPECT_EQ(told_in("born on 1 February 1966, in Leeds"), "birth_date=1 February 1966");
    EXPECT_EQ(told_in("wohnt Auf der Weide 5, 38028 Ludwigshafen am Rhein."),
              "full_address=Auf der Weide 5, 38028 Ludwigshafen am Rhein");
    EXPECT_EQ(told_in("lives at 422 Nelson Road, Great Sipes TF1 0QS."),
              "full_address=422 Nelson Road, Great Sipes TF1 0QS");
    EXPECT_EQ(told_in("Steuer-ID 12 588 940 363 und USt-IdNr. DE827585961"),
              "de_tax_id=12 588 940 363; de_vat=DE827585961");
    EXPECT_EQ(told_in("NI AB 41 78 14 D, SV 02170997S656"), "uk_nino=AB 41 78 14 D; de_rvnr=02170997S656");
}

TEST(PersonalText, TakesNoOrdinaryWordsForNames) {
    for (const std::string_view text :
         {"Bestellung 4711-0815 über 129,90 EUR ist raus.", "Kein Interesse am Newsletter Sommer 2024.",
          "The Kunde Service Center", "Mark this May", "Der Kunde. Und Tschüss", "am 30.03.2024, 14:32 Uhr",
          "Artikel 12588940364", "geboren in Berlin", "order 3, 10115 Items"}) {
        EXPECT_EQ(told_in(text), "") << text;
    }
}

/// The surest stays, then the longest, then the first; what goes makes room for what it hid.
TEST(PersonalText, OfOverlappingSpansTheSurestStays) {
    const auto kept = [](std::vector<PersonalSpan> spans) {
        std::string text;
        for (const PersonalSpan& span : without_overlap(std::move(spans))) { text += span.type; }
        return text;
    };
    EXPECT_EQ(kept({{0, 10, "a", 0.8}, {5, 9, "b", 0.9}}), "b");
    EXPECT_EQ(kept({{0, 10, "a", 0.8}, {5, 20, "b", 0.8}}), "b");
    EXPECT_EQ(kept({{0, 10, "a", 0.8}, {5, 15, "b", 0.8}}), "a");
    EXPECT_EQ(kept({{0, 10, "a", 0.8}, {8, 20, "b", 0.9}, {15, 30, "c", 0.95}}), "ac");
    EXPECT_EQ(kept({{10, 20, "b", 0.8}, {0, 10, "a", 0.8}}), "ab");
    EXPECT_EQ(kept({}), "");
}

TEST(PersonalText, LabelledNotes) {
    const auto text = test::read_shared("personal/notes.json");
    if (!text) { GTEST_SKIP() << "no shared data"; }
    const std::map<std::string, std::string_view> types = {
        {"EMAIL", "email"}, {"PHONE", "phone"}, {"IBAN", "iban"}, {"IP", "ipv4"}};
    std::map<std::string, std::pair<int, int>> found;
    for (const auto& note : nlohmann::json::parse(*text, nullptr, false)) {
        const auto full = note["full_text"].get<std::string>();
        const auto spans = find_personal(full);
        for (const auto& wanted : note["spans"]) {
            const auto type = types.find(wanted["entity_type"].get<std::string>());
            if (type == types.end()) { continue; }
            const auto value = wanted["entity_value"].get<std::string>();
            auto& [right, all] = found[type->first];
            ++all;
            right +=
                std::ranges::any_of(spans,
                                    [&](const PersonalSpan& s) {
                                        return s.type == type->second && full.substr(s.start, s.end - s.start) == value;
                                    })
                    ? 1
                    : 0;
        }
    }
    for (const auto& [type, counts] : found) {
        EXPECT_GE(counts.first, 0.9 * counts.second) << type << " " << counts.first << "/" << counts.second;
    }
}

}  // namespace
}  // namespace klarsicht
