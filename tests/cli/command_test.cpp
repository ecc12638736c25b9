// The whole command in this process: exit statuses, outputs and messages.
#include "platform/cli/commands.h"

#include <gtest/gtest.h>

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "support/command.h"
#include "support/data.h"
#include "support/files.h"
#include "support/workbook.h"

namespace klarsicht::cli {
namespace {

class CommandTest : public test::CommandFixture {
protected:
    nlohmann::ordered_json output() const { return nlohmann::ordered_json::parse(console_.output, nullptr, false); }

    static std::string people() {
        std::string csv = "name,sex,age,chosen\n";
        for (int i = 0; i < 60; ++i) {
            csv += "Person " + std::to_string(i) + (i % 2 == 0 ? ",f," : ",m,") + std::to_string(20 + i % 40) +
                   (i % 3 == 0 ? ",1\n" : ",0\n");
        }
        return csv;
    }
};

TEST_F(CommandTest, AWorkbookAndItsSheets) {
    test::TestWorkbook book;
    book.formats = {"dd/mm/yyyy"};
    book.sheets = {
        {"Kunden", test::sheet_row(1, {"plz", "umsatz"}) + test::sheet_row(2, {"01067", "=12.5"}) +
                       "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>10115</v></c><c r=\"B3\" s=\"1\"><v>46000</v></c></row>"},
        {"Orte", test::sheet_row(1, {"a", "b"}) + test::sheet_row(2, {"=1", "=2"})}};
    const std::string file = write("kunden.xlsx", book.file());
    ASSERT_EQ(run_words({"rows", file}), exit_done) << console_.errors;
    EXPECT_EQ(console_.output, "[\"plz\",\"umsatz\"]\n[\"01067\",\"12.5\"]\n[\"10115\",\"2025-12-09\"]\n");
    ASSERT_EQ(run_words({"rows", file, "--sheet", "Orte"}), exit_done);
    EXPECT_EQ(console_.output, "[\"a\",\"b\"]\n[\"1\",\"2\"]\n");
    ASSERT_EQ(run_words({"profile", file}), exit_done);
    EXPECT_EQ(output()["source"]["format"], "xlsx");
    EXPECT_EQ(output()["source"]["sheet"], "Kunden");
    EXPECT_EQ(output()["source"]["sheets"].size(), 2U);
    EXPECT_EQ(run_words({"rows", file, "--sheet", "Nichts"}), exit_usage);
    EXPECT_NE(console_.errors.find("Kunden, Orte"), std::string::npos);
    EXPECT_EQ(run_words({"rows", write("plain.csv", people()), "--sheet", "x"}), exit_usage);

    const std::string packed = write("people.csv.gz", test::gzipped(people()));
    ASSERT_EQ(run_words({"profile", packed}), exit_done);
    EXPECT_EQ(output()["source"]["compression"], "gzip");
    EXPECT_EQ(output()["source"]["rows"], 60);
}

TEST_F(CommandTest, CountsToRecomputeInASpreadsheet) {
    std::string csv = people();
    csv += "Somebody,x,30,1\n";
    const std::string file = write("people.csv", csv);
    const std::string plan = write(
        "plan.json",
        R"({"version": 1, "roles": {"sex": ["protected"], "chosen": ["decision"]}, "positive": {"chosen": {"equals": "1"}}})");
    const std::string out = path("people.counts.csv");
    ASSERT_EQ(run_words({"audit", file, "--plan", plan, "--out", out}), exit_done) << console_.errors;
    const std::string counts = test::read_file(out).value_or("");
    // What was decided about one person stays out.
    EXPECT_EQ(counts, "subject,group,n,selected,tp,fp,tn,fn\r\nsex,f,30,10,,,,\r\nsex,m,30,10,,,,\r\nsex,x,1,,,,,\r\n");
}

TEST_F(CommandTest, RemedyWritesABetterFile) {
    const std::string file = write("people.csv", people());
    const std::string plan = write(
        "plan.json",
        R"({"version": 1, "remedies": [{"do": "generalise", "column": "age", "width": 20}, {"do": "drop", "column": "name"}]})");
    ASSERT_EQ(run_words({"remedy", file, "--plan", plan, "--out", "-"}), exit_done) << console_.errors;
    EXPECT_TRUE(console_.output.starts_with("sex,age,chosen\nf,20-39,1\nm,20-39,0\n")) << console_.output.substr(0, 60);
    const std::string out = path("better.csv");
    ASSERT_EQ(run_words({"remedy", file, "--plan", plan, "--out", out}), exit_done);
    EXPECT_EQ(run_words({"rows", out}), exit_done);
    EXPECT_TRUE(console_.output.starts_with("[\"sex\",\"age\",\"chosen\"]\n"));
    const std::string wrong = write("wrong.json", R"({"version": 1, "remedies": [{"do": "heal"}]})");
    EXPECT_EQ(run_words({"remedy", file, "--plan", wrong, "--out", out}), exit_usage);
    EXPECT_NE(console_.errors.find("“heal”"), std::string::npos) << console_.errors;
}

TEST_F(CommandTest, RemedySaysWhatItGuardedAndReadsItBack) {
    const std::string file = write("people.csv", "=link,sex\n@a,f\n=1+1,m\nplain,f\n-5,m\n");
    const std::string plan = write("plan.json", R"({"version": 1, "remedies": [{"do": "drop", "column": "sex"}]})");
    const std::string out = path("new.csv");
    ASSERT_EQ(run_words({"remedy", file, "--plan", plan, "--out", out}), exit_done) << console_.errors;
    EXPECT_NE(console_.errors.find("2 cells, or parts of them, and the name of a column begin like a formula."),
              std::string::npos)
        << console_.errors;
    EXPECT_EQ(test::read_file(out).value_or(""), "\"'=link\"\n\"'@a\"\n\"'=1+1\"\nplain\n-5\n");
    ASSERT_EQ(run_words({"rows", out, "--guarded"}), exit_done) << console_.errors;
    EXPECT_EQ(console_.output, "[\"=link\"]\n[\"@a\"]\n[\"=1+1\"]\n[\"plain\"]\n[\"-5\"]\n");
    ASSERT_EQ(run_words({"rows", out}), exit_done);
    EXPECT_TRUE(console_.output.starts_with("[\"'=link\"]\n[\"'@a\"]\n")) << console_.output;
    EXPECT_EQ(run_words({"rows", out, "--guarded=yes"}), exit_usage);
    EXPECT_EQ(run_words({"checks", "--guarded"}), exit_usage);
}

TEST_F(CommandTest, AuditPrintsTheReport) {
    const std::string file = write("people.csv", people());
    ASSERT_EQ(run_words({"audit", file}), exit_done) << console_.errors;
    EXPECT_EQ(console_.errors, "");
    const auto report = output();
    EXPECT_EQ(report["format"].dump(), "\"klarsicht-report\"");
    EXPECT_EQ(report["version"].dump(), "1");
    EXPECT_EQ(report["source"]["name"].dump(), "\"people.csv\"");
    EXPECT_EQ(report["source"]["rows"].dump(), "60");
    EXPECT_EQ(report["source"]["columns"].dump(), "4");
    EXPECT_EQ(report["columns"].size(), 4U);
    EXPECT_EQ(report["areas"].size(), 5U);
    EXPECT_FALSE(report["checks"].empty());
}

TEST_F(CommandTest, AuditWritesEveryFormat) {
    const std::string file = write("people.csv", people());
    ASSERT_EQ(run_words({"audit", file, "--lang", "de", "--out", path("r.json"), path("r.html"), path("r.csv"),
                         path("r.md")}),
              exit_done)
        << console_.errors;
    EXPECT_EQ(console_.output, "");
    EXPECT_TRUE(test::read_file(path("r.json"))->starts_with("{"));
    EXPECT_TRUE(test::read_file(path("r.html"))->starts_with("<!doctype html>\n<html lang=\"de\">"));
    EXPECT_TRUE(test::read_file(path("r.csv"))->starts_with("id,area,status"));
    EXPECT_TRUE(test::read_file(path("r.md"))->starts_with("# Prüfbericht: people.csv"));
}

TEST_F(CommandTest, PlanComesBackUnchanged) {
    const std::string file = write("people.csv", people());
    ASSERT_EQ(run_words({"plan", file}), exit_done) << console_.errors;
    const std::string first = console_.output;
    EXPECT_TRUE(output()["roles"].is_object()) << first;
    const std::string plan = write("plan.json", first);
    ASSERT_EQ(run_words({"plan", file, "--plan", plan}), exit_done) << console_.errors;
    EXPECT_EQ(console_.output, first);
    EXPECT_EQ(run_words({"audit", file, "--plan", plan}), exit_done) << console_.errors;
}

TEST_F(CommandTest, ProfileIsTheReportsColumns) {
    const std::string file = write("people.csv", people());
    ASSERT_EQ(run_words({"audit", file}), exit_done);
    const std::string columns = output()["columns"].dump();
    ASSERT_EQ(run_words({"profile", file}), exit_done);
    EXPECT_EQ(output()["columns"].dump(), columns);
    EXPECT_FALSE(output().contains("checks"));
}

TEST_F(CommandTest, RowsAreTheCellsAsTheyStand) {
    const std::string file = write("cells.csv", "a,b\n1,\"x \"\"y\"\"\nz\"\n ü,\n");
    ASSERT_EQ(run_words({"rows", file}), exit_done);
    EXPECT_EQ(console_.output, "[\"a\",\"b\"]\n[\"1\",\"x \\\"y\\\"\\nz\"]\n[\" ü\",\"\"]\n");
    ASSERT_EQ(run_words({"rows", write("semicolon.csv", "a;b,c\n1;2,3\n"), "--delimiter", ";"}), exit_done);
    EXPECT_EQ(console_.output, "[\"a\",\"b,c\"]\n[\"1\",\"2,3\"]\n");
    ASSERT_EQ(run_words({"rows", write("bare.csv", "1,2\n3,4\n"), "--no-header"}), exit_done);
    EXPECT_EQ(console_.output, "[\"column_1\",\"column_2\"]\n[\"1\",\"2\"]\n[\"3\",\"4\"]\n");
}

TEST_F(CommandTest, ScenarioMakesTheSameFileTwice) {
    ASSERT_EQ(run_words({"scenario", "campaign", "--rows", "200", "--out", path("a.csv")}), exit_done)
        << console_.errors;
    ASSERT_EQ(run_words({"scenario", "campaign", "--rows", "200", "--out", path("b.csv")}), exit_done);
    EXPECT_EQ(test::read_file(path("a.csv")), test::read_file(path("b.csv")));
    EXPECT_EQ(run_words({"scenario", "nonsense", "--out", path("c.csv")}), exit_usage);
    EXPECT_FALSE(std::filesystem::exists(path("c.csv")));
    EXPECT_EQ(run_words({"scenario"}), exit_done);
    EXPECT_NE(console_.output.find("campaign"), std::string::npos);
}

TEST_F(CommandTest, ChecksListsAllOfAnArea) {
    ASSERT_EQ(run_words({"checks"}), exit_done);
    const auto all = output();
    ASSERT_EQ(run_words({"checks", "--area", "ethics"}), exit_done);
    const auto some = output();
    EXPECT_LT(some.size(), all.size() + 1);
    EXPECT_GT(some.size(), 0U);
    for (const auto& check : some) {
        EXPECT_EQ(check["area"].dump(), "\"ethics\"");
        EXPECT_FALSE(check["sources"].empty()) << check["id"].dump();
        for (const auto& limit : check["limits"]) { EXPECT_TRUE(limit["value"].is_number()) << limit["name"].dump(); }
    }
}

/// The file of somebody who lets the report be written over it, by one of many names. Node's file system makes no hard
/// links for WebAssembly; what cannot be made is left out.
TEST_F(CommandTest, NoFileThatIsReadIsWrittenOver) {
    namespace fs = std::filesystem;
    const std::string data = write("people.csv", people());
    const std::string plan = write("plan.json", R"({"remedies": [{"do": "drop", "columns": ["age"]}]})");
    std::error_code failed;
    fs::create_directories(path("below"));
    std::vector<std::string> names{"people.csv", "./people.csv", "below/../people.csv", "plan.json", "./plan.json"};
    fs::create_symlink(data, path("link.csv"), failed);
    if (!failed) { names.emplace_back("link.csv"); }
    fs::create_hard_link(data, path("hard.csv"), failed);
    if (!failed) { names.emplace_back("hard.csv"); }
    fs::create_directory_symlink(folder_, path("below/here"), failed);
    if (!failed) { names.emplace_back("below/here/people.csv"); }
    for (const std::string& name : names) {
        const std::string out = path(name);
        EXPECT_EQ(run_words({"audit", data, "--plan", plan, "--out", out}), 2) << name;
        EXPECT_EQ(run_words({"remedy", data, "--plan", plan, "--out", out}), 2) << name;
        EXPECT_EQ(run_words({"audit", plan, "--reference", data, "--population", plan, "--out", out}), 2) << name;
        EXPECT_EQ(*test::read_file(data), people()) << name;
        EXPECT_TRUE(test::read_file(plan)->starts_with("{\"remedies\"")) << name;
    }
    EXPECT_GE(names.size(), 5U);
}

#if !defined(__EMSCRIPTEN__)
/// Standard input from a file, for as long as it lives.
class FromFile {
public:
    explicit FromFile(const std::string& path) : before_(dup(STDIN_FILENO)) {
        const int file = open(path.c_str(), O_RDONLY);
        dup2(file, STDIN_FILENO);
        close(file);
    }
    FromFile(const FromFile&) = delete;
    FromFile& operator=(const FromFile&) = delete;
    ~FromFile() {
        dup2(before_, STDIN_FILENO);
        close(before_);
    }

private:
    int before_;
};

TEST_F(CommandTest, NoFileThatComesInOnStandardInputIsWrittenOver) {
    const std::string data = write("people.csv", people());
    const std::string plan = write("plan.json", R"({"remedies": [{"do": "drop", "columns": ["age"]}]})");
    std::filesystem::create_symlink(data, path("link.csv"));
    for (const std::string& out : {data, path("./people.csv"), path("link.csv")}) {
        const FromFile piped(data);
        EXPECT_EQ(run_words({"audit", "-", "--out", out}), 2) << out;
        EXPECT_EQ(run_words({"remedy", "-", "--plan", plan, "--out", out}), 2) << out;
        EXPECT_EQ(run_words({"audit", plan, "--reference", "-", "--out", out}), 2) << out;
        EXPECT_EQ(run_words({"audit", plan, "--population", "-", "--out", path("r.json"), "--out", out}), 2) << out;
        EXPECT_NE(console_.errors.find(out), std::string::npos) << console_.errors;
        EXPECT_EQ(*test::read_file(data), people()) << out;
    }
    const FromFile piped(plan);
    EXPECT_EQ(run_words({"audit", data, "--plan", "-", "--out", plan}), 2);
    EXPECT_EQ(run_words({"remedy", data, "--plan", "-", "--out", plan}), 2);
    EXPECT_TRUE(test::read_file(plan)->starts_with("{\"remedies\""));
}

TEST_F(CommandTest, StandardInputThatIsNoFileIsInNobodysWay) {
    const std::string plan = write("plan.json", R"({"remedies": [{"do": "drop", "columns": ["age"]}]})");
    const FromFile piped("/dev/null");
    EXPECT_EQ(run_words({"remedy", write("people.csv", people()), "--plan", plan, "--out", "/dev/null"}), 0);
    EXPECT_EQ(run_words({"remedy", "-", "--plan", plan, "--out", "/dev/null"}), 3) << "nothing to read";
}
#endif

TEST_F(CommandTest, NoReportIsWrittenOverAnother) {
    namespace fs = std::filesystem;
    const std::string data = write("people.csv", people());
    fs::create_directories(path("below"));
    const auto refused = [&](const std::string& first, const std::string& second) {
        EXPECT_EQ(run_words({"audit", data, "--out", first, "--out", second}), 2) << first << " " << second;
        EXPECT_NE(console_.errors.find(second), std::string::npos) << console_.errors;
    };
    const auto alias = [&](const std::string& name) {
        refused(path("report.json"), path(name));
        refused(path(name), path("report.json"));
    };
    for (const std::string name : {"report.json", "./report.json", "below/../report.json"}) { alias(name); }
    EXPECT_FALSE(fs::exists(path("report.json"))) << "said before the work";
    write("report.json", "old");
    std::error_code failed;
    fs::create_symlink("report.json", path("link.json"), failed);
    if (!failed) { alias("link.json"); }
    fs::create_hard_link(path("report.json"), path("hard.json"), failed);
    if (!failed) { alias("hard.json"); }
    EXPECT_EQ(*test::read_file(path("report.json")), "old");
    EXPECT_EQ(run_words({"audit", data, "--out", path("report.json"), path("below/report.json"), path("report.csv")}),
              0);
}

TEST_F(CommandTest, AnOutputThatIsThereIsReplacedWhole) {
    namespace fs = std::filesystem;
    const std::string data = write("people.csv", people());
    const std::string report = write("report.json", "old");
    fs::permissions(report, fs::perms::owner_read | fs::perms::owner_write);
    std::error_code no_hard_link, no_link;
    fs::create_hard_link(report, path("kept.json"), no_hard_link);
    fs::create_symlink("report.json", path("link.json"), no_link);
    EXPECT_EQ(run_words({"audit", data, "--out", no_link ? report : path("link.json")}), 0);
    EXPECT_TRUE(test::read_file(report)->starts_with("{")) << "the link leads to the new report";
    if (!no_link) { EXPECT_TRUE(fs::is_symlink(path("link.json"))); }
    if (!no_hard_link) { EXPECT_EQ(*test::read_file(path("kept.json")), "old") << "who has the old one keeps it"; }
    EXPECT_EQ(fs::status(report).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    for (const auto& entry : fs::directory_iterator(folder_)) {
        EXPECT_EQ(entry.path().string().find(".part"), std::string::npos) << "nothing is left beside it";
    }
    EXPECT_EQ(run_words({"audit", data, "--out", path("no_folder/report.json")}), 2);
}

TEST_F(CommandTest, FailOn) {
    ASSERT_EQ(run_words({"scenario", "contacts", "--rows", "3000", "--out", path("contacts.csv")}), exit_done);
    EXPECT_EQ(run_words({"audit", path("contacts.csv"), "--out", path("r.json")}), exit_done) << console_.errors;
    EXPECT_EQ(run_words({"audit", path("contacts.csv"), "--out", path("r.json"), "--fail-on", "fail"}), exit_fail_on);
    EXPECT_EQ(run_words({"audit", path("contacts.csv"), "--out", path("r.json"), "--fail-on", "warn"}), exit_fail_on);
}

TEST_F(CommandTest, AnOlderFileIsReadAndItsColumnsMatched) {
    const std::string file = write("people.csv", people());
    const std::string older = write("older.csv", "Name;Sex;town\nA;f;B\nC;m;D\nE;f;B\n");
    ASSERT_EQ(run_words({"audit", file}), exit_done);
    const auto alone = output();
    EXPECT_FALSE(alone.contains("inputs"));
    ASSERT_EQ(run_words({"audit", file, "--reference", older}), exit_done) << console_.errors;
    const auto report = output();
    ASSERT_EQ(report["inputs"].size(), 2U);
    EXPECT_EQ(report["inputs"][0]["name"].dump(), "\"people.csv\"");
    EXPECT_EQ(report["inputs"][0]["sha256"], report["source"]["sha256"]);
    const auto& reference = report["inputs"][1];
    EXPECT_EQ(reference["input"].dump(), "\"reference\"");
    EXPECT_EQ(reference["rows"].dump(), "3");
    EXPECT_EQ(reference["bytes"].dump(), "32");
    EXPECT_EQ(reference["matched"].dump(), R"([{"current":"name","other":"Name"},{"current":"sex","other":"Sex"}])");
    EXPECT_EQ(reference["only_current"].dump(), R"(["age","chosen"])");
    EXPECT_EQ(reference["only_other"].dump(), R"(["town"])");
    EXPECT_EQ(report["checks"], alone["checks"]);
}

TEST_F(CommandTest, ThePopulationIsReadInItsOwnWayAndShownInEveryFormat) {
    const std::string file = write("people.csv", people());
    const std::string all = write("all.csv", "name|Sex\nA;x|f\nB;y|m\n");
    const std::vector<std::string_view> words = {"audit", file, "--population", all, "--population-delimiter", "|"};
    ASSERT_EQ(run_words(words), exit_done) << console_.errors;
    const auto report = output();
    ASSERT_EQ(report["inputs"].size(), 2U);
    const auto& population = report["inputs"][1];
    EXPECT_EQ(population["input"].dump(), "\"population\"");
    EXPECT_EQ(population["delimiter"].dump(), "\"|\"");
    EXPECT_EQ(report["source"]["delimiter"].dump(), report["inputs"][0]["delimiter"].dump());
    EXPECT_NE(report["source"]["delimiter"].dump(), "\"|\"");
    EXPECT_EQ(population["title"].dump(), "\"Population\"");
    const std::string matching =
        "2 of 4 columns of the audited file are here as well. Spelled differently: Sex = sex. Only in the audited "
        "file: "
        "age, chosen.";
    EXPECT_EQ(population["matching"].dump(), "\"" + matching + "\"");
    EXPECT_EQ(report["inputs"][0]["matching"].dump(), "\"\"");
    for (const std::string_view format : {"html", "md"}) {
        const std::string out = path("r." + std::string(format));
        std::vector<std::string_view> rendering = words;
        rendering.insert(rendering.end(), {"--out", out});
        ASSERT_EQ(run_words(rendering), exit_done) << console_.errors;
        const std::string page = test::read_file(out).value_or("");
        EXPECT_NE(page.find(matching), std::string::npos) << format;
        EXPECT_NE(page.find("all.csv"), std::string::npos) << format;
        ASSERT_EQ(run_words({"audit", file, "--out", out}), exit_done);
        EXPECT_EQ(test::read_file(out).value_or("").find("Audited file"), std::string::npos)
            << "alone, there is no list";
    }
}

TEST_F(CommandTest, AnOlderFileThatCannotBeReadIsNamed) {
    const std::string file = write("people.csv", people());
    EXPECT_EQ(run_words({"audit", file, "--reference", path("absent.csv")}), exit_unreadable);
    EXPECT_NE(console_.errors.find("absent.csv"), std::string::npos) << console_.errors;
    EXPECT_EQ(run_words({"audit", file, "--reference", write("empty.csv", "")}), exit_unreadable);
    EXPECT_NE(console_.errors.find("empty.csv"), std::string::npos) << console_.errors;
    EXPECT_EQ(run_words({"audit", file, "--reference", write("header.csv", "a,b\n")}), exit_unreadable);
    EXPECT_NE(console_.errors.find("header.csv"), std::string::npos) << console_.errors;
}

TEST_F(CommandTest, WrongUsageIsTwo) {
    const std::string file = write("people.csv", people());
    EXPECT_EQ(run_words({"audit", file, "--colour"}), exit_usage);
    EXPECT_NE(console_.errors.find("--colour"), std::string::npos);
    EXPECT_EQ(run_words({"audit", file, "--plan", path("absent.json")}), exit_usage);
    EXPECT_NE(console_.errors.find("absent.json"), std::string::npos);
    EXPECT_EQ(run_words({"audit", file, "--plan", write("plan.json", R"({"roles": {"colour": ["protected"]}})")}),
              exit_usage);
    EXPECT_NE(console_.errors.find("colour"), std::string::npos);
    EXPECT_EQ(run_words({"audit", file, "--rules", "mars-2026"}), exit_usage);
    EXPECT_NE(console_.errors.find("mars-2026"), std::string::npos);
}

TEST_F(CommandTest, AFileThatCannotBeReadIsThree) {
    EXPECT_EQ(run_words({"audit", path("absent.csv")}), exit_unreadable);
    EXPECT_NE(console_.errors.find("absent.csv"), std::string::npos);
    EXPECT_EQ(run_words({"audit", folder_}), exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("empty.csv", "")}), exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("header.csv", "a,b,c\n")}), exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("book.xlsx", std::string_view("PK\3\4\0\0\0\0", 8))}), exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("table.parquet", std::string_view("PAR1\0\0\0\0PAR1", 12))}), exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("table.csv.gz", std::string_view("\x1f\x8b\x08\0\0\0\0\0", 8))}),
              exit_unreadable);
    EXPECT_EQ(run_words({"audit", write("rows.json", R"([{"a": 1}, {"a": 2}])")}), exit_unreadable);
}

