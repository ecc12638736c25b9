// klarsicht_bench --read FILE...: milliseconds to read each file's table by offset, as JSON. klarsicht_bench
// --fairness: the bias area's figures on invented rows (fairness.h), --hostile: inputs made to be slow (hostile.h).
// klarsicht_bench FILE: one audit of the file, stage
// by stage, as one line of JSON: milliseconds of each stage and each check.
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "fairness.h"
#include "hostile.h"

#include "audit/plan_complete.h"
#include "audit/registry.h"
#include "audit/report.h"
#include "ingest/read_table.h"
#include "profile/profile.h"
#include "report/render.h"

namespace {

using namespace klarsicht;

class Watch {
public:
    /// Milliseconds since the last call.
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const double ms = std::chrono::duration<double, std::milli>(now - last_).count();
        last_ = now;
        return ms;
    }

private:
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// A whole file in memory: what is timed is reading a table, not a disk.
std::vector<std::byte> load(const char* path) {
    std::vector<std::byte> bytes;
    if (std::FILE* file = std::fopen(path, "rb"); file != nullptr) {
        std::vector<std::byte> block(std::size_t{1} << 20);
        for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), file)) > 0;) {
            bytes.insert(bytes.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(n));
        }
        std::fclose(file);
    }
    return bytes;
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", error_to_text(error, Language::en).c_str());
    return 3;
}

int time_reading(const std::vector<const char*>& paths) {
    json times = json::object();
    for (const char* path : paths) {
        const std::vector<std::byte> bytes = load(path);
        MemorySource source(bytes);
        Watch watch;
        const Result<Table> table = read_table(source, {.name = path}, Progress::none());
        if (!table) { return complain(table.error()); }
        times[path] = {{"ms", watch.lap()}, {"bytes", bytes.size()}, {"rows", table->rows()}};
    }
    std::puts(times.dump().c_str());
    return 0;
}

/// Times what follows reading, and prints all times.
int time_audit(const Table& table, json times) {
    Watch watch;
    Plan given;
    given.as_of = "2026-11-01";
    const Result<double> as_of = as_of_days(given);
    const ProfileOptions options{.missing_tokens = default_missing_tokens(), .as_of = *as_of};
    watch.lap();
    const Result<Profile> profile = profile_table(table, options, Progress::none());
    if (!profile) { return complain(profile.error()); }
    times["profile"] = watch.lap();

    const Plan plan = complete_plan(given, table, *profile);
    times["plan"] = watch.lap();
    const Result<Rules> rules = Rules::load("eu-2026-11");
    if (!rules) { return complain(rules.error()); }
    const AuditContext context(table, *profile, plan, *rules);
    double all_checks_ms = 0;
    for (const Check* check : all_checks()) {
        watch.lap();
        const std::vector<Outcome> outcomes = check->run(context);
        const double ms = watch.lap();
        all_checks_ms += ms;
        times["by_check"][std::string(check->info().id)] = ms;
    }
    times["checks"] = all_checks_ms;
    times["rows"] = table.rows();
    times["columns"] = table.columns.size();
    std::puts(times.dump().c_str());
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    constexpr std::size_t fairness_rows = 1'000'000;
    if (count == 2 && std::string_view(arguments[1]) == "--fairness") {
        return klarsicht::bench::fairness(fairness_rows);
    }
    if (count == 2 && std::string_view(arguments[1]) == "--fairness-rows") {
        return klarsicht::bench::print_rows(fairness_rows);
    }
    if (count == 2 && std::string_view(arguments[1]) == "--hostile") { return klarsicht::bench::hostile(); }
    if (count > 2 && std::string_view(arguments[1]) == "--read") {
        return time_reading({arguments + 2, arguments + count});
    }
    if (count != 2) {
        std::fputs("usage: klarsicht_bench FILE | --read FILE... | --fairness | --fairness-rows | --hostile\n", stderr);
        return 2;
    }
    std::FILE* file = std::fopen(arguments[1], "rb");
    if (file == nullptr) {
        std::fputs("cannot open the file\n", stderr);
        return 3;
    }
    json times = json::object();
    Watch watch;
    const auto ingest = make_csv_ingest({.name = arguments[1]});
    constexpr std::size_t slice = std::size_t{4} << 20;
    std::vector<std::byte> buffer(slice);
    double reading = 0;
    double parsing = 0;
    for (;;) {
        watch.lap();
        const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), file);
        reading += watch.lap();
        if (got == 0) { break; }
        const Result<void> fed = ingest->feed({buffer.data(), got});
        if (!fed) { return complain(fed.error()); }
        parsing += watch.lap();
    }
    std::fclose(file);
    Result<Table> table = ingest->finish();
    if (!table) { return complain(table.error()); }
    times["read"] = reading;
    times["parse"] = parsing + watch.lap();

    return time_audit(*table, std::move(times));
}
