#include "report/input_text.h"

#include <gtest/gtest.h>

#include "support/audit.h"

namespace klarsicht {
namespace {

std::string said(const std::string& csv, Language language) {
    return read_as(test::table_of(csv).source, Texts::of(language));
}

TEST(ReadAs, SaysWhatOfTheFileIsNoRow) {
    std::string csv = "Report of May\nAccount;4711\n\nname;clicks;spend\n";
    for (int i = 0; i < 30; ++i) { csv += "n" + std::to_string(i) + ";" + std::to_string(i) + ";2\n"; }
    csv += "Total;435;60\n";
    const std::string german = said(csv, Language::de), english = said(csv, Language::en);
    EXPECT_TRUE(german.starts_with("CSV · Semikolon · UTF-8 · mit Kopfzeile · ")) << german;
    EXPECT_TRUE(german.contains("Zeilen über der Kopfzeile")) << german;
    EXPECT_TRUE(german.ends_with("1 Summenzeile ausgelassen")) << german;
    EXPECT_TRUE(english.starts_with("CSV · semicolon · UTF-8 · with header row · ")) << english;
    EXPECT_TRUE(english.ends_with("1 row of totals left out")) << english;
}

TEST(ReadAs, SaysNothingOfWhatIsNotThere) {
    EXPECT_EQ(said("a,b\n1,2\n3,4\n", Language::en), "CSV · comma · UTF-8 · with header row");
    EXPECT_EQ(said("1,5;2,5\n3,5;4,5\n", Language::en), "CSV · semicolon · UTF-8 · without header");
}

TEST(ReadAs, AGuessedEncodingIsCalledOne) {
    Source source;
    source.format = "csv";
    source.encoding = "windows-1252";
    source.encoding_sure = false;
    source.delimiter = ",";
    EXPECT_EQ(read_as(source, Texts::of(Language::de)),
              "CSV · Komma · Westeuropa (Windows-1252), vermutet · mit Kopfzeile");
    source.encoding_sure = true;
    EXPECT_EQ(read_as(source, Texts::of(Language::de)), "CSV · Komma · Westeuropa (Windows-1252) · mit Kopfzeile");
}

}  // namespace
}  // namespace klarsicht
