// Small files with the reports they must give, the same natively and as WebAssembly.
// KLARSICHT_UPDATE_GOLDEN=1 writes the reports anew: look at the difference before you commit it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "platform/cli/commands.h"
#include "report/json_lines.h"
#include "report/render.h"
#include "support/files.h"
#include "support/recorder.h"

namespace klarsicht {
namespace {

using test::Recorder;

std::vector<std::string> golden_files() { return test::files_below("tests/golden", ".csv"); }

/// What the last digit of a transcendental function may change: numbers within 1e-12 of each other are the same.
bool same(const json& a, const json& b, const std::string& path, std::string& difference) {
    if (a.is_number() && b.is_number() && (a.is_number_float() || b.is_number_float())) {
        const double x = a.get<double>();
        const double y = b.get<double>();
        if (std::fabs(x - y) <= 1e-12 * std::max({1.0, std::fabs(x), std::fabs(y)})) { return true; }
    } else if (a.is_object() && b.is_object() && a.size() == b.size()) {
        auto other = b.begin();
        for (auto at = a.begin(); at != a.end(); ++at, ++other) {
            if (at.key() != other.key()) {
                difference = path + ": key " + at.key() + " instead of " + other.key();
                return false;
            }
            if (!same(at.value(), other.value(), path + "/" + at.key(), difference)) { return false; }
        }
        return true;
    } else if (a.is_array() && b.is_array() && a.size() == b.size()) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!same(a[i], b[i], path + "/" + std::to_string(i), difference)) { return false; }
        }
        return true;
    } else if (a == b) {
        return true;
    }
    difference = path + ": " + json_text(a).substr(0, 300) + " instead of " + json_text(b).substr(0, 300);
    return false;
}

/// The report without the texts that do not depend on the file: who mends a sentence need not mend every golden file.
json without_fixed_texts(const std::string& text) {
    json report = json::parse(text, nullptr, false);
    if (report.is_object()) {
        report["generator"].erase("version");
        for (json& check : report["checks"]) {
            for (const char* fixed : {"name", "why", "limits_of_this_check", "sources"}) { check.erase(fixed); }
            for (json& limit : check["limits"]) { limit.erase("why"); }
            for (json& figure : check["figures"]) { figure.erase("label"); }
            for (json& column : check["table"]["columns"]) { column.erase("label"); }
        }
        if (report["measure_tree"].is_object()) { report["measure_tree"] = "as in audit/measure_tree.cpp"; }
        for (json& offer : report["offered_remedies"]) {
            for (const char* fixed : {"name", "text", "law"}) { offer.erase(fixed); }
            for (json& parameter : offer["parameters"]) {
                parameter.erase("label");
                for (json& option : parameter["options"]) { option.erase("label"); }
            }
        }
    }
    return report;
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, GivesTheReport) {
    const std::string file = test::project_dir() + "/" + GetParam();
    const std::string stem = file.substr(0, file.size() - 4);
    const bool update = std::getenv("KLARSICHT_UPDATE_GOLDEN") != nullptr;
    for (const std::string_view language : {"de", "en"}) {
        Recorder console;
        const std::string plan = stem + ".plan.json";
        std::vector<std::string_view> words = {"audit", file, "--plan", plan, "--lang", language, "--show-cells"};
        ASSERT_EQ(cli::run(words, console), cli::exit_done) << console.errors;
        EXPECT_EQ(console.output.find("⟦"), std::string::npos) << console.output.substr(console.output.find("⟦"), 120);
        for (const std::string_view empty : {"„“", "“”", "– gegen –", "– against –"}) {
            EXPECT_EQ(console.output.find(empty), std::string::npos)
                << "a sentence without its figure: "
                << console.output.substr(console.output.find(empty) > 80 ? console.output.find(empty) - 80 : 0, 160);
        }
        const std::string golden = stem + ".report." + std::string(language) + ".json";
        const json report = without_fixed_texts(console.output);
        if (update) {
            const std::string lines = json_lines(report, 3);
            std::FILE* out = std::fopen(golden.c_str(), "wb");
            ASSERT_NE(out, nullptr) << golden;
            std::fwrite(lines.data(), 1, lines.size(), out);
            std::fclose(out);
            continue;
        }
        const auto expected = test::read_file(golden);
        ASSERT_TRUE(expected.has_value()) << golden << " is missing; KLARSICHT_UPDATE_GOLDEN=1 writes it";
        std::string difference;
        EXPECT_TRUE(same(report, json::parse(*expected, nullptr, false), "", difference))
            << GetParam() << " " << language << " " << difference;
    }
}

std::string name_of_file(const testing::TestParamInfo<std::string>& info) {
    const std::size_t slash = info.param.rfind('/');
    return info.param.substr(slash + 1, info.param.size() - slash - 5);
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(golden_files()), name_of_file);

/// The other formats of every golden file: complete, without a key for a text, and well-formed.
TEST(GoldenFormats, SayEverything) {
    for (const std::string& name : golden_files()) {
        const std::string file = test::project_dir() + "/" + name;
        const std::string plan = file.substr(0, file.size() - 4) + ".plan.json";
        for (const std::string_view language : {"de", "en"}) {
            for (const std::string_view format : {"html", "md", "csv"}) {
                const std::string out = testing::TempDir() + "klarsicht_golden." + std::string(format);
                Recorder console;
                const std::vector<std::string_view> words = {"audit",  file,     "--plan", plan,
                                                             "--lang", language, "--out",  out};
                ASSERT_EQ(cli::run(words, console), cli::exit_done) << console.errors;
                const std::string page = test::read_file(out).value_or("");
                EXPECT_GT(page.size(), 1000U) << name;
                EXPECT_EQ(page.find("⟦"), std::string::npos)
                    << name << " " << format << " " << page.substr(page.find("⟦"), 120);
                std::remove(out.c_str());
            }
        }
    }
}

}  // namespace
}  // namespace klarsicht
