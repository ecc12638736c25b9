#include "platform/cli/arguments.h"

#include <gtest/gtest.h>

namespace klarsicht::cli {
namespace {

using Words = std::vector<std::string_view>;

Arguments parsed(const Words& words) {
    auto arguments = parse_arguments(words);
    EXPECT_TRUE(arguments.has_value()) << (arguments ? "" : arguments.error().message.key);
    return arguments.value_or(Arguments());
}

/// The key of the error, "" where there is none; every one is wrong usage.
std::string error_of(const Words& words) {
    const auto arguments = parse_arguments(words);
    if (arguments) { return ""; }
    EXPECT_EQ(arguments.error().code, ErrorCode::usage);
    return arguments.error().message.key;
}

TEST(Arguments, Audit) {
    const Arguments arguments =
        parsed({"audit", "customers.csv", "--plan", "plan.json", "--lang", "de", "--out", "a.json", "--out", "b.HTML",
                "--show-values", "--show-cells", "--fail-on", "warn", "--rules=eu-2026-11"});
    EXPECT_EQ(arguments.command, Command::audit);
    EXPECT_EQ(arguments.file, "customers.csv");
    EXPECT_EQ(arguments.plan, "plan.json");
    EXPECT_EQ(arguments.language, Language::de);
    EXPECT_EQ(arguments.out, (std::vector<std::string>{"a.json", "b.HTML"}));
    EXPECT_TRUE(arguments.show_values);
    EXPECT_TRUE(arguments.show_cells);
    EXPECT_EQ(arguments.fail_on, Status::warn);
    EXPECT_EQ(parsed({"audit", "-"}).file, "-");
    EXPECT_EQ(parsed({"audit", "--", "--odd.csv"}).file, "--odd.csv");
}

TEST(Arguments, SeveralReportsAfterOneOut) {
    for (const Words& words :
         {Words{"audit", "x.csv", "--out", "a.json", "b.csv"}, Words{"audit", "--out", "a.json", "b.csv", "x.csv"},
          Words{"audit", "--out", "a.json", "b.csv", "--lang", "de", "x.csv"}}) {
        const Arguments arguments = parsed(words);
        EXPECT_EQ(arguments.file, "x.csv");
        EXPECT_EQ(arguments.out, (std::vector<std::string>{"a.json", "b.csv"}));
    }
    EXPECT_EQ(parsed({"audit", "--out", "a.json", "x.csv"}).file, "x.csv");
}

TEST(Arguments, HowTheFileIsRead) {
    EXPECT_EQ(parsed({"rows", "x", "--delimiter", ";"}).reading(Input::current).delimiter, ';');
    EXPECT_EQ(parsed({"rows", "x", "--delimiter", "tab"}).reading(Input::current).delimiter, '\t');
    EXPECT_EQ(parsed({"rows", "x", "--encoding", "windows-1252"}).reading(Input::current).encoding, "windows-1252");
    EXPECT_TRUE(parsed({"rows", "x", "--no-header"}).reading(Input::current).no_header);
    EXPECT_EQ(error_of({"rows", "x", "--delimiter", "ab"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"rows", "x", "--encoding", "ebcdic"}), "error.cli.bad_value");
}

TEST(Arguments, EveryInputIsReadInItsOwnWay) {
    const Arguments arguments =
        parsed({"audit", "new.csv", "--delimiter", ";", "--reference", "old.xlsx", "--reference-sheet=May",
                "--population", "all.csv", "--population-no-header", "--population-encoding", "utf-16le"});
    EXPECT_EQ(*arguments.path(Input::current), "new.csv");
    EXPECT_EQ(*arguments.path(Input::reference), "old.xlsx");
    EXPECT_EQ(*arguments.path(Input::population), "all.csv");
    EXPECT_EQ(arguments.reading(Input::current), (Reading{.delimiter = ';'}));
    EXPECT_EQ(arguments.reading(Input::reference), (Reading{.sheet = "May"}));
    EXPECT_EQ(arguments.reading(Input::population), (Reading{.encoding = "utf-16le", .no_header = true}));
    EXPECT_EQ(parsed({"audit", "new.csv"}).path(Input::population), nullptr);
    EXPECT_EQ(error_of({"audit", "x.csv", "--reference", "y.csv", "--reference-delimiter", "ab"}),
              "error.cli.bad_value");
    EXPECT_EQ(error_of({"audit", "x.csv", "--population-sheet", "May"}), "error.cli.missing_value") << "of which file?";
    EXPECT_EQ(error_of({"rows", "x.csv", "--reference-sheet", "May"}), "error.cli.unknown_option");
    EXPECT_EQ(error_of({"audit", "x.csv", "--current-sheet", "May"}), "error.cli.unknown_option");
    EXPECT_EQ(error_of({"audit", "x.csv", "--reference", "-", "--population", "-"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"audit", "x.csv", "--population", "y.csv", "--out", "y.csv"}), "error.cli.out_is_input");
}

TEST(Arguments, Scenario) {
    const Arguments arguments = parsed({"scenario", "campaign", "--rows", "500", "--seed", "7", "--set", "gap=0.1",
                                        "--set", "lang=de", "--out", "x.csv"});
    EXPECT_EQ(arguments.name, "campaign");
    EXPECT_EQ(arguments.rows, 500U);
    EXPECT_EQ(arguments.seed, 7U);
    ASSERT_EQ(arguments.settings.size(), 2U);
    EXPECT_EQ(arguments.settings[0], (std::pair<std::string, std::string>("gap", "0.1")));
    EXPECT_EQ(error_of({"scenario", "campaign"}), "error.cli.missing_name");
    EXPECT_EQ(error_of({"scenario", "campaign", "--rows", "many", "--out", "x"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"scenario", "campaign", "--set", "gap", "--out", "x"}), "error.cli.bad_value");
}

TEST(Arguments, WrongUsageIsNamed) {
    EXPECT_EQ(error_of({}), "error.cli.no_command");
    EXPECT_EQ(error_of({"--lang", "de"}), "error.cli.no_command");
    EXPECT_EQ(error_of({"audti", "x"}), "error.cli.unknown_command");
    EXPECT_EQ(error_of({"audit"}), "error.cli.missing_file");
    EXPECT_EQ(error_of({"audit", "x", "--colour"}), "error.cli.unknown_option");
    EXPECT_EQ(error_of({"audit", "x", "--rows", "5"}), "error.cli.unknown_option");
    EXPECT_EQ(error_of({"audit", "x", "--show-cells=yes"}), "error.cli.unknown_option");
    EXPECT_EQ(error_of({"audit", "x", "y"}), "error.cli.surplus");
    EXPECT_EQ(error_of({"checks", "x"}), "error.cli.surplus");
    EXPECT_EQ(error_of({"audit", "x", "--plan"}), "error.cli.missing_value");
    EXPECT_EQ(error_of({"audit", "x", "--plan", "--lang", "de"}), "error.cli.missing_value");
    EXPECT_EQ(error_of({"audit", "x", "--lang", "fr"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"audit", "x", "--fail-on", "pass"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"checks", "--area", "law"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"audit", "x", "--out", "report.pdf"}), "error.cli.out_format");
    EXPECT_EQ(error_of({"audit", "x.csv", "--out", "x.csv"}), "error.cli.out_is_input");
    EXPECT_EQ(error_of({"check-value"}), "error.cli.missing_name");
    EXPECT_EQ(error_of({"remedy", "x.csv", "--out", "y.csv"}), "error.cli.missing_name");
    EXPECT_EQ(error_of({"remedy", "x.csv", "--plan", "p.json"}), "error.cli.missing_name");
    EXPECT_EQ(error_of({"remedy", "x.csv", "--plan", "p.json", "--out", "x.csv"}), "error.cli.remedy_is_input");
}

TEST(Arguments, AnInputIsReadOnce) {
    EXPECT_EQ(error_of({"audit", "-", "--reference", "-"}), "error.cli.bad_value");
    EXPECT_EQ(error_of({"plan", "x.csv", "--reference", "y.csv"}), "error.cli.unknown_option");
}

TEST(Arguments, HelpAndVersionAndLanguage) {
    EXPECT_EQ(parsed({"--help"}).command, Command::help);
    EXPECT_EQ(parsed({"audit", "--help", "--lang", "de"}).language, Language::de);
    EXPECT_EQ(parsed({"help"}).command, Command::help);
    EXPECT_EQ(parsed({"--version"}).command, Command::version);
    EXPECT_EQ(language_of(Words{"audti", "--lang=de"}), Language::de);
    EXPECT_EQ(language_of(Words{"audit", "--lang", "xx"}), Language::en);
}

TEST(Arguments, Extensions) {
    EXPECT_EQ(extension_of("a/b.c/report.HTML"), "html");
    EXPECT_EQ(extension_of("a.b/report"), "");
    EXPECT_EQ(extension_of("report."), "");
}

}  // namespace
}  // namespace klarsicht::cli