/// Every message is one line, in the language asked for, and ends as a sentence.
TEST_F(CommandTest, MessagesAreOneSentenceInTheLanguageAskedFor) {
    EXPECT_EQ(run_words({"audit", path("absent.csv"), "--lang", "de"}), exit_unreadable);
    EXPECT_TRUE(console_.errors.starts_with("klarsicht: Die Datei „")) << console_.errors;
    for (const std::vector<std::string_view>& words :
         std::vector<std::vector<std::string_view>>{{},
                                                    {"audti"},
                                                    {"audit"},
                                                    {"audit", "x", "--y"},
                                                    {"remedy"},
                                                    {"audit", "/"},
                                                    {"check-value", "nonsense"}}) {
        EXPECT_NE(run_words(words), exit_done);
        EXPECT_EQ(console_.errors.find('\n'), console_.errors.size() - 1) << console_.errors;
        EXPECT_EQ(console_.errors.find("⟦"), std::string::npos) << console_.errors;
        EXPECT_EQ(console_.output, "");
    }
}

TEST_F(CommandTest, FindsWhatIsPersonalInAText) {
    const std::string text = "Grüße an a@b.de\r\nnichts\nIBAN DE89 3704 0044 0532 0130 00";
    const std::string_view expected =
        "{\"line\":0,\"start\":9,\"end\":15,\"type\":\"email\",\"score\":0.98}\n"
        "{\"line\":2,\"start\":5,\"end\":32,\"type\":\"iban\",\"score\":0.99}\n";
    ASSERT_EQ(run_words({"find-personal", write("notes.txt", text)}), exit_done) << console_.errors;
    EXPECT_EQ(console_.output, expected);
    ASSERT_EQ(run_words({"find-personal", write("marked.txt", "\xEF\xBB\xBF" + text)}), exit_done);
    EXPECT_EQ(console_.output, expected) << "a byte order mark is no character of the first line";
    std::string wide = "\xFF\xFE";
    for (const char c : std::string_view("x a@b.de\n")) { wide += {c, '\0'}; }
    ASSERT_EQ(run_words({"find-personal", write("wide.txt", wide)}), exit_done);
    EXPECT_EQ(console_.output, "{\"line\":0,\"start\":2,\"end\":8,\"type\":\"email\",\"score\":0.98}\n");
    const std::string old = write("old.txt", "Gr\xFC\xDF an Anna M\xFCller");
    ASSERT_EQ(run_words({"find-personal", old, "--encoding", "windows-1252"}), exit_done);
    EXPECT_EQ(console_.output, "{\"line\":0,\"start\":8,\"end\":19,\"type\":\"person_name\",\"score\":0.8}\n");
    for (const std::string_view nothing : {"", "\n", "nothing here"}) {
        ASSERT_EQ(run_words({"find-personal", write("nothing.txt", nothing)}), exit_done);
        EXPECT_EQ(console_.output + console_.errors, "");
    }
    EXPECT_EQ(run_words({"find-personal"}), exit_usage);
    EXPECT_NE(console_.errors.find("klarsicht find-personal FILE"), std::string::npos) << console_.errors;
    EXPECT_EQ(run_words({"find-personal", path("absent.txt")}), exit_unreadable);
    EXPECT_EQ(run_words({"find-personal", path("absent.txt"), "--delimiter", "x"}), exit_usage);
    EXPECT_EQ(run_words({"find-personal", "a", "b"}), exit_usage);
}

TEST_F(CommandTest, HelpNamesEveryCommandAndOption) {
    for (const std::string_view language : {"de", "en"}) {
        ASSERT_EQ(run_words({"--help", "--lang", language}), exit_done);
        for (const std::string_view word :
             {"audit",       "plan",         "profile",   "rows",        "scenario",   "checks",
              "check-value", "--plan",       "--rules",   "--lang",      "--out",      "--show-values",
              "--reference", "--show-cells", "--fail-on", "--delimiter", "--encoding", "--no-header",
              "--guarded",   "--area",       "--seed",    "--set",       "remedy",     "find-personal"}) {
            EXPECT_NE(console_.output.find(word), std::string::npos) << language << " " << word;
        }
    }
    EXPECT_EQ(run_words({"--version"}), exit_done);
    EXPECT_TRUE(console_.output.starts_with("klarsicht "));
}

}  // namespace
}  // namespace klarsicht::cli
