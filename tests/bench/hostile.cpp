#include "hostile.h"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdio>
#include <string>
#include <unordered_set>

#include "audit/plan_json.h"
#include "audit/report.h"
#include "base/json.h"
#include "base/shortest_number.h"
#include "ingest/read_table.h"
#include "profile/personal_lines.h"
#include "profile/profile.h"
#include "table/dictionary.h"

namespace klarsicht::bench {

namespace {

constexpr std::size_t doublings = 4;

/// As many texts as there are choices of words changed in pairs: a bit in one and, rotated, in the next.
void add_spellings(std::size_t count) {
    Dictionary dictionary;
    std::string text;
    for (std::size_t choice = 0; choice < count; ++choice) {
        text.assign(std::size_t{16} * std::bit_width(count), 'x');
        for (std::size_t i = 0; choice >> i != 0; ++i) {
            if ((choice >> i & 1) == 0) { continue; }
            text[16 * i + 7] = static_cast<char>('x' ^ 0x80);
            text[16 * i + 8 + 3] = static_cast<char>('x' ^ 0x10);
        }
        dictionary.add(text);
    }
}

/// Ages whose bits are multiples of the prime the standard library would have as many chains as.
std::string ages(std::size_t count) {
    std::unordered_set<std::uint64_t> table;
    table.reserve(count);
    const std::uint64_t chains = table.bucket_count();
    std::string csv = "Alter,Stadt\n";
    std::uint64_t bits = std::bit_cast<std::uint64_t>(18.0) / chains * chains;
    const std::uint64_t step = (std::bit_cast<std::uint64_t>(90.0) - bits) / count / chains * chains;
    for (std::size_t i = 0; i < count; ++i) {
        bits += step;
        csv += shortest_number(std::bit_cast<double>(bits)) + ",A\n";
    }
    return csv;
}

/// Rows that are equal but for their last column.
std::string rows(std::size_t count) {
    std::string csv = "a,b,c,d,e,f,g,h\n";
    for (std::size_t i = 0; i < count; ++i) {
        csv += "1,2,3,4,5,";
        csv += i % 2 == 0 ? "x,y," : "y,x,";
        csv += std::to_string(i / 3) + "\n";
    }
    return csv;
}

/// Sixty rows of so many columns that all divide people into groups, and a decision.
std::string protected_columns(std::size_t count) {
    std::string csv;
    for (std::size_t column = 0; column < count; ++column) { csv += "gender" + std::to_string(column) + ","; }
    csv += "approved\n";
    std::uint64_t state = 1;
    for (std::size_t row = 0; row < 60; ++row) {
        for (std::size_t column = 0; column < count; ++column) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            csv += (state >> 40U & 1) == 0 ? "f," : "m,";
        }
        csv += row % 3 == 0 ? "1\n" : "0\n";
    }
    return csv;
}

/// Columns that are called after people, who all get the same name in a report.
std::string people_as_columns(std::size_t count) {
    std::string csv;
    for (std::size_t column = 0; column < count; ++column) {
        csv += column == 0 ? "" : ",";
        csv += "Frau Anna Weber" + std::to_string(column);
    }
    csv += "\n1";
    for (std::size_t column = 1; column < count; ++column) { csv += ",1"; }
    return csv + "\n";
}

/// A plan whose population has as many groups, of which the file has one.
std::string population(std::size_t count) {
    std::string groups;
    for (std::size_t group = 0; group < count; ++group) { groups += "\"x" + std::to_string(group) + "\": 0, "; }
    return R"({"population": {"sex": {)" + groups + R"("f": 1}}})";
}

/// One line that makes every scanner of personal data begin again and again.
void find_in_prose(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) { text += "1 a@ DE89 Frau Anna "; }
    PersonalLines lines([](const LineSpan&) {});
    lines.feed(text);
    lines.finish();
}

Result<Report> audit_text(const std::string& csv, std::string_view plan_json = "{}") {
    MemorySource source(std::as_bytes(std::span(csv)));
    Result<Table> table = read_table(source, {.name = "hostile.csv"}, Progress::none());
    if (!table) { return std::unexpected(table.error()); }
    Result<Plan> plan = parse_plan(plan_json, *table);
    if (!plan) { return std::unexpected(plan.error()); }
    plan->as_of = "2026-11-01";
    const ProfileOptions options{.missing_tokens = default_missing_tokens(), .as_of = *as_of_days(*plan)};
    const Result<Profile> profile = profile_table(*table, options, Progress::none());
    if (!profile) { return std::unexpected(profile.error()); }
    return audit(*table, *profile, *plan, *Rules::load("eu-2026-11"), {}, Progress::none());
}

template <class Work>
double milliseconds(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int hostile() {
    json times = json::object();
    for (const char* kind : {"spellings", "numbers", "rows", "prose", "protected", "names", "population"}) {
        times[kind] = json::array();
    }
    const auto audited = [&](const char* kind, const std::string& csv, std::string_view plan = "{}") {
        bool good = true;
        times[kind].push_back(milliseconds([&] { good = audit_text(csv, plan).has_value(); }));
        return good;
    };
    for (std::size_t i = 0; i < doublings; ++i) {
        const std::size_t count = std::size_t{16384} << i;
        times["spellings"].push_back(milliseconds([&] { add_spellings(count); }));
        times["prose"].push_back(milliseconds([&] { find_in_prose(count / 4); }));
        if (!audited("numbers", ages(count)) || !audited("rows", rows(count))) { return 3; }
        if (!audited("protected", protected_columns(count / 128)) || !audited("names", people_as_columns(count / 16)) ||
            !audited("population", "sex,age\nf,30\nm,40\n", population(count))) {
            return 3;
        }
    }
    std::puts(times.dump().c_str());
    return 0;
}

}  // namespace klarsicht::bench
