#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/csv.h"
#include "support/data.h"

namespace klarsicht {
namespace {

using json = nlohmann::ordered_json;

class CsvSpectrum : public testing::TestWithParam<const char*> {};

TEST_P(CsvSpectrum, ReadsAsItsAnswerSays) {
    const std::string name = GetParam();
    KLARSICHT_SHARED_OR_SKIP(csv_read, "csv-spectrum/csvs/" + name + ".csv");
    std::string csv = csv_read;
    // On their way some copies lost the CRs that these files are about.
    if (name.ends_with("_crlf") && csv.find('\r') == std::string::npos) {
        for (std::size_t at = 0; (at = csv.find('\n', at)) != std::string::npos; at += 2) { csv.insert(at, 1, '\r'); }
    }
    KLARSICHT_SHARED_OR_SKIP(answer_text, "csv-spectrum/json/" + name + ".json");
    const json answer = json::parse(answer_text, nullptr, false);
    ASSERT_TRUE(answer.is_array());
    const Result<Table> table = test::read_csv(csv);
    ASSERT_TRUE(table) << table.error().message.key;
    json rows = json::array();
    for (std::uint64_t row = 0; row < table->rows(); ++row) {
        json object = json::object();
        for (const Column& column : table->columns) { object[column.name] = std::string(column.spelling_at(row)); }
        rows.push_back(object);
    }
    EXPECT_EQ(rows.dump(), answer.dump());
}

INSTANTIATE_TEST_SUITE_P(All, CsvSpectrum,
                         testing::Values("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
                                         "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"));

}  // namespace
}  // namespace klarsicht
