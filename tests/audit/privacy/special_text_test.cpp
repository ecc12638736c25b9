#include <gtest/gtest.h>

#include "audit/report.h"
#include "support/audit.h"

namespace klarsicht {
namespace {

using test::audit_of;
using test::metrics_of;
using test::outcome_of_check;

std::string notes(std::initializer_list<std::string_view> texts) {
    std::string csv = "kunde,notiz\n";
    int n = 1;
    for (const std::string_view text : texts) { csv += std::to_string(n++) + "," + std::string(text) + "\n"; }
    return csv;
}

TEST(SpecialText, TellsOfIllnessAndBeliefInNotes) {
    const Report report =
        audit_of(notes({"Kundin ist schwanger und will keine Werbung", "Liegt nach einem Schlaganfall im Krankenhaus",
                        "Fragt nach der Rechnung vom März", "Krankenkasse hat angerufen wegen Beleg",
                        "Ist katholisch und fragt nach Kerzen", "bittet um Rückruf am Montag",
                        "her son has Diabetes please send samples", "Lieferung kam zu spät und kaputt"}));
    const Outcome& outcome = outcome_of_check(report, "privacy.special_text");
    EXPECT_EQ(outcome.status, Status::warn);
    EXPECT_EQ(outcome.severity, Severity::high);
    EXPECT_EQ(outcome.rows.first(), (std::vector<std::uint64_t>{0, 1, 4, 6}));
    EXPECT_EQ(metrics_of(outcome)["rows_with_health"], 3);
    EXPECT_EQ(metrics_of(outcome)["rows_with_religion"], 1);
}

TEST(SpecialText, WordsThatLookAlikeTellNothing) {
    const Report report =
        audit_of(notes({"Krankenversicherung verlangt eine Kopie", "Schwangerschaftskissen kam nicht an",
                        "Konto ist disabled bitte freischalten", "sick of your mails please stop",
                        "Die Zufahrt war behindert durch Baustelle", "bittet um Rückruf am Montag"}));
    EXPECT_EQ(outcome_of_check(report, "privacy.special_text").status, Status::pass);
}

TEST(SpecialText, AdvertisingAndStatesAreNoNotes) {
    const Report copy =
        audit_of("betreff\nSchluss mit Migräne in nur drei Tagen\nHilfe bei Diabetes jetzt im Angebot\n",
                 R"({"roles": {"betreff": ["copy"]}})");
    EXPECT_EQ(outcome_of_check(copy, "privacy.special_text").status, Status::not_assessed);
    const Report states = audit_of("kunde,status\n1,krank gemeldet\n2,aktiv\n3,krank gemeldet\n4,aktiv\n");
    EXPECT_EQ(outcome_of_check(states, "privacy.special_text").status, Status::not_assessed);
}

}  // namespace
}  // namespace klarsicht
