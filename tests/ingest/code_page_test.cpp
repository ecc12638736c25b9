// Code pages: the tables, the guess by letters, and that it is never surely wrong.
#include "ingest/code_page.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "ingest/encoding.h"
#include "support/csv.h"
#include "support/dice.h"

namespace klarsicht {
namespace {

/// A text in a code page; nothing where the page lacks one of its characters.
std::optional<std::string> in_page(std::u16string_view text, CodePage page) {
    std::string out;
    for (const char16_t c : text) {
        unsigned byte = c < 0x80 ? c : 0x80;
        while (byte < 0x100 && character(page, static_cast<unsigned char>(byte)) != c) { ++byte; }
        if (byte == 0x100) { return std::nullopt; }
        out += static_cast<char>(byte);
    }
    return out;
}

std::string utf8(std::u16string_view text) {
    std::string out;
    for (const char16_t c : text) { append_utf8(c, out); }
    return out;
}

struct Tongue {
    std::u16string_view table;  ///< a header, then rows of two cells
    std::vector<CodePage> pages;
};

std::vector<Tongue> tongues() {
    using enum CodePage;
    const std::vector<CodePage> west = {windows_1252, iso_8859_15, cp850, macintosh};
    const std::vector<CodePage> east = {windows_1250, iso_8859_2, cp852};
    return {
        {u"Kunde;Straße\nMüller;Königsallee\nJäger;Lindenstraße\nGroß;Große Gasse\nÖzdemir;Am Mühlbach\n"
         u"Schröder;Schäferweg\nÄrzte GmbH;Überseering\nKühn;Marktstraße\nBäcker;Höhenweg\nGünther;Fährstraße\n",
         west},
        {u"prénom;ville\nHélène;Orléans\nFrançois;Besançon\nBenoît;Nîmes\nAgnès;Angoulême\nThérèse;Évreux\n"
         u"Jérôme;Châteauroux\nZoé;Sète\nAndré;Périgueux\nGaëlle;Compiègne\nNoël;Lons-le-Saunier à côté\n",
         west},
        {u"imię;ulica\nMałgorzata;Świętokrzyska\nŁukasz;Żeromskiego\nElżbieta;Piękna\nPaweł;Kościuszki\n"
         u"Józef;Dąbrowskiego\nGrażyna;Źródlana\nStanisław;Mickiewicza w Łodzi\nBłażej;Wąska\nZdzisław;Gdańska\n",
         east},
        {u"jméno;město\nJiří;Plzeň\nŠtěpánka;České Budějovice\nOndřej;Kroměříž\nŽaneta;Ústí nad Labem\n"
         u"Zdeněk;Třebíč\nDvořák;Jablonec\nRůžena;Mladá Boleslav\nČerný;Děčín\nVáclav;Příbram\nKateřina;Znojmo\n",
         east},
        {u"имя;город\nНаталья;Санкт-Петербург\nСергей;Москва\nЮлия;Екатеринбург\nАлексей;Нижний Новгород\n"
         u"Ольга;Челябинск\nДмитрий;Ярославль\nЕлена;Уфа\nИван;Казань\n",
         {windows_1251, cp866, koi8_r}},
        {u"müşteri;şehir\nAyşe;İzmir\nOğuz;Eskişehir\nIşıl;Muğla\nGülşen;Diyarbakır\nYiğit;Kırklareli\nÇağla;Ağrı\n",
         {windows_1254}},
    };
}

/// A file reads otherwise than it was written, without a word about it.
bool surely_wrong(const Table& table, const std::string& meant) {
    std::string read;
    for (const std::vector<std::string>& row : test::rows_of(table)) { read += row[0] + ";" + row[1] + "\n"; }
    return table.source.encoding_sure && !meant.ends_with(read);
}

TEST(CodePage, BytesByHand) {
    // From the pages' own tables, not from ours.
    EXPECT_EQ(to_utf8("M\x81ller J\x84ger Stra\xE1"
                      "e \x99 \xD5",
                      CodePage::cp850),
              "Müller Jäger Straße Ö ı");
    EXPECT_EQ(to_utf8("M\x9Fller J\x8Ager Stra\xA7"
                      "e \x85 \xDB",
                      CodePage::macintosh),
              "Müller Jäger Straße Ö €");
    EXPECT_EQ(to_utf8("\xA3\xF3"
                      "d\x9F \x8A\x9A\xB9\xE6",
                      CodePage::windows_1250),
              "Łódź Ššąć");
    EXPECT_EQ(to_utf8("\xCC\xEE\xF1\xEA\xE2\xE0 \xB8 \x88", CodePage::windows_1251), "Москва ё €");
    EXPECT_EQ(to_utf8("M\xFCller \x80 \x93x\x94 \x81", CodePage::windows_1252), "Müller € “x” \u0081");
    EXPECT_EQ(to_utf8("\xA4 \xBD \xA6", CodePage::iso_8859_15), "€ œ Š");
    EXPECT_EQ(to_utf8("\xA3\xF3"
                      "d\xBC \xA9\xB9\xB1",
                      CodePage::iso_8859_2),
              "Łódź Ššą");
    EXPECT_EQ(to_utf8("\xDD\xFD\xDE\xF0", CodePage::windows_1254), "İıŞğ");
    EXPECT_EQ(to_utf8("\x9D\xA2"
                      "d\xAB \xE6\xA5",
                      CodePage::cp852),
              "Łódź Šą");
    EXPECT_EQ(to_utf8("\x8C\xAE\xE1\xAA\xA2\xA0", CodePage::cp866), "Москва");
    EXPECT_EQ(to_utf8("\xED\xCF\xD3\xCB\xD7\xC1", CodePage::koi8_r), "Москва");
}

TEST(CodePage, EachByteIsACharacterOfItsOwn) {
    for (const CodePage page : all_code_pages) {
        std::u16string seen;
        for (unsigned byte = 0; byte < 0x100; ++byte) {
            const char16_t c = character(page, static_cast<unsigned char>(byte));
            EXPECT_EQ(seen.find(c), std::u16string::npos) << name_of(page) << " " << byte;
            EXPECT_EQ(c < 0x80, byte < 0x80) << name_of(page) << " " << byte;
            seen += c;
        }
        EXPECT_EQ(code_page_named(name_of(page)), page);
    }
}

TEST(CodePage, OtherNames) {
    EXPECT_EQ(code_page_named("CP1250"), CodePage::windows_1250);
    EXPECT_EQ(code_page_named("ibm850"), CodePage::cp850);
    EXPECT_EQ(code_page_named("CP-850"), CodePage::cp850);
    EXPECT_EQ(code_page_named("Mac Roman"), CodePage::macintosh);
    EXPECT_EQ(code_page_named("Latin1"), CodePage::windows_1252);
    EXPECT_EQ(code_page_named("ISO-8859-15"), CodePage::iso_8859_15);
    EXPECT_EQ(code_page_named("ebcdic"), std::nullopt);
    EXPECT_EQ(code_page_named(""), std::nullopt);
}

TEST(CodePage, TablesOfEachLanguageInEachPage) {
    for (const Tongue& tongue : tongues()) {
        for (const CodePage page : tongue.pages) {
            const std::optional<std::string> file = in_page(tongue.table, page);
            ASSERT_TRUE(file) << name_of(page);
            const Result<Table> table = test::read_csv(*file);
            ASSERT_TRUE(table);
            const std::string meant = utf8(tongue.table);
            // A page that reads these bytes alike is as good.
            EXPECT_EQ(to_utf8(*file, *code_page_named(table->source.encoding)), meant) << name_of(page);
            // ISO-8859-2 is nearly Windows-1250: ten rows may not be enough to be sure.
            EXPECT_TRUE(table->source.encoding_sure || page == CodePage::iso_8859_2) << name_of(page) << " " << meant;
            EXPECT_EQ(table->source.encoding_alternatives.empty(), table->source.encoding_sure);
            EXPECT_EQ(test::names_of(*table)[0], meant.substr(0, meant.find(';')));
            // Named, it is read so and sure.
            const Result<Table> named = test::read_csv(*file, {.encoding = std::string(name_of(page))});
            ASSERT_TRUE(named);
            EXPECT_EQ(named->source.encoding, name_of(page));
            EXPECT_EQ(test::rows_of(*named), test::rows_of(*table));
        }
    }
}

TEST(CodePage, SlicesAndLatenessChangeNothing) {
    std::string file = "name;city\n";
    while (file.size() < 400000) { file += "Ann;Ulm\n"; }
    for (const CodePage page : {CodePage::cp850, CodePage::macintosh}) {
        const std::string whole = file + *in_page(tongues()[0].table, page);
        const Result<Table> table = test::read_csv(whole);
        ASSERT_TRUE(table);
        EXPECT_EQ(table->source.encoding, name_of(page));
        EXPECT_EQ(test::dump(test::read_csv(whole, {}, 997)), test::dump(table));
    }
}

TEST(CodePage, AHandfulOfBytesIsUnsure) {
    for (const std::string_view file : {"name;city\nM\xFCller;Ulm\n", "name;city\nM\x81ller;Ulm\n",
                                        "a;b\nStra\xE1"
                                        "e;1\n",
                                        "a;b\nK\xF6ln;J\xE4ger\n"}) {
        const Result<Table> table = test::read_csv(file);
        ASSERT_TRUE(table);
        EXPECT_FALSE(table->source.encoding_sure) << file;
        EXPECT_FALSE(table->source.encoding_alternatives.empty());
    }
    // Bytes that are letters in no page's words.
    std::string noise = "a;b\n";
    test::Dice dice(5);
    for (int row = 0; row < 50; ++row) {
        for (int i = 0; i < 8; ++i) { noise += static_cast<char>(0x80 + dice.below(128)); }
        noise += ";1\n";
    }
    const Result<Table> table = test::read_csv(noise);
    ASSERT_TRUE(table);
    EXPECT_FALSE(table->source.encoding_sure);
}

TEST(CodePage, UnicodeAndAsciiAreSure) {
    for (const std::string_view file : {"a;b\nx;y\n", "name;b\nMüller;y\n",
                                        "\xEF\xBB\xBF"
                                        "a;b\nx;y\n"}) {
        const Result<Table> table = test::read_csv(file);
        ASSERT_TRUE(table);
        EXPECT_TRUE(table->source.encoding_sure);
        EXPECT_TRUE(table->source.encoding_alternatives.empty());
    }
}

TEST(CodePage, SomeWordsAreReadRightlyOrNamedUnsure) {
    test::Dice dice(11);
    std::size_t files = 0, sure = 0;
    for (const Tongue& tongue : tongues()) {
        std::vector<std::u16string> cells(1);
        for (const char16_t c : tongue.table) {
            if (c == u';' || c == u'\n' || c == u' ') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        cells.pop_back();
        for (const CodePage page : tongue.pages) {
            for (int draw = 0; draw < 60; ++draw) {
                std::u16string text = u"id;name\n";
                for (std::uint64_t rows = 1 + dice.below(20); rows > 0; --rows) {
                    text += u"7;" + cells[dice.below(cells.size())] + u"\n";
                }
                const std::string file = *in_page(text, page);
                const Result<Table> table = test::read_csv(file, {.delimiter = ';', .header = true});
                ASSERT_TRUE(table);
                EXPECT_FALSE(surely_wrong(*table, utf8(text))) << name_of(page) << "\n" << utf8(text);
                ++files;
                sure += table->source.encoding_sure ? 1 : 0;
            }
        }
    }
    EXPECT_GT(sure * 2, files);  // unsure is no way out
}

}  // namespace
}  // namespace klarsicht
