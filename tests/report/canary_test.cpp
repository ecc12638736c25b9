// Values that only one to four people have are in no output, whatever kind of column they stand in. The neighbours of a
// canary are common, so that its column is described and drawn; of numbers and dates that are not personal the least
// and the largest are told, so theirs lie between.
#include <gtest/gtest.h>

#include <array>

#include "report/json_lines.h"
#include "report/render.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

struct Kind {
    std::string_view header;
    std::array<std::string_view, 4> common;
    std::string_view canary;
};

constexpr std::array<Kind, 16> kinds = {{
    {"Name", {"Anna Weber", "Jonas Kraft", "Mia Vogt", "Paul Lenz"}, "Xaveria Quintzelmann"},
    {"email", {"a@firma.example", "b@firma.example", "c@firma.example", "d@firma.example"}, "xaveria.q@canary.example"},
    {"Telefon", {"030 1234567", "030 1234568", "030 1234569", "030 1234570"}, "040 99887766"},
    {"IBAN",
     {"DE89370400440532013000", "DE02120300000000202051", "DE02500105170137075030", "DE02100500000054540402"},
     "DE75512108001245126199"},
    {"Geburtsdatum", {"1980-05-01", "1975-06-02", "1990-07-03", "1966-08-04"}, "1913-09-17"},
    {"Kundennummer", {"K-1001", "K-1002", "K-1003", "K-1004"}, "K-777231"},
    {"Ort", {"Berlin", "Kiel", "Bonn", "Mainz"}, "Quakenbrueck"},
    {"PLZ", {"10115", "24103", "53111", "55116"}, "98529"},
    {"Beruf", {"Lehrer", "Maler", "Koch", "Notar"}, "Zeppelinfahrer"},
    {"Religion", {"evangelisch", "katholisch", "keine", "andere"}, "zoroastrisch"},
    {"Einkommen", {"31000", "42000", "53000", "64000"}, "7777123"},
    {"Kommentar", {"gern wieder", "zu teuer", "alles gut", "kam spaet"}, "Xaveria aus Quakenbrueck rief an"},
    {"Webseite",
     {"https://a.example", "https://b.example", "https://c.example", "https://d.example"},
     "https://quintzelmann.example/x"},
    {"IP", {"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"}, "203.0.113.77"},
    {"letzter_Kauf", {"2026-01-10", "2026-02-11", "2026-03-12", "2026-04-13"}, "2026-02-23"},
    {"Segment", {"A", "B", "C", "D"}, "ZZ-Sonderfall"},
}};

/// 200 people, then `few` with every canary.
std::string file_with(std::size_t few) {
    std::string csv = "Geschlecht,Alter,Auswahl,gekauft";
    for (const Kind& kind : kinds) { csv += "," + std::string(kind.header); }
    csv += "\n";
    for (std::size_t row = 0; row < 200 + few; ++row) {
        const bool canary = row >= 200;
        csv += row % 2 == 0 ? "w," : "m,";
        csv += std::to_string(20 + row % 50) + (row % 3 == 0 ? ",ja," : ",nein,") + (row % 4 == 0 ? "ja" : "nein");
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            csv += "," + std::string(canary ? kinds[k].canary : kinds[k].common[(row / 2 + k) % 4]);
        }
        csv += "\n";
    }
    return csv;
}

class Canary : public testing::TestWithParam<std::size_t> {};

TEST_P(Canary, ValuesOfFewPeopleAreInNoOutput) {
    const Report report = test::audit_of(file_with(GetParam()), R"({"version": 1,
        "roles": {"Geschlecht": ["protected"], "Alter": ["protected"], "Ort": ["attribute"], "Auswahl": ["decision"],
                  "gekauft": ["outcome"]},
        "positive": {"Auswahl": {"equals": "ja"}, "gekauft": {"equals": "ja"}}})");
    std::vector<std::pair<std::string, std::string>> outputs = {{"counts", counts_to_csv(report)}};
    for (const Language language : {Language::de, Language::en}) {
        outputs.emplace_back("json", report_to_json_file(report, language));
        outputs.emplace_back("html", report_to_html(report, language));
        outputs.emplace_back("md", report_to_markdown(report, language));
        outputs.emplace_back("csv", report_to_csv(report, language));
    }
    for (const auto& [name, text] : outputs) {
        for (const Kind& kind : kinds) {
            const std::size_t at = text.find(kind.canary);
            EXPECT_EQ(at, std::string::npos)
                << name << ", " << kind.header << ": …" << text.substr(at < 200 ? 0 : at - 200, 300);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(OneToFour, Canary, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace klarsicht
